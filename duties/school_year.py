"""The school year: 1 September to 31 August, by local date (R22)."""

from datetime import date

FIRST_MONTH = 9


def school_year_of(day: date) -> int:
    """The year in which the school year of a day starts."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def first_day(school_year: int) -> date:
    return date(school_year, FIRST_MONTH, 1)


def last_day(school_year: int) -> date:
    return date(school_year + 1, 8, 31)


def label(school_year: int) -> str:
    """«2026/2027»"""
    return f"{school_year}/{school_year + 1}"
