"""Pages of a plan that is read: find, check, show."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from duties.calendar.days import Month
from duties.calendar.school_year import school_year_of
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import Role
from people.requests import PortalRequest, house_for
from planning.models import MonthPlan
from planning.notes import keep_read
from planning.operations import mark_template, unmark_template
from planning.reading import operations
from planning.reading.families import family_plans
from planning.reading.page import family_page, staff_page
from planning.reading.paper import paper_page
from planning.reading.reader import reader_of
from planning.reading.sheet import Sheet, sheet_of
from planning.reading.teachers import house_page, own_months


@require_safe
def read(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The plan for whoever sees it: staff with its state, families as a calm page."""
    sheet = _sheet(request, group_id, month)
    if sheet.reader.is_family:
        page = family_page(sheet, request.access, request.received_at)
        return render(request, "planning/reading/family.html", page)
    page = staff_page(sheet, access=request.access, at=request.received_at)
    return render(request, "planning/reading/plan.html", page)


@require_safe
def on_paper(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The same as a document, to look at and to print."""
    page = paper_page(_sheet(request, group_id, month))
    return render(request, "planning/reading/print.html", page)


@once.act()
def pdf(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The same as it is kept and signed: a worker makes it."""
    plan = _plan(request, group_id, month)
    job = operations.ask_for_pdf(plan=plan, by=request.access, at=request.received_at)
    return redirect(job)


@once.act()
def template(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The plan is marked as the institution's template, or is one no more (``unmark``)."""
    say = unmark_template if "unmark" in request.POST else mark_template
    try:
        say(plan=_plan(request, group_id, month), by=request.access, at=request.received_at)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("planning:read", group_id, month)


@require_safe
def plans(request: PortalRequest) -> HttpResponse:
    """By role: a family’s plans; administration’s board; of teachers the own ones and all of this month."""
    access, at = request.access, request.received_at
    if access.acts_as(Role.PARENT):
        return render(request, "planning/reading/families.html", family_plans(access, at))
    house = house_for(request, Action.VIEW_PLAN)
    month = Month.of(local_day(at, house.time_zone))
    if access.holds(Action.OVERSEE_DUTIES):
        return redirect("planning:board", school_year_of(month.first))
    page = house_page(access, house, month, at) | {"own": own_months(access, house, at)}
    return render(request, "planning/reading/plans.html", page)


@require_safe
def plans_of(request: PortalRequest, month: date) -> HttpResponse:
    """The house's plans of a month, to read and to copy from."""
    house, span = house_for(request, Action.VIEW_PLAN), Month.of(month)
    if not span.is_possible:
        raise Http404
    page = house_page(request.access, house, span, request.received_at)
    return render(request, "planning/reading/plans.html", page)


def _sheet(request: PortalRequest, group_id: int, month: date) -> Sheet:
    plan = _plan(request, group_id, month)
    sheet = sheet_of(plan, reader_of(plan, request.access))
    on_whom = [note.child for note in sheet.notes]
    keep_read(on_whom, by=request.access, at=request.received_at)
    return sheet


def _plan(request: PortalRequest, group_id: int, month: date) -> MonthPlan:
    """One that this person sees; a draft does not exist to families."""
    every = MonthPlan.objects.with_place()
    return request.access.find(every, Action.VIEW_PLAN, group=group_id, month=month)
