"""One assessment, observation or idea for home by itself: all about it; and it can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from activities.album import Shown
from assessment import operations
from assessment.child.forms import ReasonForm
from assessment.desk import ChildDesk, child_desk_of
from assessment.family.words import of_level
from assessment.models import Assessment, Level, Observation, Publication
from assessment.photos import photos_of
from assessment.words import state_of
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.requests import PortalRequest
from people.rules.refusals import by_field

VIEW = Action.VIEW_ASSESSMENT


@once.form
def mark(request: PortalRequest, child_id: int, mark_id: int) -> HttpResponse:
    """One assessment: who wrote it when, its history; and it can be taken away."""
    desk = child_desk_of(request, child_id)
    rows = Assessment.objects.visible_to(request.access, VIEW).select_related(
        "outcome", "evidence__log", "assessed_by", "publication", "voided_by"
    )
    row = _found(rows, desk, mark_id)
    act = partial(operations.take_away, assessment=row)
    photo = photos_of([row], request.access).get(row.photo_id)
    return _single(
        request, desk, row, act, may_write=desk.reach.holds(row.outcome.area), photo=photo
    )


@once.form
def observation(request: PortalRequest, child_id: int, observation_id: int) -> HttpResponse:
    """The same of what was observed in words."""
    desk = child_desk_of(request, child_id)
    rows = Observation.objects.visible_to(request.access, VIEW).select_related(
        "saved_by", "publication", "voided_by"
    )
    row = _found(rows, desk, observation_id)
    act = partial(operations.take_away_observation, observation=row)
    return _single(request, desk, row, act, may_write=desk.reach.whole)


@once.form
def told_idea(request: PortalRequest, child_id: int, publication_id: int) -> HttpResponse:
    """The same of an idea for home that was published."""
    desk = child_desk_of(request, child_id)
    rows = Publication.objects.visible_to(request.access, VIEW).select_related(
        "saved_by", "voided_by"
    )
    row = _found(rows.exclude(text="").exclude(published_at=None), desk, publication_id)
    act = partial(operations.take_away_idea, publication=row)
    may_write = request.access.can(Action.PUBLISH_ASSESSMENT, desk.group)
    return _single(request, desk, row, act, may_write=may_write)


def _found(rows: Any, desk: ChildDesk, pk: int) -> Any:
    """:raises Http404: not of this child"""
    row = rows.filter(child=desk.child, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _single(
    request: PortalRequest, desk: ChildDesk, row: Any, act: Callable[..., Any], *,
    may_write: bool, photo: Shown | None = None,
) -> HttpResponse:  # fmt: skip
    form = ReasonForm(request.POST if request.method == "POST" else None, is_told=row.is_told)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        who = {"group": desk.group, "by": request.access, "at": request.received_at}
        if _is_done(form, partial(act, **who)):
            messages.success(request, _("It is taken away. It stays in the history."))
            return redirect("assessment:child", desk.child.pk)
    zone = desk.group.institution.time_zone
    context = {
        "child": desk.child, "group": desk.group, "row": row, "kind": row._meta.model_name,
        "photos": [photo] if photo else [],
        "day": _day(row, zone), "is_published": row.is_told, "says": _says(row),
        "state": state_of(row, zone), "form": form,
        "may_write": may_write and row.voided_at is None,
        "may_see_history": request.access.can(Action.VIEW_ASSESSMENT_HISTORY, desk.group),
    }  # fmt: skip
    return render(
        request, "assessment/child/single.html", context, status=422 if form.errors else 200
    )


def _is_done(form: ReasonForm, act: Callable[..., Any]) -> bool:
    """Or the form says why not."""
    if form.is_valid():
        try:
            act(reason=form.cleaned_data["reason"])
        except ValidationError as error:
            for field, said in by_field(error, form.fields):
                form.add_error(field, said)
    return not form.errors


def _says(row: Any) -> str:
    """«turpina apgūt»; of an observation nothing."""
    return of_level(Level(row.level), row.child) if isinstance(row, Assessment) else ""


def _day(row: Any, zone: str) -> date:
    """Of an idea for home the day on which it was published."""
    if not isinstance(row, Publication):
        return row.day
    assert row.published_at  # only such have a page
    return local_day(row.published_at, zone)
