"""What is closed for writing, and opening it again with a reason."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duties import ladder as rungs
from duties import operations
from duties.calendar.days import Month
from duties.forms import ReopenForm
from duties.ladder import page as closed
from duties.models import Closure
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import Role
from people.requests import PortalRequest

FIRST_MONTH, LAST_MONTH = date(2015, 1, 1), date(2100, 12, 1)


@require_safe
def ladder(request: PortalRequest, month: date | None = None) -> HttpResponse:
    """A month: its weeks by group, itself, and the school year it lies in."""
    access = request.access
    house = access.institution
    if house is None or not (access.acts_as(Role.TEACHER) or access.holds(Action.VIEW_ATTENDANCE)):
        raise Http404
    month = month or local_day(request.received_at, house.time_zone).replace(day=1)
    if not FIRST_MONTH <= month <= LAST_MONTH:
        raise Http404
    context = {
        "month": closed.of_month(access, month),
        "title": Month(month).title,
        "before": Month(month).before.first, "after": Month(month).until,
        "teaches": access.acts_as(Role.TEACHER),
    }  # fmt: skip
    return render(request, "duties/ladder.html", context)


@once.form
def reopen(request: PortalRequest, pk: int) -> HttpResponse:
    """Administration opens closed days again, saying why."""
    every = Closure.objects.select_related("institution", "group", "closed_by", "reopened_by")
    closure = request.access.find(every, Action.CLOSE_PERIODS, pk=pk)
    form = ReopenForm(request.POST or None)
    if request.method != "POST":
        return _page(request, closure, form)
    if not form.is_valid():
        return _page(request, closure, form, status=422)
    try:
        operations.reopen(
            closure=closure, reason=form.cleaned_data["reason"], by=request.access,
            at=request.received_at,
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _page(request, closure, form, status=422)
    messages.success(request, _("Opened again: %(what)s") % {"what": closed.stretch_of(closure)})
    return redirect("duties:ladder_of", closure.since.replace(day=1))


def _page(
    request: PortalRequest, closure: Closure, form: ReopenForm, status: int = 200
) -> HttpResponse:
    why_not = _why_not(closure)
    context = {
        "form": form, "stretch": closed.stretch_of(closure), "facts": closed.facts_of(closure),
        "whose": closure.group.name if closure.group else _("The whole institution"),
        "month": closure.since.replace(day=1), "pk": closure.pk,
        "may": not why_not, "why_not": why_not,
    }  # fmt: skip
    return render(request, "duties/reopen.html", context, status=status)


def _why_not(closure: Closure) -> str:
    """Why it cannot be opened again; empty when it can."""
    if closure.kind == Closure.Kind.YEAR:
        return _("The school year is sealed.")
    if closure.reopened_at is not None:
        return _("These days have been reopened already.")
    upper = rungs.above(closure)
    return rungs.why_not_reopened(upper) if upper else ""
