"""Writing the register: drafts, the confirmation, corrections (R22)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.duties import AttendanceByNine
from attendance.models import Mark, Reason, Register
from attendance.models.reason import REASONS_OF_TEACHERS
from attendance.notices import houses_to_ask
from attendance.register.children import RegisterChild, children_of
from attendance.register.marks import (
    Answer,
    closed_elsewhere,
    locked_register,
    mark_of,
    touch,
    write_marks,
)
from attendance.rules import require_recordable
from people.access import Access, Action
from people.models import Child, ChildGroup


@dataclass(frozen=True)
class Outcome:
    """What became of a form: children it named who are not this group's today, and those it missed."""

    register: Register
    refused: list[str] = field(default_factory=list)
    strangers: int = 0
    missing: list[Child] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # they stand in another group's closed register


class Conflict(Exception):
    """Somebody saved something else meanwhile: 409 with both texts. Nothing was written."""

    def __init__(self, register: Register) -> None:
        super().__init__("register changed meanwhile")
        self.register = register


@transaction.atomic
def confirm(
    *, group: ChildGroup, day: date, answers: Sequence[Answer], by: Access, at: datetime,
    version: int | None = None, late_reason: str = "",
) -> Outcome:  # fmt: skip
    """Confirm a group's day, or correct it; who is not said absent is present.

    The first confirmation is what counts for the duty. An absence without a chosen reason takes
    the one its parent reported, else the group's quarantine; a child said to be there stays so
    whatever was reported, and the weekly check shows the difference. A child of the form that is no
    longer this group's, or stands in another group's closed register, is refused by name and the
    others are saved; a child the form did not know stays unmarked, so that nobody is «present»
    unseen. Sending the same form again changes nothing.

    :raises PermissionDenied: not a person who records this group today
    :raises ValidationError: the day cannot be recorded, or a reason is not this role's to give
    :raises Conflict: ``version`` is stale and something else stands there now
    """
    by.require(Action.RECORD_ATTENDANCE, group)
    said = {answer.child_id: answer for answer in answers}
    register = locked_register(group, day, by=by, at=at, children=said)
    require_recordable(group, day, by=by, at=at)
    due = {one.child.pk: one for one in children_of(group, day)}
    closed = closed_elsewhere(register, _marks(due, said), by=by)
    ours = [pk for pk in said if pk in due and pk not in closed]
    wanted = [_with_reason(said[pk], due[pk], register) for pk in ours]
    if version not in (None, register.version):
        _require_no_contradiction(register, wanted, due)
    changed = [answer for answer in wanted if _differs(answer, due[answer.child_id], register)]
    _require_reasons(changed, due)
    _stamp(register, by=by, at=at, touched=bool(changed), late_reason=late_reason)
    _save_marks(register, changed, due, at=at)
    houses_to_ask.on_commit(group.institution_id)
    return _outcome(register, said.keys(), due, closed)


@transaction.atomic
def draft(
    *, group: ChildGroup, day: date, child_id: int, absent: bool, by: Access, at: datetime,
    reason: str | None = None,
) -> Register:  # fmt: skip
    """Keep one tap before the register is confirmed. Parents and the kitchen do not see it.

    The same tap once more (its answer was lost) changes nothing, the version neither.

    :raises ValidationError: not this group's child that day, or its register, this or another one,
        is confirmed already
    """
    by.require(Action.RECORD_ATTENDANCE, group)
    register = locked_register(group, day, by=by, at=at, children=[child_id])
    require_recordable(group, day, by=by, at=at)
    if register.is_confirmed:
        raise ValidationError(_("The register has been confirmed meanwhile."), code="confirmed")
    due = {one.child.pk: one for one in children_of(group, day)}
    if child_id not in due:
        raise ValidationError(_("This child is not in the group on this day."), code="not_due")
    _require_no_other(register, _marks(due, [child_id]), by=by)
    answer = Answer(child_id, absent, reason)
    _require_reasons([answer], due)
    if _differs(answer, due[child_id], register):
        touch(register, by=by, at=at)
        _save_marks(register, [answer], due, at=at)
    return register


