"""How a moment of a day's log is told, wherever it is read."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import ngettext, pgettext

from activities.models import DayLog
from duties.badges import clock
from duties.calendar.days import short
from outbox.clock import local_day


def moment(at: datetime, day: date, zone: str) -> str:
    """«13:41»; of another day than the log's with its date: «17.11. 8:05»."""
    its_day, time = local_day(at, zone), clock(at, zone)
    return time if its_day == day else f"{short(its_day)} {time}"


def amended(at: datetime, log: DayLog) -> str:
    """«labots 17.11. 8:10»"""
    said = moment(at, log.day, log.institution.time_zone)
    return pgettext("entry of a day", "changed %(moment)s") % {"moment": said}


def photos(count: int) -> str:
    """«2 foto»"""
    return ngettext("%(n)s photo", "%(n)s photos", count) % {"n": count}
