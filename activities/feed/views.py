"""The days of one's own children: find, check, show."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activities.feed.page import page_of
from activities.feed.photo import photo_page
from activities.feed.rows import Asked
from people.access import Action
from people.models import Role
from people.requests import PortalRequest, id_of


@require_safe
def feed(request: PortalRequest) -> HttpResponse:
    """For parents; ``?child=`` one of their own, ``?before=`` a day."""
    if not request.access.acts_as(Role.PARENT):
        raise Http404
    page = page_of(request.access, _asked(request), request.received_at)
    return render(request, "activities/feed/feed.html", page)


@require_safe
def photo(request: PortalRequest, photo_id: int) -> HttpResponse:
    """One photo of a day, large."""
    if not request.access.acts_as(Role.PARENT):
        raise Http404
    return render(request, "activities/feed/photo.html", photo_page(request, photo_id))


def _asked(request: PortalRequest) -> Asked:
    """:raises Http404: no child of theirs, or no day"""
    child, before = request.GET.get("child", ""), request.GET.get("before", "")
    own = {stay.child for stay in request.access.family_stays(Action.VIEW_DAY)}
    if child and id_of(child) not in own:
        raise Http404
    try:
        return Asked(id_of(child) or None, date.fromisoformat(before) if before else None)
    except ValueError:
        raise Http404 from None
