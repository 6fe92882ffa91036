"""Nurse and clerk correct marks and reasons; the old value is in the trail (R23)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from attendance.check.rungs import require_writable
from attendance.check.seen import PRESENT, UNKNOWN, WORDS, word
from attendance.models import Mark, Reason, Register
from attendance.register.marks import Answer, mark_of, touch, write_marks
from attendance.rules import require_recordable
from people.access import Access, Action
from people.models import ChildGroup
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
    if not {decision.says for decision in decisions} <= WORDS:
        raise ValidationError(_("Choose one of the reasons offered."), code="reason")
    lock_groups([group.pk])
    require_writable(group, {decision.day for decision in decisions}, by=by, at=at)
    standing = _standing(group, decisions)
    _require_as_seen(decisions, standing)
    for day, ours in _by_day(decisions).items():
        rows = [mark_of(standing[one.child_id, day].register, one.answer, standing[one.child_id, day])
                for one in ours]  # fmt: skip
        for mark in rows:
            mark.settled_at, mark.settled_by = at, by.user
        write_marks(rows, at=at)
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
    _require_known(answers)
    changed = [mark_of(register, answer, marks[answer.child_id]) for answer in answers]
    for mark in changed:
        mark.settled_at, mark.settled_by = at, by.user
    write_marks(changed, at=at)
    touch(register, by=by, at=at)
    return register


def _require_known(answers: Sequence[Answer]) -> None:
    if any(answer.absent and answer.reason not in (None, *Reason.values) for answer in answers):
        raise ValidationError(_("Choose one of the reasons offered."), code="reason")


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
