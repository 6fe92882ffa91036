"""The kitchen on Today of nurse, clerk and administration."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.models import HeadCount
from attendance.settings import cutoff_at
from duties import calendar
from duties.badges import clock
from duties.calendar import Calendar
from outbox.clock import local_day
from people.access import Access, Action


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """Input of ``components/line.html``; None for whoever has no kitchen to look after, and on a day off.

    Two queries, one with ``days``.
    """
    place = access.institution
    if place is None or not access.holds(Action.VIEW_KITCHEN):
        return None
    day = local_day(at, place.time_zone)
    count = _count_of(place, day)
    days = days or calendar.of(place, day, day)
    if count is None and not days.is_working(day):
        return None
    time = clock(cutoff_at(place, day), place.time_zone)
    return {
        "title": _("Kitchen"), "url": reverse("attendance:kitchen"), "icon": "tools-kitchen-2",
        "subtitle": _in_words(count) if count else _("counted at %(time)s") % {"time": time},
        "side": _side(count),
    }  # fmt: skip


def _count_of(place, day) -> HeadCount | None:
    silent = Count("lines__group", filter=Q(lines__received=False), distinct=True)
    counts = HeadCount.objects.filter(institution=place, day=day)
    return counts.annotate(eating=Sum("lines__children"), silent=silent).first()


def _in_words(count: HeadCount) -> str:
    """«187 bērni, klusē 1 grupa»"""
    eating: int = count.eating or 0  # type: ignore[attr-defined]
    silent: int = count.silent  # type: ignore[attr-defined]
    words = ngettext("%(n)d child", "%(n)d children", eating) % {"n": eating}
    if not silent:
        return words
    quiet = ngettext("%(n)d group silent", "%(n)d groups silent", silent) % {"n": silent}
    return f"{words}, {quiet}"


def _side(count: HeadCount | None) -> dict[str, str] | None:
    """Only what asks for somebody: a letter that did not get through."""
    if count is None or count.letter != HeadCount.Letter.FAILED:
        return None
    return {"text": _("letter not delivered"), "tone": "bad", "icon": "alert-triangle"}