def _marks(due: Mapping[int, RegisterChild], children: Iterable[int]) -> list[Mark]:
    """Marks that stand already."""
    known = (due[pk].mark for pk in children if pk in due)
    return [mark for mark in known if mark is not None]


def _require_no_other(register: Register, marks: list[Mark], *, by: Access) -> None:
    """:raises ValidationError: what another group has confirmed, or closed, is no draft of this one"""
    others = {mark.register_id for mark in marks} - {register.pk}
    confirmed = others and Register.objects.confirmed().filter(pk__in=others).exists()
    if confirmed or closed_elsewhere(register, marks, by=by):
        told = _(
            "This child has been marked in another group: confirm the register to take it over."
        )
        raise ValidationError(told, code="elsewhere")


def _with_reason(answer: Answer, known: RegisterChild, register: Register) -> Answer:
    """What a confirmed register says already stays as it is."""
    if not answer.absent or answer.reason is not None:
        return answer
    stands = known.mark is not None and not _contradicts(answer, known)
    if stands and register.is_confirmed:
        return answer
    return replace(answer, reason=known.usual_reason)


def _differs(answer: Answer, known: RegisterChild, register: Register) -> bool:
    """Is there anything to write? No mark yet, or in another register, or another answer."""
    mark = known.mark
    return mark is None or mark.register_id != register.pk or _contradicts(answer, known)


def _contradicts(answer: Answer, known: RegisterChild) -> bool:
    """Does the answer say something else than what stands there? Nothing contradicts nothing."""
    if known.mark is None:
        return False
    said = (answer.absent, answer.reason if answer.absent else None)
    return said != (known.mark.is_absent, known.mark.reason)


def _require_no_contradiction(
    register: Register, wanted: Iterable[Answer], due: Mapping[int, RegisterChild]
) -> None:
    """:raises Conflict: a page that is behind says something else than what stands there now"""
    if any(_contradicts(answer, due[answer.child_id]) for answer in wanted):
        raise Conflict(register)


def _require_reasons(answers: Iterable[Answer], due: Mapping[int, RegisterChild]) -> None:
    """:raises ValidationError: a reason that does not exist, or is decided by others (R23)"""
    for answer in answers:
        if not answer.absent or answer.reason is None:
            continue
        known = due[answer.child_id]
        kept = known.mark is not None and known.mark.reason == answer.reason
        given = known.quarantined and answer.reason == Reason.QUARANTINE
        if not (kept or given or answer.reason in REASONS_OF_TEACHERS):
            raise ValidationError(_("Choose one of the reasons offered."), code="reason")


def _save_marks(
    register: Register, answers: Iterable[Answer], due: Mapping[int, RegisterChild], *, at: datetime
) -> None:
    write_marks([mark_of(register, answer, due[answer.child_id].mark) for answer in answers], at=at)


def _stamp(
    register: Register, *, by: Access, at: datetime, touched: bool, late_reason: str
) -> None:
    """Say when and by whom; only the first confirmation sets the moment that the duty asks."""
    if not register.is_confirmed:
        register.first_confirmed_at, register.first_confirmed_by = at, by.user
        late_from = AttendanceByNine().late_from(register.group.institution, register.day)
        register.late_reason = late_reason if at >= late_from else ""
    elif not touched:
        return
    touch(register, by=by, at=at)


def _outcome(
    register: Register, said: Iterable[int], due: Mapping[int, RegisterChild], closed: Iterable[int]
) -> Outcome:
    known = set(said)
    strange = sorted(known - due.keys())
    refused = _once_of(register.group, strange)
    missing = [one.child for pk, one in due.items() if pk not in known and one.mark is None]
    stay = [str(due[pk].child) for pk in due if pk in closed]
    return Outcome(register, refused, len(strange) - len(refused), missing, stay)


def _once_of(group: ChildGroup, ids: Sequence[int]) -> list[str]:
    """Names of children who have been in this group; nobody else's name is told."""
    if not ids:
        return []
    known = Child.objects.filter(pk__in=ids, enrolments__group=group).distinct()
    return [str(child) for child in known.order_by("sort_key")]
