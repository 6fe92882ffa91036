"""What follows from a talk: taken back in its minute, supplemented, what was agreed settled."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from messaging.models import TalkAction
from messaging.talks import operations, words
from messaging.talks.desk import Desk, desk_of
from messaging.talks.record import reading
from outbox import once
from people.requests import PortalRequest


@once.act()
def take_back(request: PortalRequest, talk_id: int) -> HttpResponse:
    """Within the minute: a draft again, and nobody was told."""
    desk = desk_of(request, talk_id)
    desk.require()
    try:
        operations.take_back(talk=desk.talk, by=request.access, at=request.received_at)
    except ValidationError as error:
        return reading.shown(request, desk, error.messages[0], status=409)
    messages.success(request, words.TAKEN_BACK)
    return redirect("messaging:talk", talk_id)


@once.form
def add(request: PortalRequest, talk_id: int) -> HttpResponse:
    """An addition, under the own name; parents who took part are told."""
    desk = _followed(request, talk_id)
    if request.method != "POST":
        return reading.shown(request, desk, typed=request.POST.get("addition", ""))
    text = request.POST.get("addition", "")
    try:
        operations.add_addition(
            talk=desk.talk, text=text, by=request.access, at=request.received_at
        )
    except ValidationError as error:
        errors = error.messages
        return reading.shown(request, desk, errors=errors, typed=text, status=422)
    messages.success(request, words.ADDED)
    return redirect("messaging:talk", talk_id)


@once.act()
def settle(request: PortalRequest, talk_id: int, action_id: int) -> HttpResponse:
    """What was agreed is done, dropped, or open again."""
    desk = _followed(request, talk_id)
    action: TalkAction = get_object_or_404(desk.talk.actions, pk=action_id)
    action.talk = desk.talk
    try:
        state = request.POST.get("state", "")
        operations.settle_action(
            action=action, state=state, by=request.access, at=request.received_at
        )
    except ValidationError as error:
        return reading.shown(request, desk, error.messages[0], status=409)
    return redirect("messaging:talk", talk_id)


def _followed(request: PortalRequest, talk_id: int) -> Desk:
    """:raises PermissionDenied: none of what follows is theirs"""
    desk = desk_of(request, talk_id)
    if not desk.may_follow:
        raise PermissionDenied
    return desk
