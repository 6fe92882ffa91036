"""When a day was written and confirmed, and which days nobody wrote: the same each time it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from activities.models import LateReason
from duties.calendar import Calendar
from ejournal.demo.absences import source
from ejournal.demo.months.course import working_day
from outbox.clock import moment
from people.models import ChildGroup

_LATE = 0.03
_LATE_REASONS = [*LateReason.values, ""]
_SILENT = ((1, 12), (8, 5))  # the number of the group, the day of the month
_APART = timedelta(minutes=23)  # between two entries


@dataclass(frozen=True)
class Course:
    opened_at: datetime
    confirmed_at: datetime
    late_reason: str

    def written_at(self, nth: int) -> datetime:
        """One entry after another, all of them before it was confirmed."""
        return min(self.opened_at + _APART * nth, self.confirmed_at)


def course(group: ChildGroup, day: date) -> Course:
    """Mostly early in the afternoon; a few in the evening after the hour, with a reason or without."""
    rng = source("day", group.institution.slug, group.name, day)
    zone = group.institution.time_zone
    is_late = rng.random() < _LATE
    since, minutes = (time(19, 4), 150) if is_late else (time(12, 55), 320)
    said = moment(day, since, zone) + timedelta(minutes=rng.triangular(0, minutes, minutes // 6))
    opened = moment(day, time(9, 50), zone) + timedelta(minutes=rng.randrange(60))
    reason = rng.choice(_LATE_REASONS) if is_late else ""
    return Course(opened, said.replace(microsecond=0), reason)


def is_silent(number: int, day: date, calendar: Calendar) -> bool:
    """Two groups have a day in each month of which they said nothing.

    :param number: the group's, in its house
    """
    said = (day.replace(day=nth) for group, nth in _SILENT if group == number)
    return day in [working_day(calendar, one) for one in said]
