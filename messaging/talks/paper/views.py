"""Talks to print and as PDFs: find, check, show. That one leaves the portal is kept."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.files import pdf_or_page
from messaging.models import Talk
from messaging.talks.paper import one, words, year
from messaging.talks.sheet import Sheet, sheet_of
from people.access import Action
from people.models import ChildGroup, Role
from people.operations import note_reads
from people.requests import PortalRequest

READ = "talk"


@require_safe
def talk(request: PortalRequest, talk_id: int) -> HttpResponse:
    """Of one that this person sees, for staff and for a guardian who took part the same but for who has
    read it."""
    return _talk(request, _sheet(request, talk_id))


@require_safe
def talk_pdf(request: PortalRequest, talk_id: int) -> HttpResponse:
    """The same as it is kept and signed."""
    sheet = _sheet(request, talk_id)
    make = partial(one.pdf_of, sheet, request.access, at=request.received_at)
    page = partial(_talk, request, sheet)
    return pdf_or_page(request, make, name=f"saruna-{talk_id}.pdf", page=page)


@require_safe
def talks(request: PortalRequest, group_id: int) -> HttpResponse:
    """A group's of its school year, for staff."""
    group = _group(request, group_id)
    return _talks(request, group, _paper(request, group))


@require_safe
def talks_pdf(request: PortalRequest, group_id: int) -> HttpResponse:
    group, by = _group(request, group_id), str(request.user)
    paper = _paper(request, group)
    make = partial(year.pdf_of, group, paper, at=request.received_at, made_by=by)
    page = partial(_talks, request, group, paper)
    return pdf_or_page(request, make, name=f"sarunas-{group_id}.pdf", page=page)


def _sheet(request: PortalRequest, pk: int) -> Sheet:
    """:raises Http404: no talk that this person sees"""
    whole = Talk.objects.select_related("child", "group", "institution")
    found = request.access.find(whole, Action.VIEW_TALK, pk=pk)
    note_reads([found.child], what=READ, by=request.access, at=request.received_at)
    return sheet_of(found)


def _group(request: PortalRequest, pk: int) -> ChildGroup:
    """:raises Http404: no group of this person's as staff"""
    if request.access.acts_as(Role.PARENT):
        raise Http404
    every = ChildGroup.objects.select_related("institution")
    return request.access.find(every, Action.VIEW_TALK, pk=pk)


def _paper(request: PortalRequest, group: ChildGroup) -> dict[str, Any]:
    by, talks = request.access, year.talks_of(group, request.access)
    children = {talk.child_id: talk.child for talk in talks}
    note_reads(children.values(), what=READ, by=by, at=request.received_at)
    return year.paper_of(group, talks, by)


def _talk(request: PortalRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "sheet": sheet, "talk": sheet.talk, "institution": sheet.talk.institution,
        "paper": one.paper_of(sheet, request.access), "title": words.title(),
        "aside": words.aside(sheet.talk),
        "is_family": request.access.acts_as(Role.PARENT),
    }  # fmt: skip
    return render(request, "messaging/talks/paper/talk.html", context, status=status)


def _talks(
    request: PortalRequest, group: ChildGroup, paper: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        "group": group, "institution": group.institution, "paper": paper,
        "title": words.title_of_year(), "aside": words.aside_of_year(group),
    }  # fmt: skip
    return render(request, "messaging/talks/paper/talks.html", context, status=status)
