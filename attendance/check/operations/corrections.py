"""Nurse and clerk correct marks and reasons, and answer teachers; the old value is in the trail (R23)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from attendance.check.kinds import CODE
from attendance.check.week import PRESENT, UNKNOWN, WORDS, closures_of, word
from attendance.models import CorrectionRequest, Mark, Presence, Reason, Register
from attendance.register.marks import Answer, mark_of, touch, write_marks
from attendance.rules import require_recordable, why_not
from duties import calendar, ladder
from outbox import queue
from outbox.clock import ONE_DAY
from outbox.models import Notification
from people.access import Access, Action
from people.models import ChildGroup, Role
from people.operations import lock_groups


@dataclass(frozen=True)
class Decision:
    """What nurse or clerk says of a child's day, and what stood there on the page they looked at.

    Both in one word: ``present``, ``unknown``, or a reason.
    """

    child_id: int
    day: date
    seen: str
    says: str

    @property
    def answer(self) -> Answer:
        absent = self.says != PRESENT
        return Answer(self.child_id, absent, None if self.says in (PRESENT, UNKNOWN) else self.says)


class Meanwhile(Exception):
    """Somebody changed these marks after the page was made: 409 with both texts. Nothing was written."""

    def __init__(self, changed: list[tuple[Decision, Mark]]) -> None:
        super().__init__("marks changed meanwhile")
        self.changed = changed


@transaction.atomic
def settle(*, group: ChildGroup, decisions: Sequence[Decision], by: Access, at: datetime) -> int:
    """Decide children's days of confirmed registers: reasons in bulk, and conflicts with notices.

    :returns: how many marks were settled
    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: a day is closed or not confirmed, a child has no mark, a word is unknown
    :raises Meanwhile: something else stands there than was seen
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    _require_offered({decision.says for decision in decisions}, WORDS)
    lock_groups([group.pk])
    _require_writable(group, {decision.day for decision in decisions}, by=by, at=at)
    standing = _standing(group, decisions)
    _require_as_seen(decisions, standing)
    for day, ours in _by_day(decisions).items():
        of_day = {one.child_id: standing[one.child_id, day] for one in ours}
        register = of_day[ours[0].child_id].register
        _write_settled(register, [one.answer for one in ours], of_day, by=by, at=at)
    registers = {mark.register_id for mark in standing.values()}
    Register.objects.filter(pk__in=registers).update(
        saved_at=at, saved_by=by.user, version=F("version") + 1
    )
    return len(standing)


