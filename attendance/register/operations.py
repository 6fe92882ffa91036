"""Writing the register: drafts, the confirmation, corrections (R22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance import wake
from attendance.due_children import children_due
from attendance.duties import AttendanceByNine
from attendance.models import Mark, Reason, Register
from attendance.register.marks import Answer, mark_of, write_marks
from attendance.rules import require_recordable
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.operations import lock_groups

# decided by nurse or clerk only (R23)
NOT_FOR_TEACHERS = frozenset({Reason.UNEXCUSED})


@dataclass(frozen=True)
class Outcome:
    """What became of a form: children it named who are not this group's today, and those it missed."""

    register: Register
    refused: list[str] = field(default_factory=list)
    strangers: int = 0
    missing: list[Child] = field(default_factory=list)


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

    The first confirmation is what counts for the duty. A child of the form that is no longer this
    group's is refused by name and the others are saved; a child the form did not know stays
    unmarked, so that nobody is «present» unseen. Sending the same form again changes nothing.

    :raises PermissionDenied: not a person who records this group today
    :raises ValidationError: the day cannot be recorded, or a reason is not this role's to give
    :raises Conflict: ``version`` is stale and something else stands there now
    """
    by.require(Action.RECORD_ATTENDANCE, group)
    require_recordable(group, day, by=by, at=at)
    register = _locked_register(group, day, by=by, at=at)
    due = {child.pk: child for child in children_due(group, day)}
    marks = _marks_of(due, day)
    wanted = list({a.child_id: a for a in answers if a.child_id in due}.values())
    if version not in (None, register.version):
        _require_no_contradiction(register, wanted, marks)
    changed = [
        answer for answer in wanted if _differs(answer, marks.get(answer.child_id), register)
    ]
    _require_reasons(changed, marks)
    _save_marks(register, changed, marks, at=at)
    _stamp(register, by=by, at=at, touched=bool(changed), late_reason=late_reason)
    transaction.on_commit(wake.tell, robust=True)
    known = {answer.child_id for answer in answers}
    refused = _once_of(group, sorted(known - due.keys()))
    missing = [due[pk] for pk in due if pk not in known and pk not in marks]
    return Outcome(register, refused, len(known - due.keys()) - len(refused), missing)


@transaction.atomic
def draft(
    *, group: ChildGroup, day: date, child_id: int, absent: bool, by: Access, at: datetime,
    reason: str | None = None,
) -> Register:  # fmt: skip
    """Keep one tap before the register is confirmed. Parents and the kitchen do not see it.

    :raises ValidationError: not this group's child that day, or the register is confirmed already
    """
    by.require(Action.RECORD_ATTENDANCE, group)
    require_recordable(group, day, by=by, at=at)
    register = _locked_register(group, day, by=by, at=at)
    if register.is_confirmed:
        raise ValidationError(_("The register has been confirmed meanwhile."), code="confirmed")
    due = {child.pk for child in children_due(group, day)}
    if child_id not in due:
        raise ValidationError(_("This child is not in the group on this day."), code="not_due")
    answer, marks = Answer(child_id, absent, reason), _marks_of([child_id], day)
    _require_reasons([answer], marks)
    _save_marks(register, [answer], marks, at=at)
    register.saved_at, register.saved_by = at, by.user
    register.version += 1
    register.save(update_fields=["saved_at", "saved_by", "version"])
    return register


def _locked_register(group: ChildGroup, day: date, *, by: Access, at: datetime) -> Register:
    """The register of the day, made if need be.

    The group stays locked until the end of the transaction: nobody else writes its registers, and
    nobody moves a child in or out between asking whose day it is and writing the marks.
    """
    lock_groups([group.pk])
    found = Register.objects.filter(group=group, day=day).first()
    if found is None:
        found = Register.objects.create(
            institution=group.institution, group=group, day=day, saved_at=at, saved_by=by.user
        )
    found.group = group  # already at hand, with its institution
    return found


def _marks_of(children: Iterable[int], day: date) -> dict[int, Mark]:
    rows = Mark.objects.filter(child__in=list(children), day=day)
    return {mark.child_id: mark for mark in rows}


def _differs(answer: Answer, mark: Mark | None, register: Register) -> bool:
    """Is there anything to write? No mark yet, or in another register, or another answer."""
    return mark is None or mark.register_id != register.pk or _contradicts(answer, mark)


def _contradicts(answer: Answer, mark: Mark | None) -> bool:
    """Does the answer say something else than what stands there? Nothing standing means present."""
    standing = (mark.is_absent, mark.reason) if mark else (False, None)
    return (answer.absent, answer.reason if answer.absent else None) != standing


def _require_no_contradiction(
    register: Register, wanted: Iterable[Answer], marks: dict[int, Mark]
) -> None:
    """:raises Conflict: a page that is behind says something else than what stands there now"""
    if any(_contradicts(answer, marks.get(answer.child_id)) for answer in wanted):
        raise Conflict(register)


def _require_reasons(answers: Iterable[Answer], marks: dict[int, Mark]) -> None:
    """:raises ValidationError: a reason that does not exist, or is decided by others"""
    for answer in answers:
        if not answer.absent or answer.reason is None:
            continue
        standing = marks.get(answer.child_id)
        kept = standing is not None and standing.reason == answer.reason
        if answer.reason not in Reason.values or (answer.reason in NOT_FOR_TEACHERS and not kept):
            raise ValidationError(_("Choose one of the reasons offered."), code="reason")


def _save_marks(
    register: Register, answers: Iterable[Answer], marks: dict[int, Mark], *, at: datetime
) -> None:
    write_marks(
        [mark_of(register, answer, marks.get(answer.child_id)) for answer in answers], at=at
    )


def _stamp(
    register: Register, *, by: Access, at: datetime, touched: bool, late_reason: str
) -> None:
    """Say when and by whom; only the first confirmation sets the moment that the duty asks."""
    first = not register.is_confirmed
    if not (first or touched):
        return
    register.saved_at, register.saved_by = at, by.user
    register.version += 1
    if first:
        register.first_confirmed_at, register.first_confirmed_by = at, by.user
        late_from = AttendanceByNine().late_from(register.group.institution, register.day)
        register.late_reason = late_reason if at >= late_from else ""
    register.save()


def _once_of(group: ChildGroup, ids: Sequence[int]) -> list[str]:
    """Names of children who have been in this group; nobody else's name is told."""
    if not ids:
        return []
    known = Child.objects.filter(pk__in=ids, enrolments__group=group).distinct()
    return [str(child) for child in known.order_by("sort_key")]
