"""Local time of an institution. Only this app computes with hours; nobody here reads the clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_SECOND = timedelta(seconds=1)
ONE_DAY = timedelta(days=1)


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of a moment where the institution is."""
    return at.astimezone(ZoneInfo(zone)).date()


def local_time(at: datetime, zone: str) -> time:
    return at.astimezone(ZoneInfo(zone)).time()


def moment(day: date, at: time, zone: str) -> datetime:
    """A local time of a day as a moment, summer and winter; a time that the clock change skips or
    repeats is its first occurrence."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone))


def next_midnight(day: date, zone: str) -> datetime:
    return moment(day + ONE_DAY, time(0), zone)
