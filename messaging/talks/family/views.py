"""Talks that a guardian took part in: find, check, do, show."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from messaging.talks import operations
from messaging.talks.family import words
from messaging.talks.family.page import list_page, talk_page
from messaging.talks.family.rows import own
from outbox import once
from people.access import Access
from people.models import Role
from people.requests import PortalRequest


@require_safe
def talks(request: PortalRequest) -> HttpResponse:
    """All that were shared with this person."""
    access = _parent(request)
    return render(request, "messaging/talks/family/talks.html", list_page(access))


@once.form
def talk(request: PortalRequest, talk_id: int) -> HttpResponse:
    """One of them. Posted: «Izlasīju», and a remark if one was written."""
    found = _found(_parent(request), talk_id)
    if request.method != "POST":
        return _shown(request, found)
    text = request.POST.get("remark", "")
    try:
        _said(found, text, request)
    except ValidationError as error:
        return _shown(request, found, remark=text, errors=error.messages, status=422)
    messages.success(request, words.REMARKED if text.strip() else words.READ)
    return redirect("messaging:family_talk", talk_id)


def _said(talk: Any, text: str, request: PortalRequest) -> None:
    """Whoever answers has read it."""
    who: dict[str, Any] = {"by": request.access, "at": request.received_at}
    if text.strip() or "adds" in request.POST:
        operations.add_remark(talk=talk, text=text, **who)
    operations.acknowledge(talk=talk, **who)


def _parent(request: PortalRequest) -> Access:
    """:raises Http404: to everybody else there are no own talks"""
    if not request.access.acts_as(Role.PARENT):
        raise Http404
    return request.access


def _found(access: Access, pk: int) -> Any:
    """:raises Http404: not shared with this person, or nothing of it is theirs to see any more"""
    talk = own(access).filter(pk=pk).first()
    if talk is None:
        raise Http404
    return talk


def _shown(
    request: PortalRequest, talk: Any, *, remark: str = "", errors: Any = (), status: int = 200
) -> HttpResponse:
    page = talk_page(talk, request.access, request.received_at)
    context = page | {"remark": remark, "errors": errors}
    return render(request, "messaging/talks/family/talk.html", context, status=status)
