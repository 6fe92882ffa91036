"""A group's week for its staff, to look at, to print and as a PDF. Families read the feed."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from activities.week import operations, words
from activities.week.page import is_of, week_page
from activities.week.paper import paper_of, title
from activities.week.sheet import week_of
from duties.calendar.days import YEARS, monday_of
from outbox import once
from people.access import Action
from people.models import ChildGroup
from people.requests import PortalRequest


@require_safe
def week(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """Days and learning areas at a glance; drafts say that they are."""
    group, monday = _group_and_monday(request, group_id, day)
    if day != monday:
        return redirect("activities:week", group.pk, monday)
    page = week_page(week_of(group, monday, at=request.received_at), request.received_at)
    return render(request, "activities/week/week.html", page)


@require_safe
def on_paper(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """What is confirmed of it as a document, to look at and to print."""
    group, monday = _group_and_monday(request, group_id, day)
    if day != monday:
        return redirect("activities:week_print", group.pk, monday)
    found = week_of(group, monday, at=request.received_at)
    page = {"week": found, "group": group, "title": title(), "aside": words.aside(found)}
    return render(request, "activities/week/print.html", page | {"paper": paper_of(found)})


@once.act()
def pdf(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """The same as it is kept and signed: a worker makes it."""
    group, monday = _group_and_monday(request, group_id, day)
    job = operations.ask_for_pdf(group=group, day=monday, by=request.access, at=request.received_at)
    return redirect(job)


def _group_and_monday(request: PortalRequest, group_id: int, day: date) -> tuple[ChildGroup, date]:
    """:raises Http404: none that this person works with, or a week of another school year"""
    groups = ChildGroup.objects.select_related("institution")
    group = request.access.find(groups, Action.VIEW_DAY, pk=group_id)
    if day.year not in YEARS or not is_of(group, monday := monday_of(day)):
        raise Http404
    return group, monday
