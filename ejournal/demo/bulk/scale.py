"""How much is made, for which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from duties.calendar import Calendar
from duties.calendar.school_year import first_day, school_year_of

_DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Scale:
    """``years`` of days before ``today``; ``sizes`` are groups of single institutions, by number."""

    today: date
    institutions: int = 1
    groups: int = 6
    children: int = 25  # in each group
    years: int = 1
    days: int | None = None  # instead of years
    sizes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def groups_of(self, number: int) -> tuple[int, ...]:
        """How many children are in each group of the n-th institution."""
        return self.sizes.get(number, (self.children,) * self.groups)

    @property
    def first_day(self) -> date:
        return self.today - timedelta(days=self.days or _DAYS_OF_A_YEAR * self.years)

    @property
    def school_years(self) -> range:
        return range(school_year_of(self.first_day), school_year_of(self.today) + 1)

    @property
    def beginning(self) -> date:
        """Since when children and staff are there."""
        return first_day(self.school_years[0])

    def past_days(self, calendar: Calendar) -> list[date]:
        """Working days before the one whose registers are left to be taken."""
        shown = shown_day(self.today, calendar)
        count = (self.today - self.first_day).days
        every = (self.first_day + timedelta(days=n) for n in range(count))
        return [day for day in every if day < shown and calendar.is_working(day)]


def shown_day(today: date, calendar: Calendar) -> date:
    """Today, or the last working day when today is off."""
    if calendar.is_working(today):
        return today
    return calendar.working_day_before(today) or today
