"""On which days of a month a group is assessed, and when its families are shown it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from duties.calendar import Calendar
from duties.calendar.days import Month
from ejournal.demo.absences import source
from ejournal.demo.months.course import working_day
from ejournal.demo.months.rows import Sheet
from outbox.clock import moment

_ANEW, _OBSERVED, _ASSESSED, _PUBLISHED = (
    10,
    15,
    20,
    2,
)  # days of the month; the last of the next one


@dataclass(frozen=True)
class Course:
    """``anew``: what was assessed the month before is looked at again."""

    anew: date
    observed: date
    assessed: date
    published_at: datetime
    zone: str

    def written_at(self, day: date, nth: int) -> datetime:
        """One child after another, early in the afternoon."""
        return moment(day, time(13, 5), self.zone) + timedelta(seconds=20 * nth)


def course(sheet: Sheet, calendar: Calendar) -> Course:
    month, zone = sheet.month, sheet.group.institution.time_zone
    rng = source("published", sheet.group.institution.slug, sheet.group.name, month)
    day = working_day(calendar, Month.of(month).until.replace(day=_PUBLISHED))
    published_at = moment(day, time(17, 10), zone) + timedelta(minutes=rng.randrange(90))
    anew, observed, assessed = (
        working_day(calendar, month.replace(day=n)) for n in (_ANEW, _OBSERVED, _ASSESSED)
    )
    return Course(anew, observed, assessed, published_at, zone)
