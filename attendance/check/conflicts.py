"""Where the register and the parents' notices do not say the same (R23): four kinds, a pure function."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from attendance.check.seen import PRESENT, Seen
from attendance.models import AbsenceNotice, Reason
from attendance.notices.standing import told_since
from duties.clock import ONE_DAY


class Kind(StrEnum):
    NOTICE_BUT_PRESENT = "notice_but_present"
    ABSENT_WITHOUT_NOTICE = "absent_without_notice"  # and without a reason
    ENDED_BUT_ABSENT = "ended_but_absent"  # and without a reason
    REASON_DIFFERS = "reason_differs"


@dataclass(frozen=True)
class Act:
    """What resolves a conflict: a word for the child's day, and how the button is called."""

    says: str
    label: str


@dataclass(frozen=True)
class Conflict:
    kind: Kind
    mark: Seen
    notice: AbsenceNotice | None

    @property
    def is_unexplained(self) -> bool:
        """It stands among the absences that wait for a reason."""
        return self.mark.is_unexplained

    @property
    def acts(self) -> list[Act]:
        """The first keeps what stands, the second says the other."""
        was, was_not = Act(PRESENT, _("Was present")), _("Was not")
        if self.kind is Kind.NOTICE_BUT_PRESENT:
            assert self.notice
            return [was, Act(self.notice.reason, was_not)]
        stays = Act(Reason.UNEXCUSED, _("Stays N"))
        if self.kind is not Kind.REASON_DIFFERS:
            return [stays, was]
        assert self.notice
        taken = Act(
            self.notice.reason,
            _("As reported: %(reason)s") % {"reason": _label(self.notice.reason)},
        )
        if self.mark.reason is None:
            return [stays, taken]
        return [
            Act(self.mark.word, _("Keep: %(reason)s") % {"reason": _label(self.mark.reason)}),
            taken,
        ]


def _label(reason: str) -> str:
    return str(Reason(reason).label)


def conflicts_of(
    marks: Iterable[Seen], notices: Iterable[AbsenceNotice], working: Sequence[date],
    before: date | None = None,
) -> list[Conflict]:  # fmt: skip
    """Every conflict of a group's week.

    Nurse or clerk who settled a mark after the notice came has looked at it: that is none any more.
    A notice that was only shortened since came when it was first told.

    :param notices: those that ended too
    :param working: the group's working days of the week; ``before``: the last one before it
    """
    by_child: dict[int, list[Seen]] = {}
    for mark in marks:
        by_child.setdefault(mark.child_id, []).append(mark)
    said: dict[int, list[AbsenceNotice]] = {}
    for notice in sorted(notices, key=lambda one: one.reported_at):
        said.setdefault(notice.child_id, []).append(notice)
    days = [*([before] if before else []), *working]
    return [
        conflict
        for child, own in by_child.items()
        for conflict in _of_a_child(own, said.get(child, []), days)
    ]


def _of_a_child(
    marks: list[Seen], notices: list[AbsenceNotice], days: list[date]
) -> Iterator[Conflict]:
    absent = {mark.day for mark in marks if mark.is_absent}
    ever, notices = notices, [notice for notice in notices if notice.ended_at is None]
    for mark in marks:
        over = next((n for n in reversed(notices) if n.covers(mark.day)), None)
        found = _against(mark, over) if over else _without(mark, notices, days, absent)
        if found and not _looked_at(found, ever):
            yield found


def _against(mark: Seen, notice: AbsenceNotice) -> Conflict | None:
    if not mark.is_absent:
        return Conflict(Kind.NOTICE_BUT_PRESENT, mark, notice)
    return Conflict(Kind.REASON_DIFFERS, mark, notice) if mark.reason != notice.reason else None


def _without(
    mark: Seen, notices: list[AbsenceNotice], days: list[date], absent: set[date]
) -> Conflict | None:
    if not mark.is_unexplained:
        return None
    ended = next((n for n in reversed(notices) if _just_ended(n, mark.day, days, absent)), None)
    kind = Kind.ENDED_BUT_ABSENT if ended else Kind.ABSENT_WITHOUT_NOTICE
    return Conflict(kind, mark, ended)


def _just_ended(notice: AbsenceNotice, day: date, days: list[date], absent: set[date]) -> bool:
    """It reached the working day before, or every working day since it ended was missed."""
    if notice.until > day:
        return False
    last = [d for d in days if d < notice.until]
    since = [d for d in days if notice.until <= d < day]
    return bool(last) and notice.covers(last[-1]) and absent.issuperset(since)


def _looked_at(conflict: Conflict, ever: list[AbsenceNotice]) -> bool:
    mark, notice = conflict.mark, conflict.notice
    if mark.settled_at is None:
        return False
    return notice is None or mark.settled_at >= told_since(notice, _day(conflict), ever)


def _day(conflict: Conflict) -> date:
    """The day the notice speaks of: its last one where it had ended before."""
    assert conflict.notice
    return min(conflict.mark.day, conflict.notice.until - ONE_DAY)
