"""Growth of one's own children, one child at a time: find, check, show."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessment.family.page import Year, children_of, page_of
from assessment.family.reading import KIND
from assessment.models import Publication
from duties.calendar.days import YEARS
from outbox import once, seen
from people.access import Action
from people.models import Child, Role
from people.requests import PortalRequest, id_of


@require_safe
def growth(request: PortalRequest) -> HttpResponse:
    """The first child of whom there is something to read, else the first one."""
    year = _year(request)
    children = children_of(request.access, year, request.received_at)
    news = [child for child in children if child.has_news]
    return _shown(request, next(iter(news or children), None), children, year)


@require_safe
def growth_of(request: PortalRequest, child_id: int) -> HttpResponse:
    year = _year(request)
    children = children_of(request.access, year, request.received_at)
    child = next((one for one in children if one.pk == child_id), None)
    if child is None:
        raise Http404
    return _shown(request, child, children, year)


def _shown(request: PortalRequest, child: Any, children: list[Any], year: Year) -> HttpResponse:
    page = page_of(request.access, child, children, year, request.received_at) if child else {}
    return render(request, "assessment/family/growth.html", page)


def _year(request: PortalRequest) -> Year:
    """:raises Http404: no parent, or no school year"""
    if not request.access.acts_as(Role.PARENT):
        raise Http404
    asked = request.GET.get("year", "")
    if asked and id_of(asked) not in YEARS:
        raise Http404
    return Year.asked(id_of(asked) or None, request.access.day)


@once.act()
def read(request: PortalRequest, child_id: int) -> HttpResponse:
    """«Izlasīju»: of all that was shown of the child."""
    access = request.access
    if not access.acts_as(Role.PARENT):
        raise Http404
    child = access.find(Child.objects.all(), Action.VIEW_ASSESSMENT, pk=child_id)
    told = Publication.objects.visible_to(access, Action.VIEW_ASSESSMENT).filter(child=child)
    shown = told.values_list("pk", flat=True)
    seen.acknowledge(access.user.pk, KIND, shown, at=request.received_at)
    return redirect("assessment:growth_of", child.pk)
