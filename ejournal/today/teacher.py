"""A teacher's Today: the one thing to do now, what else there is, and the groups."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import overview
from attendance.duties import AttendanceByNine
from attendance.overview import Line, in_words, not_marked
from duties import mine
from duties.badges import clock, left
from duties.periods import DayDuty
from duties.registry import Owed, Status
from ejournal.today.dayline import dayline
from ejournal.today.staff import days_around
from messaging.talks import card as talks
from outbox.clock import local_day, local_time
from people.access import Access


def of_a_teacher(access: Access, at: datetime) -> dict[str, Any]:
    """First what is due earliest, whatever app declared it: of each group by itself. What has time
    until after tomorrow is told in a line only.

    A register that was taken and does not know some child of the group is not done with.
    """
    days = days_around(access, at)
    lines = overview.of_day(access, at=at, days=days)
    others = mine.owed_by_me(access, at=at, days=days, besides={AttendanceByNine.code})
    found = [owed for one in others for owed in one.owed]
    taken = [line for line in lines if line.recordable and line.owed]
    found += [one.owed for one in taken if one.owed and (one.unmarked or not one.owed.done_at)]
    found.sort(key=_order)
    first = next((owed for owed in found if not mine.has_time(owed, at)), None)
    groups = {line.group.pk: line for line in lines}
    return {
        "now_due": _now_due(first, groups, at) if first else None,
        "also_due": [_also_due(owed, groups, at) for owed in found if owed is not first],
        "talks": talks.lines_of(access, at),
        "lines": [in_words(line, at) for line in lines],
        "all_done": bool(taken) and first is None,
        "done_text": _done_text(taken),
        "day_off": next((line.why_off for line in lines if line.why_off), ""),
    }


def _order(owed: Owed) -> tuple[bool, datetime]:
    """What is owed by an hour of today goes before what is owed by a day, however late that is."""
    return not isinstance(owed.duty, DayDuty), owed.due_at


def _now_due(owed: Owed, groups: dict[int, Line], at: datetime) -> dict[str, Any]:
    """Input of ``components/duty_now.html``."""
    assert owed.group
    zone = owed.institution.time_zone
    due, by_the_clock = local_time(owed.due_at, zone), isinstance(owed.duty, DayDuty)
    return {
        "title": str(owed.duty.label), "subtitle": _of_whom(owed, groups, at),
        "symbol": owed.group.symbol, "url": owed.url, "left": _left(owed, at),
        "tone": "bad" if owed.status(at) is Status.OVERDUE else "",
        "day": dayline(local_time(at, zone), due) if by_the_clock and not owed.done_at else None,
        "button": str(owed.duty.act), "button_icon": owed.duty.icon,
    }  # fmt: skip


def _also_due(owed: Owed, groups: dict[int, Line], at: datetime) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    assert owed.group
    due = None if owed.done_at else mine.badge_of(owed, at)
    return {
        "title": str(owed.duty.label), "subtitle": _of_whom(owed, groups, at),
        "symbol": owed.group.symbol, "url": owed.url, "due": due,
    }  # fmt: skip


def _of_whom(owed: Owed, groups: dict[int, Line], at: datetime) -> str:
    """«Bitītes · 20 bērnu», of a taken register what it lacks; with its day where that is not today."""
    assert owed.group
    is_today = owed.day == local_day(at, owed.institution.time_zone)
    if not is_today or not isinstance(owed.duty, DayDuty):
        return owed.about
    line = groups.get(owed.group.pk)
    if line and owed.done_at:
        return f"{owed.group.name} · {not_marked(line.unmarked)}"
    count = line.children if line else 0
    words = ngettext("%(n)d child", "%(n)d children", count) % {"n": count}
    return f"{owed.group.name} · {words}"


def _left(owed: Owed, at: datetime) -> dict[str, Any] | None:
    """Input of ``components/countdown.html``; nothing runs out for what was done in part."""
    if owed.done_at:
        return None
    if owed.status(at) is Status.OVERDUE:
        until = mine.badge_of(owed, at)["text"]
        return {"text": _("late"), "until": until, "tone": "bad", "due_at": None}
    time = clock(owed.due_at, owed.institution.time_zone)
    by_the_clock = isinstance(owed.duty, DayDuty)
    until = _("by %(time)s") % {"time": time} if by_the_clock else mine.badge_of(owed, at)["text"]
    return {"text": left(owed.due_at, at), "until": until, "tone": "", "due_at": owed.due_at}


def _done_text(taken: list[Line]) -> str:
    """«Bitītes: 18 klāt, 2 nav»"""
    counts = _("%(group)s: %(here)d present, %(away)d absent")
    values = [{"group": o.group.name, "here": o.present, "away": o.absent} for o in taken]
    return "; ".join(counts % value for value in values)
