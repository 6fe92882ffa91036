"""The week of the whole house: groups × days, what is unexplained, what is signed."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils.translation import ngettext

from attendance.check.rules import Conflict, Kind, conflicts_of
from attendance.check.week import (
    WEEK,
    Closures,
    DayMark,
    Week,
    closures_of,
    marks_of,
    notices_of,
    week_of,
)
from attendance.models import AbsenceNotice, CorrectionRequest, Mark, Reason
from duties.calendar.days import short
from duties.models import Closure
from outbox.clock import local_day
from people.access import Access
from people.models import ChildGroup

WEEKS = 8  # in the picture of a group's illness
HEIGHT, STEP = 32, 14  # of the picture, and of its bars


class State(StrEnum):
    """How far a group's week is."""

    SIGNED = "signed"
    TO_CHECK = "to_check"
    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    NOTHING = "nothing"  # no working day with children


@dataclass(frozen=True)
class Cell:
    """A group's day."""

    day: date
    why_off: str = ""
    is_owed: bool = False
    is_ahead: bool = False
    is_confirmed: bool = False
    present: int = 0
    unexplained: int = 0
    clashes: int = 0  # with notices, beyond what is unexplained anyway


@dataclass(frozen=True)
class Line:
    """A group's week."""

    group: ChildGroup
    cells: list[Cell]
    state: State
    closure: Closure | None
    conflicts: list[Conflict]
    unexplained: int
    waiting: int = 0  # correction requests
    unmarked: list[date] = field(default_factory=list)  # children's days that no register knows

    @property
    def is_signed(self) -> bool:
        return self.closure is not None

    @property
    def silent(self) -> list[date]:
        """Days that are over or today, and not confirmed."""
        return [c.day for c in self.cells if c.is_owed and not c.is_confirmed and not c.is_ahead]

    @property
    def disputed(self) -> int:
        """Conflicts that do not stand among the unexplained anyway."""
        return sum(not conflict.is_unexplained for conflict in self.conflicts)


@dataclass(frozen=True)
class Board:
    week: Week
    today: date
    lines: list[Line]
    marks: list[DayMark]
    notices: list[AbsenceNotice]
    closures: Closures
    requests: list[CorrectionRequest]  # those that wait for an answer

    @cached_property
    def owing(self) -> list[Line]:
        return [line for line in self.lines if line.state is not State.NOTHING]

    @property
    def signed(self) -> int:
        return sum(line.is_signed for line in self.owing)

    @property
    def is_done(self) -> bool:
        return bool(self.owing) and self.signed == len(self.owing)

    def line(self, group_id: int) -> Line | None:
        return next((line for line in self.lines if line.group.pk == group_id), None)


def board_of(access: Access, monday: date, *, at: datetime, illness_of: int | None = None) -> Board:
    """Seven queries, however many groups and children."""
    week = week_of(access, monday)
    today = local_day(at, week.institution.time_zone)
    marks = marks_of(week, illness_of=illness_of)
    notices = notices_of(week)
    closures = closures_of(week.institution, week.monday, week.until)
    requests = _waiting(week)
    waiting = Counter(request.register.group_id for request in requests)
    own: dict[int, list[DayMark]] = {group.pk: [] for group in week.groups}
    for mark in marks:
        if mark.day >= week.monday:
            own[mark.group_id].append(mark)
    known = {(mark.child_id, mark.day) for mark in marks}
    lines = [
        _line(week, group, own[group.pk], notices, closures, today, waiting[group.pk], known)
        for group in week.groups
    ]
    return Board(week, today, lines, marks, notices, closures, requests)


def _waiting(week: Week) -> list[CorrectionRequest]:
    rows = CorrectionRequest.objects.waiting().filter(
        register__group__in=week.groups, day__gte=week.monday, day__lt=week.until
    )
    return list(rows.select_related("register", "child", "asked_by"))


