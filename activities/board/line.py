"""What a group's page says of its days: today's log and how far it is, and the week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.duties import DayLogBySeven
from activities.models import DayLog
from duties import registry
from duties.badges import badge, clock
from duties.calendar import Calendar
from duties.calendar.days import monday_of, short
from people.models import ChildGroup


def of_a_day(
    group: ChildGroup, day: date, at: datetime, days: Calendar, *, children: int
) -> dict[str, Any] | None:
    """Input of ``components/line.html``; nothing where there is no log and none is owed. One query."""
    duty, log = DayLogBySeven(), DayLog.objects.filter(group=group, day=day).first()
    owing = duty.owing([group], day, days, {group.pk: children})
    if log is None and not owing:
        return None
    done = {group.pk: log.confirmed_at} if log and log.confirmed_at else {}
    of_day: Any = {"institution": group.institution, "day": day, "calendar": days}
    owed = next(iter(registry.owed_of(duty, owing, done=done, **of_day)), None)
    return {
        "title": str(duty.label), "subtitle": how_far(log, group.institution.time_zone),
        "url": duty.url(group, day), "icon": duty.icon, "due": badge(owed, at) if owed else None,
    }  # fmt: skip


def how_far(log: DayLog | None, zone: str) -> str:
    """«vēl nav iesākts», «melnraksts kopš 13:20», «apstiprināts 13:41»"""
    if log is None:
        return _("not begun yet")
    if log.confirmed_at:
        return _("confirmed %(time)s") % {"time": clock(log.confirmed_at, zone)}
    return _("draft since %(time)s") % {"time": clock(log.opened_at, zone)}


def of_a_week(group: ChildGroup, day: date) -> dict[str, Any]:
    """The same of the week of a day, Monday to Friday. No query."""
    monday = monday_of(day)
    return {
        "title": _("The group's week"), "icon": "table", "due": None,
        "subtitle": f"{short(monday)}–{short(monday + timedelta(days=4))}",
        "url": reverse("activities:week", args=[group.pk, monday]),
    }  # fmt: skip
