"""The week of an institution: its days, which of them are worked, when its check is due."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from duties import calendar, school_year
from duties.calendar import Calendar
from duties.clock import ONE_DAY
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.whose_day import days_with_children

WEEK = timedelta(weeks=1)
FIRST, LAST = date(2000, 1, 3), date(2999, 12, 30)
SATURDAY = 5


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
        seven = [self.monday + ONE_DAY * n for n in range(7)]
        return [d for d in seven if d.weekday() < SATURDAY or self.calendar.is_working(d)]

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


def week_of(access: Access, monday: date) -> Week:
    """The week of all groups seen in the house. Three queries."""
    assert access.institution
    days = calendar.around(access.institution, monday, calendar.REACH)
    years = {school_year.school_year_of(monday + ONE_DAY * n) for n in range(7)}
    seen = access.groups(Action.VIEW_ATTENDANCE).filter(school_year__in=years)
    groups = list(seen.select_related("institution").order_by("sort_key", "pk"))
    return of_groups(access.institution, monday, groups, days)


def of_groups(
    institution: Institution, monday: date, groups: Sequence[ChildGroup], days: Calendar
) -> Week:
    """One query."""
    seven = [monday + ONE_DAY * n for n in range(7)]
    return Week(institution, monday, days, groups, days_with_children(groups, seven))


def is_week(monday: date) -> bool:
    """A Monday of a time that calendars are made for."""
    return monday.weekday() == 0 and FIRST <= monday <= LAST
