"""A week of a house: its days, what is closed of them, when its check is due, what the registers say."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from attendance.models import AbsenceNotice, DoctorsNote, Mark, Presence, Reason
from duties import calendar
from duties.calendar import Calendar, school_year
from duties.ladder import Rung
from duties.models import Closure
from outbox.clock import ONE_DAY
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.whose_day import days_with_children

WEEK = timedelta(weeks=1)
FIRST, LAST = date(2000, 1, 3), date(2999, 12, 30)
SATURDAY = 5
BEHIND = timedelta(weeks=7)  # days before the week that an illness is followed back to
# what is said of a child's day in one word: a reason, or one of these
PRESENT, UNKNOWN = "present", "unknown"
WORDS = frozenset({PRESENT, UNKNOWN, *Reason.values})


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, as the groups of an institution work on them."""

    institution: Institution
    monday: date
    calendar: Calendar
    groups: Sequence[ChildGroup] = ()
    children: dict[int, dict[date, set[int]]] = field(default_factory=dict)  # by group and day

    @property
    def until(self) -> date:
        """Not included."""
        return self.monday + WEEK

    @cached_property
    def days(self) -> list[date]:
        """Monday to Friday, and a weekend's day that is worked."""
        every = seven_days(self.monday)
        return [d for d in every if d.weekday() < SATURDAY or self.calendar.is_working(d)]

    @cached_property
    def closed(self) -> list[tuple[date, str]]:
        """Days on which nobody works, and why."""
        why = ((day, self.calendar.why_off(day)) for day in self.days)
        return [(day, text) for day, text in why if text]

    @property
    def due_day(self) -> date:
        """By whose end the check is due: the first working day after the week (R23)."""
        sunday = self.until - ONE_DAY
        return self.calendar.working_day_after(sunday) or sunday

    def why_off(self, day: date, group: ChildGroup) -> str | None:
        if school_year.school_year_of(day) != group.school_year:
            return school_year.label(group.school_year)
        return self.calendar.why_off(day, group)

    def working(self, group: ChildGroup) -> list[date]:
        return [day for day in self.days if self.why_off(day, group) is None]

    def owed(self, group: ChildGroup) -> list[date]:
        """Days on which the group owes a register: it works, and there are children."""
        return [day for day in self.working(group) if day in self.children.get(group.pk, ())]

    def unmarked(self, group: ChildGroup, marked: Container[tuple[int, date]]) -> list[date]:
        """The day of each child whom no register knows, on days that are owed."""
        due = ((child, day) for day in self.owed(group) for child in self.children[group.pk][day])
        return sorted(day for child, day in due if (child, day) not in marked)

    def is_over(self, group: ChildGroup, today: date) -> bool:
        """The last day that is checked has ended."""
        return today > max(self.owed(group), default=self.until - ONE_DAY)


def seven_days(monday: date) -> list[date]:
    return [monday + ONE_DAY * n for n in range(7)]


def years_of(monday: date) -> set[int]:
    """The school years of the week: one, or two."""
    return {school_year.school_year_of(day) for day in seven_days(monday)}


def is_week(monday: date) -> bool:
    """A Monday of a time that calendars are made for."""
    return monday.weekday() == 0 and FIRST <= monday <= LAST


def week_of(access: Access, monday: date) -> Week:
    """The week of all groups seen in the house. Three queries."""
    assert access.institution
    days = calendar.around(access.institution, monday, calendar.REACH)
    seen = access.groups(Action.VIEW_ATTENDANCE).filter(school_year__in=years_of(monday))
    groups = list(seen.select_related("institution").order_by("sort_key", "pk"))
    return of_groups(access.institution, monday, groups, days)


def of_groups(
    institution: Institution, monday: date, groups: Sequence[ChildGroup], days: Calendar
) -> Week:
    """One query."""
    children = days_with_children(groups, seven_days(monday))
    return Week(institution, monday, days, groups, children)


@dataclass(frozen=True)
class Closures:
    """What is closed of some days of an institution: the ladder, asked once for all of them."""

    rows: list[Closure]

    def rung(self, group: ChildGroup, day: date) -> Rung:
        mine = [c.kind for c in self.rows if c.group_id in (None, group.pk) and _over(c, day)]
        return Rung(max(mine, default=Rung.OPEN))

    def open_days(self, group: ChildGroup, days: Iterable[date]) -> set[date]:
        """Those that lie in no closed month: nurse and clerk still write them."""
        return {day for day in days if self.rung(group, day) < Rung.MONTH}

    def signed(self, group: ChildGroup, monday: date) -> Closure | None:
        """The signature under a group's week."""
        weeks = (c for c in self.rows if c.kind == Closure.Kind.WEEK and c.group_id == group.pk)
        return next((closure for closure in weeks if _over(closure, monday)), None)


def _over(closure: Closure, day: date) -> bool:
    return closure.since <= day < closure.until


def closures_of(institution: Institution, since: date, until: date) -> Closures:
    """Closures in force over some day from ``since`` until the day before ``until``. One query."""
    lying = Q(since__lt=until, until__gt=since, reopened_at__isnull=True)
    rows = Closure.objects.filter(lying, institution=institution).select_related("closed_by")
    return Closures(list(rows))


class DayMark(NamedTuple):
    """A confirmed mark, as the check reads it."""

    group_id: int
    child_id: int
    day: date
    presence: str
    reason: str | None
    settled_at: datetime | None
    family: str = ""
    given: str = ""

    @property
    def is_absent(self) -> bool:
        return self.presence == Presence.ABSENT

    @property
    def is_unexplained(self) -> bool:
        return self.is_absent and self.reason is None

    @property
    def word(self) -> str:
        return word(self.presence, self.reason)

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}"


def word(presence: str, reason: str | None) -> str:
    return (reason or UNKNOWN) if presence == Presence.ABSENT else PRESENT


def marks_of(week: Week, *, illness_of: int | None = None) -> list[DayMark]:
    """Confirmed marks of the week in Latvian order; of one group also illness before it. One query."""
    wanted = Q(register__group__in=week.groups, day__gte=week.monday, day__lt=week.until)
    if illness_of:
        before = Q(day__gte=week.monday - BEHIND, day__lt=week.monday)
        wanted |= before & Q(register__group=illness_of, reason=Reason.ILLNESS)
    rows = Mark.objects.filter(
        wanted, institution=week.institution, register__first_confirmed_at__isnull=False
    )
    columns = (
        "register__group_id", "child_id", "day", "presence", "reason", "settled_at",
        "child__last_name", "child__first_name",
    )  # fmt: skip
    ordered = rows.order_by("child__sort_key", "child_id", "day")
    return [DayMark(*row) for row in ordered.values_list(*columns)]


def notices_of(week: Week) -> list[AbsenceNotice]:
    """Notices over the week, withdrawn ones too, and those until just before it. One query."""
    last = (week.calendar.working_day_before(week.monday, group) for group in week.groups)
    before = min((day for day in last if day), default=week.monday)
    told = AbsenceNotice.objects.filter(institution=week.institution)
    return list(told.between(before, week.until).order_by("reported_at", "pk"))


def doctors_notes_of(week: Week, marks: Sequence[DayMark]) -> list[DoctorsNote]:
    """Notes seen about absences among these days. One query."""
    first = min((mark.day for mark in marks), default=week.monday)
    away = {mark.child_id for mark in marks if mark.is_absent}
    rows = DoctorsNote.objects.filter(child__in=away, since__lt=week.until).select_related(
        "seen_by"
    )
    return list(rows.filter(until__gt=first - ONE_DAY))
