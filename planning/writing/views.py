"""The page of one plan: written while it is a draft, amended afterwards, read by everybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from outbox import once
from people.models import Role
from people.requests import PortalRequest
from planning import operations
from planning.desk import Desk, desk_of, place_of
from planning.operations.submitting import Incomplete
from planning.operations.whole import Conflicts
from planning.reach import Submitted, locked_draft
from planning.reading import views as reading
from planning.reading.page import due_of
from planning.rules import Missing
from planning.starting.views import sources
from planning.writing import words
from planning.writing.filled import Filled
from planning.writing.page import WritingPage


@once.form
def plan(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """A draft, and the whole of it saved at once: without script, and when a session had ended."""
    if request.method != "POST":
        return _shown(request, group_id, month)
    desk = desk_of(request, group_id, month)
    return _write(request, desk, lambda filled: _saved(request, desk, filled))


def _shown(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """Who writes a draft writes it, who may begin one begins; everybody else reads what is there."""
    if request.access.acts_as(Role.PARENT):
        return reading.read(request, group_id, month)
    place = place_of(request, group_id, month)
    found = place.plan()
    if place.reach and found is None:
        return sources(request, place)
    if place.reach and found and not found.is_submitted:
        return _page(request, Desk(found, place.reach))
    return reading.read(request, group_id, month)


@once.form
def amend(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """What was submitted is supplemented: the same form, one reason, one act (R25)."""
    desk = desk_of(request, group_id, month)
    if request.method == "POST":
        return _write(request, desk, lambda filled: _amended(request, desk, filled), amends=True)
    if not desk.plan.is_submitted:
        return redirect("planning:plan", group_id, month)
    return _page(request, desk, amends=True)


@once.act(again=plan)
@transaction.atomic
def submit(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """What is not saved yet is saved first, also when something is missing still. The plan is held all the
    while: what was asked about is what parents read."""
    desk = desk_of(request, group_id, month)
    if not desk.reach.whole:
        raise PermissionDenied
    save = partial(_saved, request, desk, tell=False)
    written = _write(request, desk, save, submits=True)
    if written.status_code >= 400:
        return written
    try:
        operations.submit(plan=desk.plan, by=request.access, at=request.received_at)
    except Incomplete as lacking:
        there = words.STILL_MISSING, lacking.missing
        return _page(request, desk, notes=[words.INCOMPLETE], there=there, status=422)
    messages.success(request, _("The plan is submitted. Parents can read it now."))
    return redirect("planning:plan", group_id, month)


@transaction.atomic
def _write(
    request: PortalRequest, desk: Desk, act: Callable[[Filled], None], *, amends: bool = False,
    submits: bool = False,
) -> HttpResponse:  # fmt: skip
    """Do it with the whole form, or show the form again with everything typed. Whether it is a draft still
    is known before anything is asked."""
    try:
        if not amends:
            locked_draft(desk.plan)
    except Submitted as done:
        return _submitted_meanwhile(request, Desk(done.plan, desk.reach))
    filled = Filled(request.POST, desk, submits=submits)
    again: dict[str, Any] = {"filled": filled, "amends": amends}
    if filled.is_wrong:
        notes = [words.NAMED] if submits and filled.is_asked else []
        return _page(request, desk, **again, notes=notes, status=422)
    try:
        act(filled)
    except Conflicts as met:
        filled.conflict(met)
        note = words.OWN_CONFLICT if met.is_own else words.CONFLICT
        return _page(request, desk, **again, notes=[note], status=409)
    except Incomplete as lacking:
        return _page(request, desk, **again, there=(words.WOULD_LACK, lacking.missing), status=422)
    except ValidationError as error:
        filled.refuse(error)
        return _page(request, desk, **again, status=422)
    return redirect("planning:plan", desk.plan.group_id, desk.plan.month)


def _submitted_meanwhile(request: PortalRequest, desk: Desk) -> HttpResponse:
    filled = Filled(request.POST, desk)
    return _page(request, desk, filled=filled, amends=True, notes=[words.SUBMITTED], status=409)


def _saved(request: PortalRequest, desk: Desk, filled: Filled, *, tell: bool = True) -> None:
    operations.write(plan=desk.plan, whole=filled.whole, by=request.access, at=request.received_at)
    if tell:
        messages.success(request, _("The draft is saved."))


def _amended(request: PortalRequest, desk: Desk, filled: Filled) -> None:
    operations.amend(
        plan=desk.plan, whole=filled.whole, reason=filled.reason, by=request.access,
        at=request.received_at,
    )  # fmt: skip
    messages.success(request, _("The plan is supplemented."))


def _page(
    request: PortalRequest, desk: Desk, *, filled: Filled | None = None, amends: bool = False,
    notes: list[Any] | None = None, there: tuple[Any, list[Missing]] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """:param there: words, and the places they lead to; else those where something is to be answered"""
    page = WritingPage(
        desk, access=request.access, at=request.received_at, amends=amends, filled=filled
    )
    sheet = page.sheet()
    lead, places = there or (words.SEE, sheet.wanted)
    at_large = filled.errors.get("", []) if filled else []
    due = None if amends else due_of(desk.plan, request.received_at)
    context = {
        "sheet": sheet, "notes": [*(notes or []), *at_large], "due": due,
        "lead": lead, "places": places, "is_lacking": there is not None,
    }  # fmt: skip
    return render(request, "planning/writing/page.html", context, status=status)