@transaction.atomic
def correct(
    *, group: ChildGroup, day: date, answers: Sequence[Answer], by: Access, at: datetime
) -> Register:
    """Settle children's marks of a confirmed register: what is said now stands, and was looked at.

    Saying again what stands only settles it. Also on a signed week, never in a closed month.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: the day is closed, not confirmed yet, or a child has no mark in it
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    lock_groups([group.pk])
    require_recordable(group, day, by=by, at=at)
    register = Register.objects.confirmed().filter(group=group, day=day).first()
    if register is None:
        raise ValidationError(_("This day has not been confirmed yet."), code="unconfirmed")
    register.group = group
    marks = {mark.child_id: mark for mark in Mark.objects.filter(register=register)}
    if any(answer.child_id not in marks for answer in answers):
        raise ValidationError(_("This child has no mark on this day."), code="no_mark")
    _require_offered({answer.reason for answer in answers if answer.absent}, {None, *Reason.values})
    _write_settled(register, answers, marks, by=by, at=at)
    touch(register, by=by, at=at)
    return register


@transaction.atomic
def answer_request(
    *, request: CorrectionRequest, granted: bool, by: Access, at: datetime, text: str = "",
    asked_at: datetime | None = None,
) -> CorrectionRequest:  # fmt: skip
    """Correct as asked, or decline and say why. The teacher is told.

    ``asked_at`` says which wording was read.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: answered already, changed meanwhile (code «changed»), declined without a
        word, or the month is closed
    """
    by.require(Action.CORRECT_ATTENDANCE, request)
    asked = CorrectionRequest.objects.select_related("register__group__institution")
    request = asked.select_for_update(of=("self",)).get(pk=request.pk)
    _require_waiting(request, asked_at)
    if not granted and not text.strip():
        raise ValidationError(_("Say in a word why it is declined."), code="why")
    if granted:
        absent = request.presence == Presence.ABSENT
        wanted = Answer(request.child_id, absent, request.reason)
        correct(group=request.register.group, day=request.day, answers=[wanted], by=by, at=at)
    request.answered_at, request.answered_by, request.granted = at, by.user, granted
    request.answer = text.strip()
    request.full_clean(exclude=["register", "child", "institution", "asked_by", "answered_by"])
    request.save()
    queue.put([_news_of(request)], at=at)
    return request


def _require_waiting(request: CorrectionRequest, asked_at: datetime | None) -> None:
    if request.answered_at is not None:
        raise ValidationError(_("This request has been answered already."), code="answered")
    if asked_at not in (None, request.asked_at):
        raise ValidationError(_("This request was changed meanwhile. Read it again, then answer."),
                              code="changed")  # fmt: skip


def _news_of(request: CorrectionRequest) -> Notification:
    return Notification(
        institution=request.register.group.institution, person_id=request.asked_by_id,
        role=Role.TEACHER, kind=CODE, group=request.register.group, day=request.day,
        subject_id=request.pk,
    )  # fmt: skip


def _require_offered(given: Set[str | None], offered: Set[str | None]) -> None:
    if not given <= offered:
        raise ValidationError(_("Choose one of the reasons offered."), code="reason")


def _require_writable(group: ChildGroup, days: Iterable[date], *, by: Access, at: datetime) -> None:
    """``attendance.rules.require_recordable`` for several days at once. Two queries.

    :raises ValidationError: a future day, a day off, or a day closed for this person's role
    """
    days = sorted(days)
    if not days:
        return
    of_days = calendar.of(group.institution, days[0], days[-1])
    closures = closures_of(group.institution, days[0], days[-1] + ONE_DAY)
    for day in days:
        if reason := why_not(group, day, at=at, days=of_days):
            raise ValidationError(reason, code="no_register")
        rung = closures.rung(group, day)
        if not ladder.may_write(rung, by):
            raise ValidationError(ladder.why_closed(rung), code="closed")


def _write_settled(
    register: Register, answers: Iterable[Answer], standing: Mapping[int, Mark], *, by: Access,
    at: datetime,
) -> None:  # fmt: skip
    """Over what stands there, as looked at by this person."""
    marks = [mark_of(register, answer, standing[answer.child_id]) for answer in answers]
    for mark in marks:
        mark.settled_at, mark.settled_by = at, by.user
    write_marks(marks, at=at)


def _standing(group: ChildGroup, decisions: Sequence[Decision]) -> dict[tuple[int, date], Mark]:
    """:raises ValidationError: somebody's day is not in a confirmed register of the group"""
    wanted = {(decision.child_id, decision.day) for decision in decisions}
    rows = Mark.objects.filter(
        register__group=group, register__first_confirmed_at__isnull=False,
        child__in={child for child, _day in wanted}, day__in={day for _child, day in wanted},
    ).select_related("register", "child")  # fmt: skip
    found = {(mark.child_id, mark.day): mark for mark in rows}
    if not wanted <= found.keys():
        raise ValidationError(_("This child has no mark on this day."), code="no_mark")
    for mark in found.values():
        mark.register.group = group  # at hand, with its institution
    return {key: found[key] for key in wanted}


def _require_as_seen(decisions: Iterable[Decision], standing: dict[tuple[int, date], Mark]) -> None:
    """:raises Meanwhile: a page that is behind would overwrite what it did not show"""
    pairs = [(one, standing[one.child_id, one.day]) for one in decisions]
    changed = [
        (one, m) for one, m in pairs if word(m.presence, m.reason) not in (one.seen, one.says)
    ]
    if changed:
        raise Meanwhile(changed)


def _by_day(decisions: Iterable[Decision]) -> dict[date, list[Decision]]:
    found: dict[date, list[Decision]] = defaultdict(list)
    for decision in {(one.child_id, one.day): one for one in decisions}.values():
        found[decision.day].append(decision)
    return found
