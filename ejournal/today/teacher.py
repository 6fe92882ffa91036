"""A teacher's Today: the one thing to do now, what else there is, and the groups."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.overview import Line, in_words
from duties.clock import local_time
from duties.registry import Status
from duties.words import clock, left
from ejournal.dayline import dayline


def of_a_teacher(lines: list[Line], at: datetime) -> dict[str, Any]:
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
