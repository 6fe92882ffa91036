"""The page of a group's day: written while it is a draft, read and changed afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities import operations
from activities.desk import Desk, desk_of
from activities.reach import Confirmed
from activities.writing import reading, words
from activities.writing import writers as colleagues
from activities.writing.filled import Filled
from activities.writing.page import DayPage
from outbox import once
from people.access import Action
from people.requests import PortalRequest
from planning.operations.sections import Conflicts
from planning.writing.words import SEE


@once.form
def day(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """A draft, and the whole of it saved at once: without script, and when a session had ended."""
    desk = desk_of(request, group_id, day)
    if request.method != "POST":
        return _shown(request, desk)
    desk.require()
    return _written(request, desk) or redirect("activities:day", group_id, day)


def _shown(request: PortalRequest, desk: Desk) -> HttpResponse:
    """Who writes writes a draft; everybody else, and all once it is confirmed, read what is there."""
    refusal = reading.why_not(desk, at=request.received_at)
    if refusal or not desk.reach or (desk.log and desk.log.is_confirmed):
        return reading.shown(request, desk, refusal)
    return _page(request, desk)


@once.act(again=day)
@transaction.atomic
def confirm(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """What is not saved yet is saved first; where a colleague was faster, it is kept and shown."""
    desk = desk_of(request, group_id, day)
    request.access.require(Action.CONFIRM_DAY, desk.group)
    if wrong := _written(request, desk, confirms=True):
        return wrong
    if desk.log is None:
        return _page(request, desk, notes=[operations.NOTHING_YET], status=422)
    try:
        operations.confirm(
            log=desk.log, late_reason=request.POST.get("late_reason", ""),
            by=request.access, at=request.received_at,
        )  # fmt: skip
    except ValidationError as error:
        return _page(request, desk, notes=error.messages, status=422)
    return redirect("activities:day", group_id, day)


@once.act()
def take_back(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """Within the minute: a draft again, and nobody was told."""
    desk = desk_of(request, group_id, day)
    request.access.require(Action.CONFIRM_DAY, desk.group)
    if desk.log and desk.log.is_confirmed:
        try:
            operations.take_back(log=desk.log, by=request.access, at=request.received_at)
        except ValidationError as error:
            return reading.shown(request, desk, error.messages[0], status=409)
        messages.success(request, _("It is a draft again. Parents have not seen it."))
    return redirect("activities:day", group_id, day)


def _written(request: PortalRequest, desk: Desk, *, confirms: bool = False) -> HttpResponse | None:
    """Save the whole form. :returns: the page again, where something is wrong"""
    filled = Filled(request.POST, desk, goes_to=request.path if confirms else "")
    if filled.is_wrong and desk.log and desk.log.is_confirmed:
        return reading.shown(request, desk, str(words.CONFIRMED), filled=filled, status=409)
    if filled.is_wrong:
        return _page(request, desk, filled, notes=[words.NOT_YET], status=422)
    who: dict[str, Any] = {"by": request.access, "at": request.received_at}
    try:
        with transaction.atomic():
            if filled.whole:  # a form that says nothing begins no day
                operations.write(log=desk.opened(request), whole=filled.whole, **who)
    except Confirmed:
        return reading.shown(request, desk, str(words.CONFIRMED), filled=filled, status=409)
    except Conflicts as met:
        filled.conflict(met)
        note = words.OWN_CONFLICT if met.is_own else words.CONFLICT
        return _page(request, desk, filled, notes=[note], status=409)
    except ValidationError as error:
        if not hasattr(error, "error_dict"):  # on this day there is none
            return reading.shown(request, desk, error.messages[0], filled=filled, status=422)
        filled.refuse(error)
        return _page(request, desk, filled, notes=[words.NOT_YET], status=422)
    if not confirms:
        messages.success(request, words.done(desk.log, filled.whole.own))
    return None


def _page(
    request: PortalRequest, desk: Desk, filled: Filled | None = None, *, notes: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = DayPage(desk, access=request.access, at=request.received_at, filled=filled)
    sheet = page.sheet()
    log = desk.log
    context = {
        "sheet": sheet, "notes": [*notes, *sheet.errors], "lead": SEE, "places": sheet.wanted,
        "group": desk.group, "day": desk.day,
        "others": colleagues.others(log, person=request.user.pk, at=request.received_at) if log else [],
        **reading.around(desk, at=request.received_at),
    }  # fmt: skip
    return render(request, "activities/writing/page.html", context, status=status)


@require_safe
def writers(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """Asked by the page now and then: who else is at it."""
    desk = desk_of(request, group_id, day)
    if not desk.reach:
        raise PermissionDenied
    others = colleagues.others(desk.log, person=request.user.pk, at=request.received_at)
    return render(request, "planning/writing/others.html", {"others": others})
