"""A child's summary to look at, to print, as a PDF and as a table; and a group's: find, check, show."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessment.summary import operations
from assessment.summary.files import table_of
from assessment.summary.kinds import READ
from assessment.summary.page import paper_page, read, summaries_page, summary_page
from assessment.summary.period import Period, Token, period_of
from documents.files import attachment
from documents.spreadsheets import CSV, XLSX, Table, csv_of, xlsx_of
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import Child, ChildGroup, Institution, Role
from people.operations import note_reads
from people.requests import PortalRequest


@require_safe
def summary(request: PortalRequest, child_id: int, token: Token) -> HttpResponse:
    """What the child has learned in the period, for its parents and for staff the same."""
    child, period = _child_and_period(request, child_id, token)
    found = read(child, period, request.access, request.received_at)
    page = summary_page(found, request.access, request.received_at)
    return render(request, "assessment/summary/summary.html", page)


@require_safe
def on_paper(request: PortalRequest, child_id: int, token: Token) -> HttpResponse:
    """The same as a document, to look at and to print: by that it leaves the portal, which is kept."""
    child, period = _child_and_period(request, child_id, token)
    found = read(child, period, request.access, request.received_at)
    note_reads([child], what=READ, by=request.access, at=request.received_at)
    return render(request, "assessment/summary/print.html", paper_page(found))


@once.act()
def pdf(request: PortalRequest, child_id: int, token: Token) -> HttpResponse:
    """The same as it is kept and signed: a worker makes it."""
    child, period = _child_and_period(request, child_id, token)
    by, at = request.access, request.received_at
    return redirect(operations.ask_for_pdf(child=child, period=period, by=by, at=at))


@require_safe
def csv(request: PortalRequest, child_id: int, token: Token) -> HttpResponse:
    table = _table(request, child_id, token)
    return attachment(csv_of(table), name=f"{_name(child_id, token)}.csv", content_type=CSV)


@require_safe
def xlsx(request: PortalRequest, child_id: int, token: Token) -> HttpResponse:
    table = _table(request, child_id, token)
    return attachment(xlsx_of(table), name=f"{_name(child_id, token)}.xlsx", content_type=XLSX)


@require_safe
def summaries(request: PortalRequest, group_id: int, token: Token) -> HttpResponse:
    """The children of a group, and all their summaries as one document."""
    group, period = _group_and_period(request, group_id, token)
    page = summaries_page(group, period, request.access, request.received_at)
    return render(request, "assessment/summary/summaries.html", page)


@once.act()
def summaries_pdf(request: PortalRequest, group_id: int, token: Token) -> HttpResponse:
    """All of them in one PDF, as a worker sets it."""
    group, period = _group_and_period(request, group_id, token)
    by, at = request.access, request.received_at
    return redirect(operations.ask_for_all(group=group, period=period, by=by, at=at))


def _child_and_period(request: PortalRequest, child_id: int, token: Token) -> tuple[Child, Period]:
    """:raises Http404: no child of theirs, or a period that has not begun"""
    every = Child.objects.select_related("institution")
    child = request.access.find(every, Action.VIEW_ASSESSMENT, pk=child_id)
    return child, _begun(child.institution, token, request.received_at)


def _group_and_period(
    request: PortalRequest, group_id: int, token: Token
) -> tuple[ChildGroup, Period]:
    """:raises Http404: no group of this person's as staff, or a period that is none of the group's"""
    if request.access.acts_as(Role.PARENT):
        raise Http404
    every = ChildGroup.objects.select_related("institution")
    group = request.access.find(every, Action.VIEW_ASSESSMENT, pk=group_id)
    if token.year != group.school_year:
        raise Http404
    return group, _begun(group.institution, token, request.received_at)


def _begun(house: Institution, token: Token, at: datetime) -> Period:
    period = period_of(house, token)
    if period.since > local_day(at, house.time_zone):
        raise Http404
    return period


def _table(request: PortalRequest, child_id: int, token: Token) -> Table:
    """That it left the portal is kept."""
    child, period = _child_and_period(request, child_id, token)
    by, at = request.access, request.received_at
    found = table_of(read(child, period, by, at))
    note_reads([child], what=READ, by=by, at=at)
    return found


def _name(child_id: int, token: Token) -> str:
    """Of a file: says nothing of a person."""
    return f"kopsavilkums-{child_id}-{token}"
