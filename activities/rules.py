"""On which days a group's log is written."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from duties.calendar import Calendar
from duties.calendar.school_year import school_year_of
from outbox.clock import local_day
from people.models import ChildGroup
from people.whose_day import count_by_group


def why_not(group: ChildGroup, day: date, *, at: datetime, days: Calendar) -> str:
    """Why a day has no log; empty where it has one. A query where all else is right."""
    if off := why_off(group, day, days):
        return off
    if day > local_day(at, group.institution.time_zone):
        return _("This day is still to come.")
    return "" if count_by_group([group], day).get(group.pk) else no_children()


def why_off(group: ChildGroup, day: date, days: Calendar) -> str:
    """Why the group does not work on a day; empty where it does."""
    if school_year_of(day) != group.school_year:
        return _("The group does not work in this school year.")
    return days.why_off(day, group) or ""


def no_children() -> str:
    return _("The group has no children on this day.")
