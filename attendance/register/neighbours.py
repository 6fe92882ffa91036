"""The working days next to a register's day."""

from datetime import date, datetime

from duties.calendar import Calendar
from duties.calendar.school_year import school_year_of
from outbox.clock import ONE_DAY, local_day
from people.models import ChildGroup

REACH = 14  # days looked at; longer closures have no arrow


def before(day: date, group: ChildGroup, at: datetime, days: Calendar) -> date | None:
    """Before a day that has not come yet lies today."""
    tomorrow = local_day(at, group.institution.time_zone) + ONE_DAY
    return _open(days.working_day_before(min(day, tomorrow), group, within=REACH), group, at)


def after(day: date, group: ChildGroup, at: datetime, days: Calendar) -> date | None:
    return _open(days.working_day_after(day, group, within=REACH), group, at)


def _open(day: date | None, group: ChildGroup, at: datetime) -> date | None:
    """The day itself when it has come and lies in the group's school year."""
    if day is None or day > local_day(at, group.institution.time_zone):
        return None
    return day if school_year_of(day) == group.school_year else None
