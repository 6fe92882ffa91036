"""Photos of a day: find, check, do, show."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.desk import Desk, desk_of
from activities.models import DayPhoto
from activities.photos import operations
from activities.photos.check import answered
from activities.photos.forms import boxes_of
from activities.photos.page import photos_page
from documents.bodies import takes
from documents.photos import gate
from outbox import once
from people.access import Action
from people.requests import PortalRequest

_KEY = re.compile(r"[0-9a-f]{32}")


@takes(gate.BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """All of the day; one more by each post, which its key makes one however often it is sent."""
    desk = desk_of(request, group_id, day)
    if request.method != "POST":
        return _shown(request, desk)
    desk.require()
    key = request.POST.get("key", "")
    if not _KEY.fullmatch(key):
        raise BadRequest("key of a photo")
    try:
        _add(request, desk, key)
    except ValidationError as refused:
        return _refused(request, desk, refused.messages[0])
    return HttpResponse(status=201) if request.htmx else redirect(request.path)


def _add(request: PortalRequest, desk: Desk, key: str) -> None:
    """:raises ValidationError: no photo, one that is refused, or of a day that has no log"""
    sent = request.FILES.get("photo")
    if sent is None:
        raise ValidationError(_("Choose a photo."), code="required")
    gate.check_size(sent.size or 0)
    content = sent.read()
    gate.admit(content)  # what is refused begins no day
    operations.add(
        log=desk.opened(request), content=content, key=key, by=request.access,
        at=request.received_at,
    )  # fmt: skip


def _refused(request: PortalRequest, desk: Desk, why: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(why, content_type="text/plain; charset=utf-8", status=422)
    return _shown(request, desk, why, status=422)


def _shown(
    request: PortalRequest, desk: Desk, refusal: str = "", *, status: int = 200
) -> HttpResponse:
    """The page; for a page that has it already its list, and nothing at all where that is the same."""
    context = photos_page(desk, request.access) | {"refusal": refusal}
    if not request.htmx:
        return render(request, "activities/photos/page.html", context, status=status)
    if request.GET.get("sign") == context["sign"]:
        return HttpResponse(status=204)
    return render(request, "activities/photos/list.html", context)


@once.form
def photo(request: PortalRequest, group_id: int, day: date, photo_id: int) -> HttpResponse:
    """One by itself: its author looks at it and confirms; others look."""
    desk, row = _found(request, group_id, day, photo_id)
    if request.method == "POST":
        _require_own(request, row)
    elif request.htmx:  # the page waits until it is covered
        return HttpResponse(
            status=204, headers={} if row.photo.is_waiting else {"HX-Refresh": "true"}
        )
    return answered(request, desk, row)


@once.act(again=photo)
def cover(request: PortalRequest, group_id: int, day: date, photo_id: int) -> HttpResponse:
    """More than was found."""
    _desk, row = _found(request, group_id, day, photo_id)
    _require_own(request, row)
    try:
        boxes = boxes_of(request.POST.getlist("box"))
    except ValueError:
        raise BadRequest("place in a photo") from None
    return _done(request, row, operations.cover, boxes=boxes) or _to(row)


@once.act()
def try_again(request: PortalRequest, group_id: int, day: date, photo_id: int) -> HttpResponse:
    """What could not be covered."""
    _desk, row = _found(request, group_id, day, photo_id)
    _require_own(request, row)
    return _done(request, row, operations.try_again) or _to(row)


@once.act()
def reopen(request: PortalRequest, group_id: int, day: date, photo_id: int) -> HttpResponse:
    """What is said of one that is confirmed is changed; until it is confirmed anew nobody else sees it."""
    _desk, row = _found(request, group_id, day, photo_id)
    _require_own(request, row)
    return _done(request, row, operations.reopen) or _to(row)


@once.act()
def delete(request: PortalRequest, group_id: int, day: date, photo_id: int) -> HttpResponse:
    """For good."""
    desk, row = _found(request, group_id, day, photo_id)
    _require_own(request, row)
    refused = _done(request, row, operations.delete)
    return refused or redirect("activities:photos", desk.group.pk, desk.day)


def _found(
    request: PortalRequest, group_id: int, day: date, photo_id: int
) -> tuple[Desk, DayPhoto]:
    """:raises Http404: none that this person took or sees"""
    desk = desk_of(request, group_id, day)
    if desk.log is None:
        raise Http404
    rows = DayPhoto.objects.standing().filter(log=desk.log).select_related("added_by", "entry")
    row = get_object_or_404(rows.with_copies(), pk=photo_id)
    row.log, row.institution = desk.log, desk.log.institution
    if row.added_by_id != request.user.pk:
        seen = DayPhoto.objects.visible_to(request.access, Action.VIEW_PHOTO)
        get_object_or_404(seen, pk=photo_id)
    return desk, row


def _require_own(request: PortalRequest, row: DayPhoto) -> None:
    if row.added_by_id != request.user.pk:
        raise PermissionDenied


def _done(request: PortalRequest, row: DayPhoto, act: Any, **more: Any) -> HttpResponse | None:
    """:returns: the photo's page again, where it is refused"""
    try:
        act(photo=row, by=request.access, at=request.received_at, **more)
    except ValidationError as refused:
        desk = desk_of(request, row.log.group_id, row.log.day)
        return answered(request, desk, row, notes=refused.messages, status=422)
    return None


def _to(row: DayPhoto) -> HttpResponse:
    return redirect("activities:photo", row.log.group_id, row.log.day, row.pk)
