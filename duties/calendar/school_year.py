"""The school year: 1 September to 31 August, by local date (R22)."""

from datetime import date

from django.utils.translation import gettext as _

from duties.calendar.days import Month
from people.models.group import FIRST_MONTH, school_year_of
from people.models.group import year_label as label

__all__ = ["FIRST_MONTH", "first_day", "label", "last_day", "months", "school_year_of", "title"]


def first_day(school_year: int) -> date:
    return date(school_year, FIRST_MONTH, 1)


def last_day(school_year: int) -> date:
    return date(school_year + 1, 8, 31)


def months(school_year: int) -> list[Month]:
    """The twelve, from September on."""
    found = [Month(first_day(school_year))]
    while len(found) < 12:
        found.append(found[-1].after)
    return found


def title(school_year: int) -> str:
    """«2026./2027. mācību gads»"""
    return _("School year %(year)s") % {"year": label(school_year)}
