"""Absences of a group's week: consecutive days of one child together, and illnesses that need a note."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attendance.check.said import Said
from attendance.check.seen import Seen
from attendance.models import DoctorsNote, Reason
from duties.calendar import Calendar
from duties.clock import ONE_DAY
from people.models import ChildGroup


@dataclass(frozen=True)
class Stretch:
    """Days of one child that follow one another, of which the same is known."""

    marks: list[Seen]
    said: str

    @property
    def first(self) -> Seen:
        return self.marks[0]

    @property
    def days(self) -> list[date]:
        return [mark.day for mark in self.marks]

    @property
    def value(self) -> str:
        """What its checkbox sends: the child, the days, and what the page showed."""
        days = "+".join(day.isoformat() for day in self.days)
        return f"{self.first.child_id}:{days}:{self.first.word}"


def stretches_of(marks: Iterable[Seen], working: Sequence[date], said: Said) -> list[Stretch]:
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


def _follows(one: Seen, other: Seen, place: dict[date, int]) -> bool:
    same = (one.child_id, one.word) == (other.child_id, other.word)
    return same and place.get(other.day, -9) == place.get(one.day, -9) + 1


@dataclass(frozen=True)
class Illness:
    """An absence due to illness that touches the week, followed back to its beginning."""

    marks: list[Seen]
    note: DoctorsNote | None
    is_due: bool  # a doctor's note

    @property
    def first(self) -> Seen:
        return self.marks[0]

    @property
    def until(self) -> date:
        return self.marks[-1].day + ONE_DAY


def illnesses_of(
    marks: Iterable[Seen], group: ChildGroup, days: Calendar, *, monday: date, note_after: int,
    notes: Iterable[DoctorsNote],
) -> list[Illness]:  # fmt: skip
    """``marks`` reach back before the week. ``note_after`` working days no note is due; 0: never."""
    ill = sorted(
        (m for m in marks if m.reason == Reason.ILLNESS), key=lambda m: (m.child_id, m.day)
    )
    runs: list[list[Seen]] = []
    for mark in ill:
        if runs and _continues(runs[-1][-1], mark, group, days):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    by_child: dict[int, list[DoctorsNote]] = {}
    for note in notes:
        by_child.setdefault(note.child_id, []).append(note)
    touching = [run for run in runs if run[-1].day >= monday]
    found = [_illness(run, by_child.get(run[0].child_id, []), note_after) for run in touching]
    return sorted(found, key=lambda illness: (illness.first.name, illness.first.day))


def _continues(one: Seen, other: Seen, group: ChildGroup, days: Calendar) -> bool:
    after = days.working_day_after(one.day, group)
    return one.child_id == other.child_id and other.day == after


def _illness(run: list[Seen], notes: list[DoctorsNote], note_after: int) -> Illness:
    since, until = run[0].day, run[-1].day + ONE_DAY
    seen = next((note for note in notes if note.since < until and note.until > since), None)
    return Illness(run, seen, is_due=0 < note_after < len(run) and seen is None)
