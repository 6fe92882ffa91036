"""The page of a child: read by its staff and administration, written and published by its teachers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessment import operations
from assessment.child import beside as marks
from assessment.child import idea as ideas
from assessment.child import words
from assessment.child.page import ChildPage
from assessment.child.preview import context_of
from assessment.desk import ChildDesk, child_desk_of
from assessment.observing import texts
from assessment.observing.views import said
from assessment.publishing import looked_at
from assessment.publishing.words import TAKEN_BACK, tone
from assessment.texts import Typed
from duties.calendar.days import YEARS
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import Child, Role
from people.requests import PortalRequest

VIEW = Action.VIEW_ASSESSMENT


@once.form
def child(request: PortalRequest, child_id: int) -> HttpResponse:
    """Posted, today's texts are saved at once: without script, and when a session had ended."""
    desk = child_desk_of(request, child_id)
    if request.method != "POST":
        return _shown(request, desk)
    request.access.require(Action.ASSESS, desk.group)
    status, typed = _written(request, desk)
    if status != 200:
        return _shown(request, desk, typed=typed, status=status)
    messages.success(request, _("It is saved. Parents do not see it yet."))
    return redirect("assessment:child", child_id)


def _written(request: PortalRequest, desk: ChildDesk) -> tuple[int, dict[str, Typed]]:
    """Each text by itself: one that is refused keeps no other from being saved."""
    who: dict[str, Any] = {"by": request.access, "at": request.received_at}
    day = local_day(request.received_at, desk.group.institution.time_zone)
    found, status = {}, 200
    if f"text-{texts.code_of(desk.child)}" in request.POST:
        told = texts.posted_of(desk.child, desk.group, day, request.POST)
        if not told.is_untouched:
            found[told.part.code] = told
            status = texts.kept(told, desk, day, **who)
    if f"text-{ideas.CODE}" in request.POST:
        idea = ideas.typed_of(desk, request.POST, at=request.received_at)
        if not idea.is_untouched:
            found[ideas.CODE] = idea
            status = max(status, ideas.kept(idea, desk, **who))
    return status, found


@require_POST
@transaction.atomic
def idea(request: PortalRequest, child_id: int) -> HttpResponse:
    """As it is typed."""
    desk = child_desk_of(request, child_id)
    request.access.require(Action.PUBLISH_ASSESSMENT, desk.group)
    typed = ideas.typed_of(desk, request.POST, at=request.received_at)
    status = ideas.kept(typed, desk, by=request.access, at=request.received_at)
    return said(request, typed, status)


@once.act()
def publish(request: PortalRequest, child_id: int) -> HttpResponse:
    """Everything of this child that its parents were not told yet."""
    desk = child_desk_of(request, child_id)
    request.access.require(Action.PUBLISH_ASSESSMENT, desk.group)
    try:
        looked_at.publish(request, desk.group, [desk.child])
    except ValidationError as error:
        return _shown(request, desk, notes=error.messages, tone=tone(error), status=409)
    return redirect("assessment:child", child_id)


@once.act()
def take_back(request: PortalRequest, child_id: int) -> HttpResponse:
    """Within the minute: a draft again, and nobody was told."""
    desk = child_desk_of(request, child_id)
    request.access.require(Action.PUBLISH_ASSESSMENT, desk.group)
    told = desk.child.publications.filter(published_at__isnull=False).order_by("-published_at")
    try:
        if newest := told.first():
            operations.take_back(
                publication=newest, group=desk.group, by=request.access, at=request.received_at
            )
    except ValidationError as error:
        return _shown(request, desk, notes=error.messages, status=409)
    messages.success(request, TAKEN_BACK)
    return redirect("assessment:child", child_id)


@require_safe
def preview(request: PortalRequest, child_id: int) -> HttpResponse:
    """What its parents would read, were it published now."""
    desk = child_desk_of(request, child_id)
    context = {
        "child": desk.child, "group": desk.group,
        **context_of(desk, request.access, at=request.received_at),
    }  # fmt: skip
    return render(request, "assessment/child/preview.html", context)


@require_safe
def beside(request: PortalRequest, child_id: int) -> HttpResponse:
    """What was assessed lately: a part of a page that writes of the child, or a page by itself."""
    if request.access.acts_as(Role.PARENT):
        raise Http404
    every = Child.objects.select_related("institution")
    child = request.access.find(every, VIEW, pk=child_id)
    context = marks.context_of(child, request.access, at=request.received_at)
    template = "assessment/child/beside.html"
    return render(request, f"{template}#marks" if request.htmx else template, context)


def _shown(
    request: PortalRequest, desk: ChildDesk, *, typed: dict[str, Typed] | None = None,
    notes: Any = (), tone: str = "bad", status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = ChildPage(
        desk, access=request.access, at=request.received_at, year=_year(request), typed=typed
    )
    if typed:
        notes = [words.CONFLICT if status == 409 else words.NOT_YET]
    context = {"notes": notes, "tone": tone, **page.context()}
    return render(request, "assessment/child/page.html", context, status=status)


def _year(request: PortalRequest) -> int | None:
    """Of ``?year=``; this one where nothing is asked.

    :raises Http404: no year of a journal
    """
    asked = request.GET.get("year", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in YEARS):
        raise Http404
    return int(asked)
