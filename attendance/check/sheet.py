"""A group's week as its page shows it: what is unexplained, what differs, what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from attendance.check import words
from attendance.check.absences import Illness, Stretch, illnesses_of, stretches_of
from attendance.check.board import Board, Line, State, board_of
from attendance.check.conflicts import Conflict
from attendance.check.said import Said, said_of
from attendance.check.seen import Seen
from attendance.check.settings import NOTE_AFTER
from attendance.check.week import Week
from attendance.models import CorrectionRequest, DoctorsNote
from attendance.notices.notes import notes_about
from duties import ladder
from duties.clock import ONE_DAY
from duties.ladder import Rung
from people.access import Access, Action
from people.models import ChildGroup


@dataclass(frozen=True)
class Sheet:
    board: Board
    line: Line
    said: Said
    unexplained: list[Stretch]  # that can still be explained
    settled: list[Stretch]  # the same in a closed month: they stay as they are
    explained: list[Stretch]
    illnesses: list[Illness]
    notes: dict[int, str]  # what parents added about health, by notice
    may_correct: bool

    @property
    def week(self) -> Week:
        return self.board.week

    @property
    def group(self) -> ChildGroup:
        return self.line.group

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Those that do not stand among the unexplained anyway."""
        return [conflict for conflict in self.line.conflicts if not conflict.is_unexplained]

    @property
    def requests(self) -> list[CorrectionRequest]:
        return [r for r in self.board.requests if r.register.group_id == self.group.pk]

    @cached_property
    def rungs(self) -> dict[date, Rung]:
        """How far each day of the week is closed."""
        return {day: self.board.closures.rung(self.group, day) for day in self.week.days}

    def writes(self, day: date) -> bool:
        return self.may_correct and self.board.closures.rung(self.group, day) < Rung.MONTH

    @property
    def writable(self) -> bool:
        """Some day of it."""
        return any(self.writes(day) for day in self.week.days)

    @property
    def why_closed(self) -> str:
        closed = [day for day, rung in self.rungs.items() if rung > Rung.WEEK]
        if closed and len(closed) < len(self.rungs):
            return words.some_closed(closed)
        return ladder.why_closed(max(self.rungs.values())) if closed else ""

    def notes_to(self, marks: Iterable[Seen]) -> list[str]:
        """Parents' notes about these days, each once."""
        notices = (self.said.notice(mark.child_id, mark.day) for mark in marks)
        told = {notice.pk for notice in notices if notice} & self.notes.keys()
        return [self.notes[pk] for pk in sorted(told)]

    @property
    def offers_reported(self) -> bool:
        """Parents gave a reason for some unexplained day."""
        days = [(mark.child_id, mark.day) for row in self.unexplained for mark in row.marks]
        return any(self.said.reason(child, day) for child, day in days)

    @property
    def may_sign(self) -> bool:
        return self.may_correct and not self.why_not_signed and not self.line.is_signed

    @property
    def why_not_signed(self) -> str:
        """What still stands in the way, in words."""
        if self.line.state is State.RUNNING:
            return _("The week can be signed once its last working day is over.")
        if self.line.state is State.UNCONFIRMED:
            return _("The week can be signed once all its days are confirmed.")
        if self.line.state is State.NOTHING:
            return _("There is nothing to check in this week.")
        if self.line.unmarked:
            return _("The week can be signed once every child has a mark.")
        if self.unexplained:
            return _("The week can be signed once every absence has a reason, or stays N.")
        return ""


def sheet_of(group_id: int, monday: date, *, access: Access, at: datetime) -> Sheet | None:
    """Nine queries, and two more where parents' notes are shown; however many children."""
    board = board_of(access, monday, at=at, illness_of=group_id)
    line = board.line(group_id)
    return _sheet(board, line, access, at) if line else None


def _sheet(board: Board, line: Line, access: Access, at: datetime) -> Sheet:
    group, week = line.group, board.week
    monday = week.monday
    marks = [mark for mark in board.marks if mark.group_id == group.pk]
    of_week = [mark for mark in marks if mark.day >= monday]
    absent = [mark for mark in of_week if mark.is_absent]
    said = said_of(
        week.institution, {mark.child_id for mark in of_week}, board.notices, monday, week.until
    )
    illnesses = illnesses_of(
        marks, group, week.calendar, monday=monday, note_after=NOTE_AFTER.of(week.institution),
        notes=_doctors_notes(marks, week),
    )  # fmt: skip
    return Sheet(
        board=board, line=line, said=said, illnesses=illnesses,
        **_stretches(board, group, absent, said),
        notes=_notes(absent, line, said, access, at), may_correct=access.holds(Action.CORRECT_ATTENDANCE),
    )  # fmt: skip


def _stretches(
    board: Board, group: ChildGroup, absent: list[Seen], said: Said
) -> dict[str, list[Stretch]]:
    """None goes from a day that is closed to one that is not: each is decided as a whole."""
    working = board.week.working(group)
    closed = {*board.week.days} - board.closures.open_days(group, board.week.days)
    known = [m for m in absent if not m.is_unexplained]
    unknown = [m for m in absent if m.is_unexplained]
    of_open = [day for day in working if day not in closed]
    return {
        "unexplained": stretches_of([m for m in unknown if m.day not in closed], of_open, said),
        "settled": stretches_of([m for m in unknown if m.day in closed], working, said),
        "explained": stretches_of([m for m in known if m.day not in closed], of_open, said)
        + stretches_of([m for m in known if m.day in closed], working, said),
    }  # fmt: skip


def _doctors_notes(marks: list[Seen], week: Week) -> list[DoctorsNote]:
    """One query."""
    ill = {mark.child_id for mark in marks if mark.is_absent}
    rows = DoctorsNote.objects.filter(child__in=ill, since__lt=week.until)
    return list(rows.filter(until__gt=min((m.day for m in marks), default=week.monday) - ONE_DAY))


def _notes(
    absent: list[Seen], line: Line, said: Said, access: Access, at: datetime
) -> dict[int, str]:
    """Parents' notes to the notices that the page shows; that they were read is kept."""
    marks = [*absent, *(conflict.mark for conflict in line.conflicts)]
    found = (said.notice(mark.child_id, mark.day) for mark in marks)
    return notes_about({notice.pk: notice for notice in found if notice}.values(), by=access, at=at)
