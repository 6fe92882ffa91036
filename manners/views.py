"""Reporting something, and what administration decides of it: find, check, do, show."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manners import operations, registry, sight
from manners.forms import DecisionForm, ReportForm
from manners.kinds import what, which
from manners.lines import lines_of
from manners.models import Report
from manners.words import when
from outbox import once
from people.access import Action
from people.requests import PortalRequest, house_for, next_page

JUDGE = Action.JUDGE_REPORTS


@once.form
def new(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """Whoever sees a thing reports it; it is gone for everybody when the answer comes."""
    form = ReportForm(request.POST or None)
    try:
        found = sight.to_report(kind, pk, request.access)
        if found is None:
            raise Http404
        if request.method != "POST":
            return _new_page(request, form, *found)
        if not form.is_valid() or not _reported(request, form, *found):
            return _new_page(request, form, *found, status=422)
    except sight.ReportedAlready:
        messages.info(request, _("It is reported already. Administration will look."))
    return next_page(request)


@require_safe
def reports(request: PortalRequest) -> HttpResponse:
    """What waits for administration, then what it has decided this school year."""
    house_for(request, JUDGE)
    lists = lines_of(request.access, at=request.received_at)
    return render(request, "manners/list.html", {"lists": lists})


@once.form
def report(request: PortalRequest, pk: int) -> HttpResponse:
    """One of them, for administration: what was reported, by whom and why; and the decision."""
    found = request.access.find(_WHOLE, JUDGE, pk=pk)
    offered = registry.outcomes_of(registry.find(found.kind))
    form = DecisionForm(request.POST or None, offered=offered)
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        operations.decide(
            report=found, by=request.access, at=request.received_at, **form.cleaned_data
        )
    except operations.DecidedAlready:
        return _page(request, request.access.find(_WHOLE, JUDGE, pk=pk), form, status=409)
    except ValidationError as error:  # what is decided cannot be carried out
        form.add_error("outcome", error.messages)
        return _page(request, found, form, status=422)
    messages.success(request, _("Decided. Whom it concerns is told."))
    return redirect("manners:reports")


@require_safe
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """What came of it, for whoever reported it; and for the author of the thing, who reads nobody's name."""
    found = Report.objects.told_to(request.access).select_related("institution").filter(pk=pk)
    told = found.first()
    if told is None:
        raise Http404
    is_own, kind = told.by_id != request.user.pk, registry.find(told.kind)
    place = kind.address_for(told.subject_id, request.access) if kind and is_own else ""
    is_hidden = isinstance(kind, registry.Hideable)
    context = _said(told) | {"is_own": is_own, "place": place, "is_hidden": is_hidden}
    return render(request, "manners/answer.html", context)


_WHOLE = Report.objects.select_related("institution", "author", "by", "decided_by")


def _reported(
    request: PortalRequest, form: ReportForm, kind: registry.Reportable, thing: Any
) -> bool:
    """What is refused stands on the form."""
    try:
        operations.report(
            kind=kind.code, pk=thing.pk, by=request.access, at=request.received_at,
            **form.cleaned_data,
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    messages.success(request, kind.thanks)
    return True


def _new_page(
    request: PortalRequest, form: ReportForm, kind: registry.Reportable, thing: Any, *,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    is_hidden, back = isinstance(kind, registry.Hideable), next_page(request).url
    shown = (
        kind.shown(thing, request.access) if is_hidden else None
    )  # a text stands where it is read
    context = {"form": form, "kind": kind, "shown": shown, "back": back, "is_hidden": is_hidden}
    return render(request, "manners/new.html", context, status=status)


def _page(
    request: PortalRequest, report: Report, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    kind, thing = sight.thing_in(report, request.access)
    context = {
        "form": form, "is_late": status == 409, "kind": kind,
        "shown": kind.shown(thing, request.access) if kind and thing else None,
        "is_there": thing is not None, "is_hidden": isinstance(kind, registry.Hideable),
        "place": kind.address(thing) if kind and thing else "",
    }  # fmt: skip
    return render(request, "manners/report.html", _said(report) | context, status=status)


def _said(report: Report) -> dict[str, Any]:
    """What every page of a report shows, its moments where the institution is."""
    house, decided = report.institution, report.decided_at
    return {
        "report": report, "what": capfirst(what(report)), "which": which(report),
        "reported_at": when(report.at, house), "decided_at": when(decided, house) if decided else "",
    }  # fmt: skip
