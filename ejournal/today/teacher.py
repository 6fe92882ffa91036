"""A teacher's Today: the one thing to do now, what else there is, and the groups."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import overview
from attendance.overview import Line, in_words, not_marked
from duties import mine
from duties.badges import clock, left
from duties.periods import DayDuty
from duties.registry import Owed, Status
from ejournal.today.dayline import dayline
from ejournal.today.staff import days_around
from outbox.clock import local_day, local_time
from people.access import Access


def of_a_teacher(access: Access, at: datetime) -> dict[str, Any]:
    """First what is due earliest, whatever app declared it: of each group by itself.

    A register that was taken and does not know some child of the group is not done with.
    """
    days = days_around(access, at)
    lines = overview.of_day(access, at=at, days=days)
    found = [owed for one in mine.owed_by_me(access, at=at, days=days) for owed in one.owed]
    taken = [line for line in lines if line.recordable and line.owed]
    found += [line.owed for line in taken if line.owed and line.unmarked]
    found.sort(key=lambda owed: owed.due_at)
    groups = {line.group.pk: line for line in lines}
    return {
        "now_due": _now_due(found[0], groups, at) if found else None,
        "also_due": [_also_due(owed, groups, at) for owed in found[1:]],
        "lines": [in_words(line, at) for line in lines],
        "all_done": bool(taken) and not found,
        "done_text": _done_text(taken),
        "day_off": next((line.why_off for line in lines if line.why_off), ""),
    }


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
    if owed.day != local_day(at, owed.institution.time_zone):
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
