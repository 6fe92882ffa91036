"""A day as it is read by staff: confirmed, still a draft of others, or one that has no log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from activities.desk import Desk
from activities.did import Did, about
from activities.duties import badge_of
from activities.models import DayAmendment, DayEntry, DayLog, LateReason
from activities.rules import why_not as why_no_log
from activities.rules import why_off
from activities.words import amended
from activities.writing import words
from activities.writing.page import DayPage
from activities.writing.unsaved import unsaved
from duties import calendar
from outbox.clock import local_day
from outbox.models import GRACE
from people.access import Action
from people.requests import PortalRequest


def why_not(desk: Desk, *, at: datetime) -> str:
    """Why this day has no log; nothing where it has one. Two queries where it is not begun."""
    if desk.log:
        return ""
    days = calendar.of(desk.group.institution, desk.day, desk.day)
    return why_no_log(desk.group, desk.day, at=at, days=days)


def around(desk: Desk, *, at: datetime, refusal: str = "") -> dict[str, Any]:
    """The neighbouring working days, and how the day stands to its hour. One query.

    :param refusal: why the day has no log
    """
    house = desk.group.institution
    days = calendar.around(house, desk.day, calendar.REACH)
    before, after = days.working_day_before(desk.day), days.working_day_after(desk.day)
    today = local_day(at, house.time_zone)
    is_owed = desk.day <= today and not (refusal or why_off(desk.group, desk.day, days))
    confirmed_at = desk.log.confirmed_at if desk.log else None
    due = badge_of(desk.group, desk.day, days, is_owed=is_owed, confirmed_at=confirmed_at, at=at)
    return {
        "due": due, "before": before, "subtitle": words.subtitle(desk.group, desk.day),
        "reasons": LateReason.choices,
        "after": after if after and after <= today else None,
        "week": reverse("activities:week", args=[desk.group.pk, desk.day]),
    }  # fmt: skip


def shown(
    request: PortalRequest, desk: Desk, refusal: str = "", *, filled: Any = None, status: int = 200
) -> HttpResponse:
    """:param filled: what was typed and is not saved: it is shown beside"""
    at, log, access = request.received_at, desk.log, request.access
    if log and filled is not None:
        log.refresh_from_db()
    entries = _entries(log) if log else []
    may_confirm = access.can(Action.CONFIRM_DAY, desk.group)
    page = DayPage(desk, access=access, at=at)
    context = {
        "group": desk.group, "day": desk.day, "log": log, "refusal": refusal,
        "did": [_did(desk, log, entry) for entry in entries] if log else [],
        "note": page.note() if log else None, "may_write": bool(desk.reach),
        "unsaved": unsaved(filled, desk) if filled else [],
        "seconds": _seconds(log, at) if log and may_confirm else 0,
        "said": words.confirmed(log, page.zone) if log and log.is_confirmed else "",
        "saved_text": f"{words.count(len(entries))} · {log.confirmed_by}" if log else "",
        "saved_tone": "soon" if log and log.late_reason else "good",
        "may_see_history": bool(log) and access.can(Action.VIEW_DAY_HISTORY, desk.group),
        **around(desk, at=at, refusal="" if log else refusal),
    }  # fmt: skip
    return render(request, "activities/writing/read.html", context, status=status)


def _entries(log: DayLog) -> list[DayEntry]:
    """Two queries."""
    rows = log.entries.standing().select_related("added_by", "saved_by", "item")
    return list(rows.prefetch_related(Prefetch("amendments", DayAmendment.objects.counting())))


def _did(desk: Desk, log: DayLog, entry: DayEntry) -> Did:
    changes = [amended(one.at, log) for one in entry.amendments.all()]
    may = log.is_confirmed and desk.reach.holds(entry.area)
    return Did(
        entry, about(entry), changes[-1] if changes else "",
        words.written(entry, log, desk.group.institution.time_zone),
        reverse("activities:entry", args=[desk.group.pk, desk.day, entry.pk]) if may else "",
    )  # fmt: skip


def _seconds(log: DayLog, at: datetime) -> int:
    """Of the minute in which it can be taken back."""
    if not log.can_be_taken_back(at) or log.confirmed_at is None:
        return 0
    return max(1, int((log.confirmed_at + GRACE - at).total_seconds()))
