"""Which day and hour it is where somebody is. The one place that asks a zone; nobody here reads the clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

ONE_SECOND = timedelta(seconds=1)
ONE_DAY = timedelta(days=1)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of a moment where the institution is."""
    return local(at, zone).date()


def local_time(at: datetime, zone: str) -> time:
    return local(at, zone).time()


def portal_day(at: datetime) -> date:
    """The day of a person, who may belong to houses of several zones, or of all houses at once."""
    return local_day(at, settings.TIME_ZONE)


def moment(day: date, at: time, zone: str) -> datetime:
    """A local time of a day as a moment, summer and winter; a time that the clock change skips or
    repeats is its first occurrence, unless ``at.fold`` says otherwise."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone))


def next_midnight(day: date, zone: str) -> datetime:
    return moment(day + ONE_DAY, time(0), zone)
