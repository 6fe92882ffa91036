"""What a group's week says, as pure functions (R23): where register and parents differ, which days of
absence belong together, which illnesses need a doctor's note.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from attendance.by_child import by_child
from attendance.check.week import PRESENT, DayMark
from attendance.models import AbsenceNotice, DoctorsNote, Reason
from attendance.notices.standing import ParentsWord, told_since
from duties.calendar import Calendar
from outbox.clock import ONE_DAY
from people.models import ChildGroup


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
    mark: DayMark
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
        taken = _("As reported: %(reason)s") % {"reason": Reason(self.notice.reason).label}
        other = Act(self.notice.reason, taken)
        if self.mark.reason is None:
            return [stays, other]
        kept = _("Keep: %(reason)s") % {"reason": Reason(self.mark.reason).label}
        return [Act(self.mark.word, kept), other]


def conflicts_of(
    marks: Iterable[DayMark], notices: Iterable[AbsenceNotice], working: Sequence[date],
    before: date | None = None,
) -> list[Conflict]:  # fmt: skip
    """Every conflict of a group's week.

    Nurse or clerk who settled a mark after the notice came has looked at it: that is none any more.
    A notice that was only shortened since came when it was first told.

    :param notices: those that ended too
    :param working: the group's working days of the week; ``before``: the last one before it
    """
    said = by_child(sorted(notices, key=lambda one: one.reported_at))
    days = [*([before] if before else []), *working]
    return [
        conflict
        for child, own in by_child(marks).items()
        for conflict in _of_a_child(own, said.get(child, []), days)
    ]


def _of_a_child(
    marks: list[DayMark], notices: list[AbsenceNotice], days: list[date]
) -> Iterator[Conflict]:
    absent = {mark.day for mark in marks if mark.is_absent}
    ever, notices = notices, [notice for notice in notices if notice.ended_at is None]
    for mark in marks:
        over = next((n for n in reversed(notices) if n.covers(mark.day)), None)
        found = _against(mark, over) if over else _without(mark, notices, days, absent)
        if found and not _looked_at(found, ever):
            yield found


def _against(mark: DayMark, notice: AbsenceNotice) -> Conflict | None:
    if not mark.is_absent:
        return Conflict(Kind.NOTICE_BUT_PRESENT, mark, notice)
    return Conflict(Kind.REASON_DIFFERS, mark, notice) if mark.reason != notice.reason else None


def _without(
    mark: DayMark, notices: list[AbsenceNotice], days: list[date], absent: set[date]
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


@dataclass(frozen=True)
class Stretch:
    """Days of one child that follow one another, of which the same is known."""

    marks: list[DayMark]
    said: str

    @property
    def first(self) -> DayMark:
        return self.marks[0]

    @property
    def days(self) -> list[date]:
        return [mark.day for mark in self.marks]

    @property
    def value(self) -> str:
        """What its checkbox sends: the child, the days, and what the page showed."""
        days = "+".join(day.isoformat() for day in self.days)
        return f"{self.first.child_id}:{days}:{self.first.word}"


def stretches_of(
    marks: Iterable[DayMark], working: Sequence[date], said: ParentsWord
) -> list[Stretch]:
    """Absences of one kind in the order given: by child, then by day."""
    found: list[Stretch] = []
    place = {day: n for n, day in enumerate(working)}
    for mark in marks:
        words = said.in_words(mark.child_id, mark.day)
        last = found[-1] if found else None
        if last and last.said == words and _follows(last.marks[-1], mark, place):
            last.marks.append(mark)
        else:
            found.append(Stretch([mark], words))
    return found


def _follows(one: DayMark, other: DayMark, place: dict[date, int]) -> bool:
    same = (one.child_id, one.word) == (other.child_id, other.word)
    return same and place.get(other.day, -9) == place.get(one.day, -9) + 1


@dataclass(frozen=True)
class Illness:
    """An absence due to illness that touches the week, followed back to its beginning."""

    marks: list[DayMark]
    note: DoctorsNote | None
    is_due: bool  # a doctor's note

    @property
    def first(self) -> DayMark:
        return self.marks[0]

    @property
    def until(self) -> date:
        return self.marks[-1].day + ONE_DAY


def illnesses_of(
    marks: Iterable[DayMark], group: ChildGroup, days: Calendar, *, monday: date, note_after: int,
    notes: Iterable[DoctorsNote],
) -> list[Illness]:  # fmt: skip
    """``marks`` reach back before the week. ``note_after`` working days no note is due; 0: never."""
    ill = sorted(
        (m for m in marks if m.reason == Reason.ILLNESS), key=lambda m: (m.child_id, m.day)
    )
    runs: list[list[DayMark]] = []
    for mark in ill:
        if runs and _continues(runs[-1][-1], mark, group, days):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    seen = by_child(notes)
    touching = [run for run in runs if run[-1].day >= monday]
    found = [_illness(run, seen.get(run[0].child_id, []), note_after) for run in touching]
    return sorted(found, key=lambda illness: (illness.first.name, illness.first.day))


def _continues(one: DayMark, other: DayMark, group: ChildGroup, days: Calendar) -> bool:
    after = days.working_day_after(one.day, group)
    return one.child_id == other.child_id and other.day == after


def _illness(run: list[DayMark], notes: list[DoctorsNote], note_after: int) -> Illness:
    since, until = run[0].day, run[-1].day + ONE_DAY
    seen = next((note for note in notes if note.since < until and note.until > since), None)
    return Illness(run, seen, is_due=0 < note_after < len(run) and seen is None)
