"""One entry by itself: all of it changed by one act, taken away, or one more for a confirmed day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from activities import operations
from activities.desk import Desk, desk_of
from activities.models import DayEntry
from activities.writing import words
from activities.writing.forms import EntryForm
from activities.writing.names import Names
from activities.writing.offers import Plan
from outbox import once
from outbox.sections import Stale
from people.requests import PortalRequest
from people.rules.refusals import by_field


@once.form
def entry(request: PortalRequest, group_id: int, day: date, entry_id: int) -> HttpResponse:
    """Changed by one act; of a confirmed day parents see that it was (R27)."""
    desk = desk_of(request, group_id, day)
    row = desk.entry(entry_id)
    if not desk.reach.holds(row.area):
        raise PermissionDenied
    if row.voided_at and request.method != "POST":
        raise Http404
    form = _form(request, desk, row)

    def act(said: Any) -> None:
        operations.change_entry(
            entry=row, said=said, version=form.cleaned_data["version"],
            reason=form.cleaned_data.get("reason", ""), by=request.access, at=request.received_at,
        )  # fmt: skip

    return _done(request, desk, form, act, row)


@once.form
def new(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """One more, in own words; also for a confirmed day."""
    desk = desk_of(request, group_id, day)
    desk.require()
    form = _form(request, desk, None)

    def act(said: Any) -> None:
        operations.add_entry(
            log=desk.opened(request), said=said, by=request.access, at=request.received_at
        )

    return _done(request, desk, form, act, None)


@once.act()
def remove(request: PortalRequest, group_id: int, day: date, entry_id: int) -> HttpResponse:
    """Taken away; what was written stays in the history."""
    desk = desk_of(request, group_id, day)
    row = desk.entry(entry_id)
    if not desk.reach.holds(row.area):
        raise PermissionDenied
    try:
        operations.take_away_entry(
            entry=row, reason=request.POST.get("entry-reason", ""), by=request.access,
            at=request.received_at,
        )  # fmt: skip
    except ValidationError as error:
        form = EntryForm(**_about(desk, row))
        return _shown(request, desk, form, row, notes=error.messages, status=422)
    return redirect("activities:day", group_id, day)


def _form(request: PortalRequest, desk: Desk, row: DayEntry | None) -> EntryForm:
    return EntryForm(request.POST if request.method == "POST" else None, **_about(desk, row))


def _about(desk: Desk, row: DayEntry | None) -> dict[str, Any]:
    return {
        "reach": desk.reach, "entry": row, "outcomes": Plan(desk.group, desk.day).outcomes,
        "is_confirmed": bool(row and desk.log and desk.log.is_confirmed),
    }  # fmt: skip


def _done(
    request: PortalRequest, desk: Desk, form: EntryForm, act: Any, row: DayEntry | None
) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, desk, form, row)
    if not form.is_valid():
        return _shown(request, desk, form, row, status=422)
    standing = f"{row.title}\n{row.text}" if row else ""
    names = Names(desk.group, desk.day, request.POST)
    form.heard = heard = names.heard("entry", standing, form.told)
    if heard.asked:
        return _shown(request, desk, form, row, status=422)
    try:
        act(form.said(heard.text, form.cleaned_data["outcomes"]))
    except Stale as stale:
        return _shown(request, desk, form, row, stale=stale, status=409)
    except ValidationError as error:
        for field, messages in by_field(error, form.fields):
            form.add_error(field, messages)
        return _shown(request, desk, form, row, status=422)
    return redirect("activities:day", desk.group.pk, desk.day)


def _shown(
    request: PortalRequest, desk: Desk, form: EntryForm, row: DayEntry | None, *,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    blank: dict[str, Any] = {"stale": None, "notes": []}
    context = {
        "form": form, "entry": row, "group": desk.group, "day": desk.day,
        "subtitle": words.subtitle(desk.group, desk.day),
        "is_confirmed": bool(desk.log and desk.log.is_confirmed),
    }  # fmt: skip
    return render(request, "activities/writing/entry.html", blank | context | more, status=status)
