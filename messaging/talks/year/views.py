"""The list of a group's talks, and with whom a new one begins: find, check, do, show."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from duties.calendar import school_year
from messaging.talks import operations
from messaging.talks.desk import group_of
from messaging.talks.year.page import year_of
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import Child, Role
from people.requests import PortalRequest
from people.whose_day import children_due

LONGEST = 80  # of what somebody looks for


@require_safe
def talks(request: PortalRequest, group_id: int) -> HttpResponse:
    """First what is to be finished."""
    group, access = group_of(request, group_id), request.access
    wanted = request.GET.get("q", "").strip()[:LONGEST]
    context = {
        "group": group, "year": year_of(group, access, at=request.received_at, wanted=wanted),
        "q": wanted, "school_year": school_year.label(group.school_year),
        "may_write": access.can(Action.WRITE_TALK, group),
    }  # fmt: skip
    return render(request, "messaging/talks/year/talks.html", context)


@require_safe
def choose(request: PortalRequest, group_id: int) -> HttpResponse:
    """With whom: the children of today."""
    group = group_of(request, group_id)
    request.access.require(Action.WRITE_TALK, group)
    today = local_day(request.received_at, group.institution.time_zone)
    context = {"group": group, "children": children_due(group, today)}
    return render(request, "messaging/talks/year/choose.html", context)


@once.act()
def new(request: PortalRequest, child_id: int) -> HttpResponse:
    """Of today, by whoever taps it."""
    access, at = request.access, request.received_at
    if access.acts_as(Role.PARENT):
        raise Http404
    every = Child.objects.select_related("institution")
    child = access.find(every, Action.WRITE_TALK, pk=child_id)
    day = local_day(at, child.institution.time_zone)
    try:
        talk = operations.open_talk(child=child, day=day, by=access, at=at)
    except ValidationError as error:
        context = {"child": child, "error": error.messages[0]}
        return render(request, "messaging/talks/year/refused.html", context, status=422)
    return redirect("messaging:talk", talk.pk)
