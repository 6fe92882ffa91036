"""How long there is left, and how it ended, in words for a badge."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duties.operations.asking import REST
from duties.registry import Owed, Status
from outbox.clock import ONE_DAY, ONE_SECOND, local_day, local_time

SOON = timedelta(minutes=30)


def clock(at: datetime, zone: str) -> str:
    """«8:41», where the institution is."""
    now = local_time(at, zone)
    return f"{now.hour}:{now.minute:02}"


def left(due_at: datetime, at: datetime) -> str:
    """«19 min», «10 h 19 min»."""
    minutes = max(0, -int((at - due_at).total_seconds() // 60))
    if minutes < 60:
        return _("%(m)d min") % {"m": minutes}
    return _("%(h)d h %(m)d min") % {"h": minutes // 60, "m": minutes % 60}


def asked(last: datetime | None, at: datetime, zone: str) -> dict[str, Any]:
    """When administration last reminded somebody, and whether it may again: «Atgādināts 9:12»."""
    when = _moment(last, at, zone) if last else ""
    text = _("Reminded %(time)s") % {"time": when} if last else ""
    return {"asked": text, "may_ask": last is None or last <= at - REST}


def _moment(past: datetime, at: datetime, zone: str) -> str:
    """«9:12»; of another day with its date."""
    day, time = local_day(past, zone), clock(past, zone)
    return time if day == local_day(at, zone) else f"{date_format(day, 'SHORT_DATE_FORMAT')} {time}"


def badge(owed: Owed, at: datetime) -> dict[str, Any]:
    """Input of ``components/due.html``: text, tone, icon, and the moment while it is owed."""
    zone, status = owed.institution.time_zone, owed.status(at)
    if status is Status.MET:
        return {"text": _("in time"), "tone": "good", "icon": "check", "due_at": None}
    if status is Status.LATE:
        return {"text": _("after the deadline"), "tone": "soon", "icon": "clock", "due_at": None}
    if status is Status.OVERDUE:
        until = _("was due at %(time)s") % {"time": clock(owed.due_at, zone)}
        return {"text": until, "tone": "bad", "icon": "clock", "due_at": None}
    tone = "soon" if owed.due_at - at <= SOON else ""
    text = _("%(time)s left") % {"time": left(owed.due_at, at)}
    return {"text": text, "tone": tone, "icon": "clock", "due_at": owed.due_at}


def badge_of_day(owed: Owed, at: datetime) -> dict[str, Any]:
    """The same of what is due by the end of a day: «līdz 31. jūlijam», told by its date."""
    if owed.status(at) in (Status.MET, Status.LATE):
        return badge(owed, at)
    last = local_day(owed.due_at - ONE_SECOND, owed.institution.time_zone)
    words = {"day": date_format(last, "SHORT_DATE_FORMAT")}
    if owed.status(at) is Status.OVERDUE:
        text = _("was due on %(day)s") % words
        return {"text": text, "tone": "bad", "icon": "clock", "due_at": None}
    tone = "soon" if owed.due_at - at <= ONE_DAY else ""
    text = _("due by %(day)s") % words
    return {"text": text, "tone": tone, "icon": "clock", "due_at": None}
