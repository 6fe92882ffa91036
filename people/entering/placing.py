"""Who is in which group, works with it, or is kept from a child by a document: administration's alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from outbox import once
from people import operations
from people.access import Action
from people.entering.placing_forms import AssignForm, MoveForm, RestrictForm
from people.models import Assignment, Child, ChildGroup, Guardianship, User
from people.models.group import school_year_of
from people.requests import PortalRequest


@once.form
def move(request: PortalRequest, pk: int) -> HttpResponse:
    """Into another group, or into a first one, from a day on."""
    child = request.access.find(Child.objects.all(), Action.MANAGE_PEOPLE, pk=pk)
    form = MoveForm(request.POST or None, groups=_groups(request), initial=_today(request))
    back = reverse("people:child", args=[pk])
    return _placed(
        request, form, _("Change group"), child, back,
        lambda data: operations.move(child=child, by=request.access, **data),
    )  # fmt: skip


@once.form
def restrict(request: PortalRequest, pk: int) -> HttpResponse:
    """By a document, at the guardian's next request."""
    rows = Guardianship.objects.select_related("child", "user", "institution")
    found = request.access.find(rows, Action.MANAGE_PEOPLE, pk=pk)
    form = RestrictForm(request.POST or None, initial=_today(request))
    back = reverse("people:child", args=[found.child_id])
    return _placed(
        request, form, _("Restrict by a document"), found, back,
        lambda data: operations.restrict(guardianship=found, by=request.access, **data),
    )  # fmt: skip


@once.form
def assign(request: PortalRequest, pk: int) -> HttpResponse:
    """To a group; its children are seen from that day to the last one."""
    person = _employee(request, pk)
    form = AssignForm(request.POST or None, groups=_groups(request), initial=_today(request))
    here = reverse("people:assign", args=[pk])
    return _placed(
        request, form, _("Work with groups"), person, here,
        lambda data: operations.assign(user=person, by=request.access, **data),
        assignments=_assignments(request, person),
    )  # fmt: skip


@once.act()
def end_assignment(request: PortalRequest, pk: int, assignment_id: int) -> HttpResponse:
    """From today on; what began today or later is ended before it counts."""
    person = _employee(request, pk)
    one = get_object_or_404(_assignments(request, person), pk=assignment_id)
    operations.end(one, until=max(request.access.day, one.since), by=request.access)
    messages.success(request, _("The work with the group is ended."))
    return redirect("people:assign", pk)


def _placed(
    request: PortalRequest, form: Any, title: str, subtitle: object, back: str,
    act: Callable[[dict[str, Any]], object], *, assignments: Any = (),
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "title": title, "subtitle": subtitle, "assignments": assignments}
    if request.method != "POST":
        return render(request, "people/entering/placing.html", context)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return render(request, "people/entering/placing.html", context, status=422)


def _today(request: PortalRequest) -> dict[str, Any]:
    return {"since": request.access.day}


def _groups(request: PortalRequest):
    """Of this school year and later ones."""
    year = school_year_of(request.access.day)
    groups = ChildGroup.objects.visible_to(request.access, Action.MANAGE_PEOPLE)
    return groups.filter(school_year__gte=year).order_by("sort_key")


def _employee(request: PortalRequest, pk: int) -> User:
    """:raises Http404: not one of the house's staff, or not this person's to place"""
    if not request.access.holds(Action.MANAGE_PEOPLE):
        raise Http404
    return get_object_or_404(User.objects.visible_to(request.access, Action.ENTER_STAFF), pk=pk)


def _assignments(request: PortalRequest, person: User):
    """Present and coming ones, in this house."""
    house, day = request.access.institution, request.access.day
    mine = Assignment.objects.filter(user=person, institution=house).exclude(until__lte=day)
    return mine.select_related("group", "institution").order_by("since", "pk")
