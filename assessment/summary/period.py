"""A half-year, or a whole school year, of an institution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessment.settings import FIRST_HALF_ENDS, SECOND_HALF_ENDS
from duties.calendar.days import YEARS, short
from duties.calendar.school_year import first_day, label, last_day, school_year_of
from outbox.clock import ONE_DAY
from people.models import Institution

WHOLE, FIRST, SECOND = 0, 1, 2


@dataclass(frozen=True)
class Token:
    """How an address names it: «2026-1», «2026-2», and «2026» for the whole school year."""

    year: int
    half: int = WHOLE

    def __str__(self) -> str:
        return f"{self.year}-{self.half}" if self.half else str(self.year)


class TokenConverter:
    regex = "[0-9]{4}(?:-[12])?"

    def to_python(self, value: str) -> Token:
        year, _dash, half = value.partition("-")
        if int(year) not in YEARS:
            raise ValueError(value)
        return Token(int(year), int(half or WHOLE))

    def to_url(self, value: Token | str | int) -> str:
        return str(value)


@dataclass(frozen=True)
class Period:
    token: Token
    since: date
    last: date

    @property
    def until(self) -> date:
        """The first day after it."""
        return self.last + ONE_DAY

    @property
    def name(self) -> str:
        """«1. pusgads»"""
        names = {WHOLE: _("School year"), FIRST: _("1st half-year"), SECOND: _("2nd half-year")}
        return names[self.token.half]

    @property
    def title(self) -> str:
        """«2026./2027. mācību gada 1. pusgads (1.09.2026.–31.12.2026.)»"""
        words = {
            WHOLE: _("School year %(year)s"),
            FIRST: _("School year %(year)s, 1st half-year"),
            SECOND: _("School year %(year)s, 2nd half-year"),
        }[self.token.half]
        return f"{words % {'year': label(self.token.year)}} ({self.span})"

    @property
    def span(self) -> str:
        """«1.09.–31.12.2026.»"""
        last = date_format(self.last, "SHORT_DATE_FORMAT")
        if self.since.year == self.last.year:
            return f"{short(self.since)}–{last}"
        return f"{date_format(self.since, 'SHORT_DATE_FORMAT')}–{last}"

    def seen_from(self, today: date) -> date:
        """Its last day, or today while it runs: who is in a group, and who teaches it then."""
        return min(self.last, today)


def period_of(house: Institution, token: Token) -> Period:
    year = token.year
    first_ends, second_ends = (
        setting.of(house).in_school_year(year) for setting in (FIRST_HALF_ENDS, SECOND_HALF_ENDS)
    )
    since, last = {
        WHOLE: (first_day(year), last_day(year)),
        FIRST: (first_day(year), first_ends),
        SECOND: (first_ends + ONE_DAY, second_ends),
    }[token.half]
    return Period(token, since, last)


def periods_of(house: Institution, year: int, today: date) -> list[Period]:
    """Those of a school year that have begun: both half-years and the whole."""
    found = [period_of(house, Token(year, half)) for half in (FIRST, SECOND, WHOLE)]
    return [one for one in found if one.since <= today]


def newest(house: Institution, today: date) -> Period:
    """The half-year that runs or was the last to."""
    of_year = periods_of(house, school_year_of(today), today)
    return [one for one in of_year if one.token.half][-1]
