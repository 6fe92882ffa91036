"""A week in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import words
from activities.duties import badge_of
from activities.models import DayAmendment, DayEntry
from activities.week.sheet import Day, Week
from duties.calendar.days import short
from planning.reading.words import moment


def span(week: Week) -> str:
    """«16.11.–20.11.2026.», «28.12.2026.–1.01.2027.»"""
    first, last = week.days[0].day, week.days[-1].day
    begins = short(first) if first.year == last.year else date_format(first, "SHORT_DATE_FORMAT")
    return f"{begins}–{date_format(last, 'SHORT_DATE_FORMAT')}"


def aside(week: Week) -> str:
    """«Bitītes · 16.11.–20.11.2026.»"""
    return f"{week.group.name} · {span(week)}"


def due(day: Day, week: Week, at: datetime) -> dict[str, Any] | None:
    """How the day stands to its hour, for a badge; nothing of a day that owes none."""
    is_owed = not (day.is_ahead or day.why_off)
    confirmed_at = day.log.confirmed_at if day.log else None
    return badge_of(
        week.group, day.day, week.calendar, is_owed=is_owed, confirmed_at=confirmed_at, at=at
    )


def note(day: Day) -> str:
    """What is to be known of it besides."""
    if day.is_draft:
        return _("Draft: not confirmed yet")
    if day.why_off:
        return day.why_off
    return capfirst(_("has not come yet")) if day.is_ahead else ""


def weekday(day: date) -> str:
    """«Pirmdiena, 16.11.»"""
    return capfirst(date_format(day, "l, j.m."))


def stands(day: Day, zone: str) -> str:
    """On paper: «Apstiprināja Ilze Kalēja, 16.11.2026. 13:41, laikā»; a draft is only not confirmed."""
    if not day.is_confirmed:
        ahead = _("has not come yet") if day.is_ahead else _("not confirmed")
        return day.why_off or capfirst(ahead)
    log: Any = day.log
    told = {"person": log.confirmed_by, "moment": moment(log.confirmed_at, zone)}
    said = _("Confirmed by %(person)s, %(moment)s") % told
    reason = f": {log.get_late_reason_display()}" if log.late_reason else ""
    late = _("after the deadline") + reason if day.is_late else _("in time")
    return " · ".join(filter(None, (f"{said}, {late}", day.why_off)))


def more_photos(count: int) -> str:
    """«un vēl 3 foto žurnālā»"""
    said = ngettext(
        "and %(n)s photo more in the journal", "and %(n)s photos more in the journal", count
    )
    return said % {"n": count}


def source(of: str) -> str:
    """«Avots: Latvijas Nacionālā bibliotēka»"""
    return _("Source: %(source)s") % {"source": of}


def authors(entry: DayEntry, day: date, zone: str) -> list[str]:
    """«Ilze Kalēja, 13:32»: who entered it, and who else wrote its text last."""
    found: list[tuple[Any, Any]] = [(entry.added_by, entry.added_at)]
    if entry.saved_by_id not in (None, entry.added_by_id):
        found.append((entry.saved_by, entry.saved_at))
    return [f"{person}, {words.moment(at, day, zone)}" for person, at in found]


def change(one: DayAmendment, zone: str) -> str:
    """«17.11.2026. 8:05, Ilze Kalēja: precizēts»"""
    said = f"{moment(one.at, zone)}, {one.by}"
    return f"{said}: {one.reason}" if one.reason else said


def lost(one: DayAmendment, zone: str) -> str:
    return _("An entry was taken away: %(what)s") % {"what": change(one, zone)}
