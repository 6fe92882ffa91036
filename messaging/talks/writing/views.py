"""The page of a talk: written while it is a draft, read and supplemented afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from messaging.talks import operations, words
from messaging.talks.desk import Desk, desk_of
from messaging.talks.reach import Shared
from messaging.talks.record import reading
from messaging.talks.writing.filled import Filled
from messaging.talks.writing.page import TalkPage
from outbox import once
from people.requests import PortalRequest
from planning.operations.sections import Conflicts
from planning.rules import Missing
from planning.writing.words import SEE


@once.form
def talk(request: PortalRequest, talk_id: int) -> HttpResponse:
    """A draft, and the whole of it saved at once: without script, and when a session had ended."""
    desk = desk_of(request, talk_id)
    if request.method != "POST":
        return _shown(request, desk)
    desk.require()
    wrong = _written(request, desk)
    if wrong is None:
        messages.success(request, words.SAVED)
    return wrong or redirect("messaging:talk", talk_id)


def _shown(request: PortalRequest, desk: Desk) -> HttpResponse:
    """Who writes writes a draft; everybody else, and all once it is shared, read what is there."""
    if desk.talk.is_shared or not desk.may_write:
        return reading.shown(request, desk)
    return _page(request, desk)


@once.act(again=talk)
@transaction.atomic
def share(request: PortalRequest, talk_id: int) -> HttpResponse:
    """What is not saved yet is saved first; where a colleague was faster, it is kept and shown."""
    desk = desk_of(request, talk_id)
    return _done(request, desk, operations.share, why_not=_why_not_shared)


@once.act(again=talk)
@transaction.atomic
def finish(request: PortalRequest, talk_id: int) -> HttpResponse:
    """It stays with the house."""
    desk = desk_of(request, talk_id)
    return _done(request, desk, operations.finish, said=words.FINISHED, goes_to_group=True)


@once.act()
def delete(request: PortalRequest, talk_id: int) -> HttpResponse:
    """A draft; its history stays."""
    desk = desk_of(request, talk_id)
    desk.require()
    try:
        operations.delete_draft(talk=desk.talk, by=request.access, at=request.received_at)
    except Shared:
        return reading.shown(request, desk, str(words.SHARED), status=409)
    except ValidationError as error:
        return _page(request, desk, notes=error.messages, status=422)
    messages.success(request, words.DELETED)
    return redirect("messaging:talks", desk.group.pk)


def _done(
    request: PortalRequest, desk: Desk, act: Callable[..., Any], *, said: Any = "",
    goes_to_group: bool = False, why_not: Callable[[PortalRequest, Desk], Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The form is saved, then the act is done with what is saved."""
    desk.require()
    if wrong := _written(request, desk):
        return wrong
    if why_not and (note := why_not(request, desk)):
        return _page(request, desk, notes=[note], status=409)
    try:
        act(talk=desk.talk, by=request.access, at=request.received_at)
    except ValidationError as error:
        return _refused(request, desk, error)
    if said:
        messages.success(request, said)
    if goes_to_group:
        return redirect("messaging:talks", desk.group.pk)
    return redirect("messaging:talk", desk.talk.pk)


def _why_not_shared(request: PortalRequest, desk: Desk) -> Any:
    """Counted from the tap, the minute of a form that was kept at a closed door would be over; and whoever
    will see the talk stood by name on the page."""
    if desk.talk.is_shared:
        return ""
    if getattr(request, "kept", None):
        return words.KEPT
    if not request.POST.keys() & {"chosen", "had"}:  # no page of ours
        return ""
    shown = {token for token in request.POST.getlist("chosen") if token.startswith("guardian:")}
    now = {f"guardian:{one.user_id}" for one in desk.talk.participants.guardians()}
    return "" if now <= shown else words.OTHERS_SEE


def _written(request: PortalRequest, desk: Desk) -> HttpResponse | None:
    """Save the whole form. :returns: the page again, where something is wrong"""
    if desk.talk.is_shared and not request.POST.keys() & {"chosen", "had", "text-content"}:
        return None  # a button of before: what it asks for is done already
    filled = Filled(request.POST, desk.talk)
    if filled.is_wrong:
        return _page(request, desk, filled, notes=[words.NOT_YET], status=422)
    try:
        with transaction.atomic():
            who: dict[str, Any] = {"by": request.access, "at": request.received_at}
            desk.talk = operations.write(talk=desk.talk, whole=filled.whole, **who)
    except Shared:
        return reading.shown(request, desk, str(words.SHARED), unsaved=filled.unsaved, status=409)
    except Conflicts as met:
        filled.conflict(met)
        note = words.OWN_CONFLICT if met.is_own else words.CONFLICT
        return _page(request, desk, filled, notes=[note], status=409)
    except ValidationError as error:
        filled.refuse(error)
        return _page(request, desk, filled, notes=[words.NOT_YET], status=422)
    return None


def _refused(request: PortalRequest, desk: Desk, error: ValidationError) -> HttpResponse:
    """What is missing for an act, each a way to its place; all that was typed is saved."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    lacks = [text for texts in told.values() for text in texts]
    places = [Missing(place, label) for place, label in words.PLACES if place in told]
    return _page(request, desk, notes=[words.NOT_SHARED, *lacks], places=places, status=422)


def _page(
    request: PortalRequest, desk: Desk, filled: Filled | None = None, *, notes: Sequence[Any] = (),
    places: Sequence[Missing] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = TalkPage(desk, access=request.access, at=request.received_at, filled=filled)
    sheet = page.sheet()
    context = {
        "sheet": sheet, "talk": desk.talk, "group": desk.group, "lead": SEE,
        "subtitle": words.subtitle(desk.talk), "stages": words.stages(desk.talk, page.zone),
        "notes": [*notes, *sheet.errors[""]], "places": [*places, *sheet.wanted],
    }  # fmt: skip
    return render(request, "messaging/talks/writing/page.html", context, status=status)