def _line(
    week: Week, group: ChildGroup, marks: list[DayMark], notices: Iterable[AbsenceNotice],
    closures: Closures, today: date, waiting: int, known: Container[tuple[int, date]],
) -> Line:  # fmt: skip
    working = week.working(group)
    mine = {mark.child_id for mark in marks}
    own = [notice for notice in notices if notice.child_id in mine]
    before = week.calendar.working_day_before(week.monday, group)
    conflicts = conflicts_of(marks, own, working, before)
    cells = [_cell(week, group, day, marks, conflicts, today) for day in week.days]
    closure = closures.signed(group, week.monday)
    return Line(
        group=group, cells=cells, state=_state(week, group, cells, closure, today),
        closure=closure, conflicts=conflicts, unexplained=sum(c.unexplained for c in cells),
        waiting=waiting, unmarked=_unmarked(week, group, cells, closures, known),
    )  # fmt: skip


def _cell(
    week: Week, group: ChildGroup, day: date, marks: list[DayMark], conflicts: list[Conflict],
    today: date,
) -> Cell:  # fmt: skip
    own = [mark for mark in marks if mark.day == day]
    clashes = [
        c for c in conflicts if c.mark.day == day and c.kind is not Kind.ABSENT_WITHOUT_NOTICE
    ]
    return Cell(
        day=day, why_off=week.why_off(day, group) or "", is_owed=day in week.owed(group),
        is_ahead=day > today, is_confirmed=bool(own),
        present=sum(not mark.is_absent for mark in own),
        unexplained=sum(mark.is_unexplained for mark in own), clashes=len(clashes),
    )  # fmt: skip


def _unmarked(
    week: Week, group: ChildGroup, cells: list[Cell], closures: Closures,
    known: Container[tuple[int, date]],
) -> list[date]:  # fmt: skip
    """Of its confirmed registers that can still be written: in the others everybody is asked for anyway."""
    confirmed = {cell.day for cell in cells if cell.is_confirmed}
    open_days = confirmed & closures.open_days(group, week.days)
    return [day for day in week.unmarked(group, known) if day in open_days]


def _state(
    week: Week, group: ChildGroup, cells: list[Cell], closure: Closure | None, today: date
) -> State:
    owed = [cell for cell in cells if cell.is_owed]
    if closure:
        return State.SIGNED
    if not owed:
        return State.NOTHING
    if not week.is_over(group, today):
        return State.RUNNING
    return State.TO_CHECK if all(cell.is_confirmed for cell in owed) else State.UNCONFIRMED


@dataclass(frozen=True)
class Bar:
    """One week of a group: how many children were ill, and where it stands in the picture."""

    monday: date
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Picture:
    """Children ill in a group, week by week, drawn by the server."""

    group: ChildGroup
    bars: list[Bar]
    width: int = WEEKS * STEP
    height: int = HEIGHT

    @property
    def now(self) -> str:
        count = self.bars[-1].count
        return ngettext("%(n)d child ill", "%(n)d children ill", count) % {"n": count}

    @property
    def words(self) -> str:
        """«5.10.: 2, 12.10.: 0 …», the picture for ears."""
        return ", ".join(f"{short(bar.monday)}: {bar.count}" for bar in self.bars)


def pictures_of(week: Week) -> list[Picture]:
    """Of every group, all on one scale. One query."""
    since = week.monday - WEEK * (WEEKS - 1)
    rows = Mark.objects.filter(
        register__group__in=week.groups, register__first_confirmed_at__isnull=False,
        reason=Reason.ILLNESS, day__gte=since, day__lt=week.until, institution=week.institution,
    )  # fmt: skip
    grouped = rows.annotate(week=TruncWeek("day")).values_list("register__group", "week")
    found = grouped.annotate(Count("child", distinct=True))
    counts = Counter({(group, monday): n for group, monday, n in found})
    most = max(counts.values(), default=0)
    mondays = [since + WEEK * n for n in range(WEEKS)]
    return [
        Picture(group, [_bar(n, day, counts[group.pk, day], most) for n, day in enumerate(mondays)])
        for group in week.groups
    ]


def _bar(place: int, monday: date, count: int, most: int) -> Bar:
    height = max(2, count * HEIGHT // most) if count else 1
    return Bar(monday, count, place * STEP, HEIGHT - height, height)
