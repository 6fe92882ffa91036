"""Days as weeks and months hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import capfirst

from outbox.clock import ONE_DAY
from people.models.periods import touching

YEARS = range(2000, 2100)  # of which there can be a journal


def monday_of(day: date) -> date:
    return day - ONE_DAY * day.weekday()


def weekday_and_day(day: date) -> str:
    """«tr 18.11.»"""
    return date_format(day, "D j.m.")


def short(day: date) -> str:
    """«18.11.»"""
    return f"{day.day}.{day.month:02}."  # pages have hundreds; in every language alike


@dataclass(frozen=True)
class Month:
    """A month of the calendar, named by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.replace(day=1))

    @property
    def until(self) -> date:
        """The first day after it."""
        return (self.first + ONE_DAY * 31).replace(day=1)

    @property
    def last(self) -> date:
        return self.until - ONE_DAY

    @property
    def days(self) -> list[date]:
        return [self.first + ONE_DAY * n for n in range((self.until - self.first).days)]

    @property
    def mondays(self) -> list[date]:
        """Of the weeks that touch it."""
        first = monday_of(self.first)
        return [first + ONE_DAY * n for n in range(0, (self.until - first).days, 7)]

    @property
    def before(self) -> Month:
        return Month.of(self.first - ONE_DAY)

    @property
    def after(self) -> Month:
        return Month(self.until)

    @property
    def title(self) -> str:
        """«2026. gada novembris»"""
        return date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def name(self) -> str:
        """«Novembris»"""
        return capfirst(date_format(self.first, "F"))

    def name_beside(self, shown: Month) -> str:
        """«Oktobris»; with the year where it is another one."""
        return self.name if self.first.year == shown.first.year else capfirst(self.title)

    @property
    def is_possible(self) -> bool:
        return self.first.year in YEARS

    @property
    def in_it(self) -> Q:
        """Rows of a day in it."""
        return Q(day__gte=self.first, day__lt=self.until)

    @property
    def touching_it(self) -> Q:
        """Periods of which some day lies in it; an empty ``until`` is open."""
        return touching(self.first, self.until)
