"""Today: what this person has to do or wants to know now. One page per kind of person."""

from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from attendance import at_home, overview
from attendance.overview import Line, in_words
from duties.clock import local_time
from duties.registry import Status
from duties.words import clock, left
from ejournal.dayline import dayline
from people.access import Access
from people.models import Role
from people.requests import PortalRequest


@require_safe
def today(request: PortalRequest) -> HttpResponse:
    access, at = request.access, request.received_at
    subtitle = date_format(access.day, "l, j. F").capitalize()
    context = {"greeting": _greeting(_clock(access, at)), "subtitle": subtitle}
    if access.acts_as(Role.PARENT):
        found = at_home.today(access, at=at)
        several = len({kid.institution.pk for kid in found}) > 1
        kids = [_kid(kid, several=several) for kid in found]
        return render(request, "today/parent.html", {**context, "kids": kids})
    lines = overview.of_day(access, at=at)
    if access.acts_as(Role.TEACHER):
        return render(request, "today/teacher.html", {**context, **_teachers(lines, at)})
    shown = [in_words(line, at) for line in lines]
    summary = _summary(lines)
    return render(request, "today/staff.html", {**context, "lines": shown, "summary": summary})


def _teachers(lines: list[Line], at: datetime) -> dict[str, Any]:
    """The one thing to do now, what else there is, and the groups."""
    mine = [line for line in lines if line.recordable]
    waiting = [line for line in mine if line.needs_me]
    owing = [line for line in mine if line.owed]
    return {
        "now_due": _now_due(waiting[0], at) if waiting else None,
        "also_due": [in_words(line, at) for line in waiting[1:]],
        "lines": [in_words(line, at) for line in lines],
        "all_done": bool(owing) and not waiting,
        "done_text": _done_text(owing),
        "day_off": next((line.why_off for line in lines if line.why_off), ""),
    }


def _now_due(line: Line, at: datetime) -> dict[str, Any]:
    """Input of ``components/duty_now.html``."""
    assert line.owed
    owed, zone = line.owed, line.group.institution.time_zone
    late = line.status is Status.OVERDUE
    due = clock(owed.due_at, zone)
    children = ngettext("%(n)d child", "%(n)d children", line.children) % {"n": line.children}
    time_left = {
        "text": _("late") if late else left(owed.due_at, at),
        "until": _("was due at %(time)s") % {"time": due} if late else _("by %(time)s") % {"time": due},
        "tone": "bad" if late else "",
        "due_at": None if late else owed.due_at,
    }  # fmt: skip
    return {
        "title": str(owed.duty.label), "subtitle": f"{line.group.name} · {children}",
        "symbol": line.group.symbol, "url": owed.url, "left": time_left,
        "tone": "bad" if late else "", "day": dayline(local_time(at, zone), local_time(owed.due_at, zone)),
        "button": _("Take the register"),
    }  # fmt: skip


def _done_text(owing: list[Line]) -> str:
    """«Bitītes: 18 klāt, 2 nav»"""
    counts = _("%(group)s: %(here)d present, %(away)d absent")
    values = [{"group": o.group.name, "here": o.present, "away": o.absent} for o in owing]
    return "; ".join(counts % value for value in values)


def _summary(lines: list[Line]) -> str:
    """«10 grupas: 8 apstiprinātas, 1 pēc termiņa, 1 klusē»"""
    count = {status: sum(line.status is status for line in lines) for status in Status}
    parts = [
        ngettext("%(n)d group", "%(n)d groups", len(lines)) % {"n": len(lines)},
        _("in time: %(n)d") % {"n": count[Status.MET]},
        _("after the deadline: %(n)d") % {"n": count[Status.LATE]},
        _("not confirmed: %(n)d") % {"n": count[Status.OPEN] + count[Status.OVERDUE]},
    ]
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)  # breaks between parts only


_STATES = {
    "present": (lambda: _("Present today"), "good", "check"),
    "absent": (lambda: _("Absent today"), "", "x"),
    "unknown": (lambda: _("Not marked yet"), "", "clock"),
    "off": (lambda: _("Day off"), "", "sun"),
}


def _kid(kid: at_home.Kid, *, several: bool) -> dict[str, Any]:
    """Input of ``components/kid.html``; the institution is named where there are ``several``."""
    state = None
    if kid.state in _STATES:
        text, tone, icon = _STATES[kid.state]
        state = {"text": text(), "tone": tone, "icon": icon}
    group = kid.group.name if kid.group else ""
    if kid.state == "none":
        group = _("No group at present")
    return {
        "name": str(kid.child),
        "group": f"{group} · {kid.institution.name}" if several else group,
        "symbol": kid.group.symbol if kid.group else "",
        "state": state,
        "detail": _detail(kid),
    }


def _detail(kid: at_home.Kid) -> str:
    if kid.state == "off":
        return kid.why_off
    if kid.state == "absent" and kid.mark:
        reason = kid.mark.get_reason_display() if kid.mark.reason else ""
        return reason or _("The reason is not known to the preschool yet.")
    return ""


def _clock(access: Access, at: datetime) -> time:
    zone = access.institution.time_zone if access.institution else "Europe/Riga"
    return local_time(at, zone)


def _greeting(now: time) -> str:
    if now < time(11):
        return _("Good morning!")
    return _("Good afternoon!") if now < time(18) else _("Good evening!")
