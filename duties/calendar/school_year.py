"""The school year: 1 September to 31 August, by local date (R22)."""

from datetime import date

from people.models.group import FIRST_MONTH, school_year_of

__all__ = ["FIRST_MONTH", "first_day", "label", "last_day", "school_year_of"]


def first_day(school_year: int) -> date:
    return date(school_year, FIRST_MONTH, 1)


def last_day(school_year: int) -> date:
    return date(school_year + 1, 8, 31)


def label(school_year: int) -> str:
    """«2026/2027»"""
    return f"{school_year}/{school_year + 1}"
