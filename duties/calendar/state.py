"""What the state says of days, as the pinned library of holidays knows it.

Holidays by law bind everybody. Working days moved by the Cabinet bind state bodies and are only
recommended to municipalities: each institution says whether it follows them, and people edit its table.
Of a year without a known order nothing is moved.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from holidays.countries.latvia import Latvia, LatviaStaticHolidays

FIRST_DAY = date(2023, 1, 1)  # nothing is kept here of earlier days
_LAST_YEAR = max(LatviaStaticHolidays.special_public_holidays)  # of which something is known
_MOVED = "moved from "


class Moved(NamedTuple):
    """A working day that is off, and the day on which it is worked instead."""

    day: date
    worked: date


@cache
def state_holidays(year: int) -> dict[date, str]:
    """Public holidays by law with their substitute days, and their names in Latvian."""
    return {day: name for day, name in _library(year).items() if not name.startswith(_MOVED)}


def moved_days(*, since: date = FIRST_DAY) -> list[Moved]:
    """The state's moved days that are known, both of the days from ``since`` on."""
    years = range(since.year, _LAST_YEAR + 1)
    return [moved for year in years for moved in _moved_days(year) if min(moved) >= since]


@cache
def _moved_days(year: int) -> list[Moved]:
    return [
        Moved(day, date.fromisoformat(name.removeprefix(_MOVED)))
        for day, name in sorted(_library(year).items())
        if name.startswith(_MOVED)
    ]


@cache
def _library(year: int) -> Latvia:
    """One year of it; a moved day is named by a label of ours, which tells from which day."""
    library = Latvia(language="lv")
    library.substituted_label, library.substituted_date_format = _MOVED + "%s", "%Y-%m-%d"
    library.get(date(year, 1, 1))  # fills the year
    return library
