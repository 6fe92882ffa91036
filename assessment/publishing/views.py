"""Looked at, then published for all who are ticked; within the minute all of it can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from assessment import operations
from assessment.desk import Desk, desk_of
from assessment.models import Publication
from assessment.publishing import looked_at, words
from assessment.publishing.page import PublishPage
from outbox import once
from outbox.models import GRACE
from people.access import Action
from people.models import Child
from people.requests import PortalRequest


@once.form
def publish(request: PortalRequest, group_id: int) -> HttpResponse:
    desk = _desk(request, group_id)
    if request.method != "POST":
        return _shown(request, desk)
    page = PublishPage(desk, access=request.access, at=request.received_at)
    chosen = _chosen(request.POST.getlist("child"), page.children())
    if not chosen:
        return _shown(request, desk, notes=[words.NOBODY], status=422)
    try:
        looked_at.publish(request, desk.group, chosen)
    except ValidationError as error:
        return _shown(request, desk, notes=error.messages, tone=words.tone(error), status=409)
    return redirect("assessment:publish", group_id)


@once.act()
def take_back(request: PortalRequest, group_id: int) -> HttpResponse:
    """Of all children for whom the minute still runs."""
    desk = _desk(request, group_id)
    children = PublishPage(desk, access=request.access, at=request.received_at).children()
    try:
        with transaction.atomic():
            for one in _to_take_back(children, request.received_at):
                operations.take_back(
                    publication=one, group=desk.group, by=request.access, at=request.received_at
                )
    except ValidationError as error:
        return _shown(request, desk, notes=error.messages, status=409)
    messages.success(request, words.TAKEN_BACK)
    return redirect("assessment:publish", group_id)


def _to_take_back(children: list[Child], at: datetime) -> QuerySet[Publication]:
    """Those whose minute runs; where none does, those that wait: they say themselves why they stay."""
    waiting = Publication.objects.filter(
        child__in=children, published_at__isnull=False, released_at__isnull=True
    ).order_by("child")
    return waiting.filter(published_at__gt=at - GRACE) or waiting


def _desk(request: PortalRequest, group_id: int) -> Desk:
    """:raises PermissionDenied: not of the group's teachers"""
    desk = desk_of(request, group_id)
    request.access.require(Action.PUBLISH_ASSESSMENT, desk.group)
    return desk


def _chosen(posted: list[str], children: list[Child]) -> list[Child]:
    """:raises Http404: a child of another group"""
    by_key = {str(child.pk): child for child in children}
    if not set(posted) <= by_key.keys():
        raise Http404
    return [by_key[key] for key in dict.fromkeys(posted)]


def _shown(
    request: PortalRequest, desk: Desk, *, notes: Any = (), tone: str = "bad", status: int = 200
) -> HttpResponse:
    page = PublishPage(desk, access=request.access, at=request.received_at)
    context = {"notes": notes, "tone": tone, **page.context()}
    ready = [line.child for line in context["ready"]]
    context["left_out"] = [child.pk for child in ready if _is_left_out(request, child)]
    return render(request, "assessment/publishing/page.html", context, status=status)


def _is_left_out(request: PortalRequest, child: Child) -> bool:
    """Somebody had taken the tick away: a page that is shown again puts it back on nobody."""
    ticked = request.POST.getlist("child")
    return looked_at.field_of(child) in request.POST and str(child.pk) not in ticked
