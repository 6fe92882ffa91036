"""When a plan was written: the same each time it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from duties.calendar import Calendar
from duties.calendar.days import Month
from ejournal.demo.absences import source
from outbox.clock import moment
from people.models import ChildGroup

_AHEAD = 5  # working days before the last one that is in time
_LATE_DAYS = 2  # working days of the month that have gone by when the late one is submitted
_OF_THE_LATE = 3, 10  # which group is late goes round


@dataclass(frozen=True)
class Course:
    opened_at: datetime
    submitted_at: datetime

    def saved_at(self, number: int, parts: int) -> datetime:
        """Of so many parts: written on the evenings between, minutes after one another."""
        evenings = (self.submitted_at - self.opened_at).days
        after = timedelta(days=number * evenings // parts, minutes=6 * number)
        return min(self.opened_at + after, self.submitted_at)


def course(group: ChildGroup, month: date, number: int, calendar: Calendar) -> Course:
    """In time; in each month one group of ten is late.

    :param number: the group's, in its house
    """
    rng = source("plan", group.institution.slug, group.name, month)
    times, many = _OF_THE_LATE
    if month.month * times % many == number:
        day, hour = _day_after(calendar, month, _LATE_DAYS), time(8, 10)
    else:
        day, hour = _day_before(calendar, month, rng.randrange(1, _AHEAD + 1)), time(12, 40)
    zone = group.institution.time_zone
    submitted_at = moment(day, hour, zone) + timedelta(minutes=rng.randrange(300))
    begun = day - timedelta(days=rng.randrange(5, 12))
    return Course(moment(begun, time(19, 10), zone), submitted_at)


def working_day(calendar: Calendar, day: date) -> date:
    """This one, or the nearest of its month that is a working day."""
    if calendar.is_working(day):
        return day
    before, after = calendar.working_day_before(day), calendar.working_day_after(day)
    known = [near for near in (before, after) if near and Month.of(near) == Month.of(day)]
    return known[0] if known else day


def _day_before(calendar: Calendar, day: date, count: int) -> date:
    for _ in range(count):
        day = calendar.working_day_before(day) or day
    return day


def _day_after(calendar: Calendar, day: date, count: int) -> date:
    for _ in range(count):
        day = calendar.working_day_after(day) or day
    return day
