"""Today of nurse, clerk, administration and superuser."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from attendance import overview
from attendance.duties import AttendanceByNine
from attendance.overview import Line, in_words, not_marked
from duties import calendar, mine
from duties.badges import asked
from duties.calendar import Calendar
from duties.kinds import last_asked
from duties.registry import Status
from ejournal.today import cards
from ejournal.today.dayline import dayline
from outbox.clock import local_day, local_time
from people.access import Access, Action
from people.models import ChildGroup

SILENT = (Status.OVERDUE, Status.OPEN)


def of_the_house(access: Access, at: datetime) -> dict[str, Any]:
    """What is mine to do first, then every group's register: the silent ones before the done."""
    days = days_around(access, at)
    lines = overview.of_day(access, at=at, days=days)
    oversees = access.holds(Action.OVERSEE_DUTIES)
    owing = [line for line in lines if line.owed]
    silent = [line for line in owing if line.status in SILENT]
    unfinished = [line for line in owing if line.unmarked]
    done = [line for line in owing if line.status not in SILENT and not line.unmarked]
    return {
        "mine": [mine.in_words(one, at) for one in _mine(access, at, days)],
        "cards": cards.of(cards.FIRST, access, at, days), "has_further": access.institution is not None,
        "house": _house(owing, at), "why_off": _why_off(lines),
        "silent": _silent(silent, at, asks=oversees),
        "ask": {"duty": AttendanceByNine.code, "day": silent[0].day} if oversees and silent else None,
        "unfinished": [in_words(line, at) for line in unfinished],
        "done": [in_words(line, at) for line in done],
        "others": [in_words(line, at) for line in lines if not line.owed and owing],
        "groups": bool(lines), "may_set_calendar": access.holds(Action.MANAGE_CALENDAR),
    }  # fmt: skip


def further(access: Access, at: datetime) -> list[dict[str, Any]]:
    """The cards below the first screen."""
    return cards.of(cards.FURTHER, access, at, days_around(access, at))


def days_around(access: Access, at: datetime) -> Calendar | None:
    """The calendar that register, duties and cards all ask; one query."""
    house = access.institution
    if house is None:
        return None
    return calendar.around(house, local_day(at, house.time_zone), calendar.REACH)


def _mine(access: Access, at: datetime, days: Calendar | None) -> list[mine.Mine]:
    return mine.owed_by_me(access, at=at, days=days, besides=cards.SPEAK_FOR)


def _house(owing: list[Line], at: datetime) -> dict[str, Any] | None:
    """The day in one sentence: «10 grupas: 8 apstiprinātas, 1 pēc termiņa, 1 klusē»."""
    if not owing:
        return None
    first = owing[0].owed
    assert first
    zone = first.institution.time_zone
    count = {status: sum(line.status is status for line in owing) for status in Status}
    waiting = count[Status.OPEN] + count[Status.OVERDUE]
    unmarked = sum(line.unmarked for line in owing)
    return {
        "title": ngettext("%(n)d group", "%(n)d groups", len(owing)) % {"n": len(owing)},
        "parts": _parts(count, unmarked), "all_done": not waiting and not unmarked,
        "present": sum(line.present for line in owing), "absent": sum(line.absent for line in owing),
        "day": dayline(local_time(at, zone), local_time(first.due_at, zone)),
    }  # fmt: skip


def _parts(count: dict[Status, int], unmarked: int) -> list[dict[str, Any]]:
    """The figures that are not nought, in words; the first stands always."""
    found = [
        (count[Status.MET], "check", "good",
         ngettext("%(n)d confirmed", "%(n)d confirmed", count[Status.MET])),
        (count[Status.LATE], "clock", "soon",
         ngettext("%(n)d after the deadline", "%(n)d after the deadline", count[Status.LATE])),
        (count[Status.OPEN], "clock", "",
         ngettext("%(n)d not yet", "%(n)d not yet", count[Status.OPEN])),
        (count[Status.OVERDUE], "alert-triangle", "bad",
         ngettext("%(n)d silent", "%(n)d silent", count[Status.OVERDUE])),
        (unmarked, "users", "soon", not_marked(unmarked)),
    ]  # fmt: skip
    return [
        {"text": text % {"n": n}, "icon": icon, "tone": tone}
        for n, icon, tone, text in found
        if n or icon == "check"
    ]


def _silent(silent: list[Line], at: datetime, *, asks: bool) -> list[dict[str, Any]]:
    """The late before those who still have time; each with when it was last reminded."""
    if not silent:
        return []
    last = _last_asked([line.group for line in silent], silent[0].day) if asks else {}
    ordered = sorted(silent, key=lambda line: line.status is not Status.OVERDUE)
    return [in_words(line, at) | _asked(line, last.get(line.group.pk), at) for line in ordered]


def _last_asked(groups: list[ChildGroup], day: date) -> dict[int, datetime]:
    return last_asked(AttendanceByNine(), groups, day)


def _asked(line: Line, last: datetime | None, at: datetime) -> dict[str, Any]:
    assert line.owed
    return {"pk": line.group.pk} | asked(last, at, line.owed.institution.time_zone)


def _why_off(lines: list[Line]) -> str:
    return next((line.why_off for line in lines if line.why_off), "")
