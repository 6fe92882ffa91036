"""Pages of the board and of what is covered: find, show."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from curriculum.lists import Skill
from duties.calendar.days import YEARS
from duties.calendar.school_year import label, months, title
from outbox import once
from people.access import Action
from people.models import ChildGroup, Institution
from people.requests import PortalRequest, house_for
from planning.board import operations
from planning.board.board import LOOKS, board_of
from planning.board.coverage import coverage_of
from planning.board.forms import MonthForm


@require_safe
def board(request: PortalRequest, year: int) -> HttpResponse:
    """All groups of a school year; of administration only. Another year is another page."""
    return _board(request, _house(request, year), year)


@once.act(again=board)
def board_pdf(request: PortalRequest, year: int) -> HttpResponse:
    """A month's plans of all groups, as a worker sets them."""
    house = _house(request, year)
    form = MonthForm(request.POST, months=months(year))
    if not form.is_valid():
        return _board(request, house, year, [str(one) for one in form.errors["month"]])
    try:
        job = operations.ask_for_pdf(
            institution=house, month=form.cleaned_data["month"],
            by=request.access, at=request.received_at,
        )  # fmt: skip
    except ValidationError as refused:
        return _board(request, house, year, refused.messages)
    return redirect(job)


def _house(request: PortalRequest, year: int) -> Institution:
    """Of which this person oversees the school year. To the others there is no board."""
    house = house_for(request, Action.OVERSEE_DUTIES)
    if year not in YEARS:
        raise Http404
    return house


def _board(
    request: PortalRequest, house: Institution, year: int, refusals: Sequence[str] = ()
) -> HttpResponse:
    found = board_of(request.access, house, year, request.received_at)
    context = {
        "board": found, "house": house, "title_year": title(year), "looks": LOOKS.values(),
        "before": _to(year - 1), "after": _to(year + 1), "refusals": refusals,
        "form": MonthForm(months=found.submitted),
    }  # fmt: skip
    return render(request, "planning/board.html", context, status=422 if refusals else 200)


def _to(year: int) -> dict[str, str] | None:
    """Input of ``components/pager.html``."""
    if year not in YEARS:
        return None
    return {"url": reverse("planning:board", args=[year]), "text": label(year)}


@require_safe
def coverage(request: PortalRequest, group_id: int) -> HttpResponse:
    """What the group's plans of the year cover; for whoever of the staff sees them."""
    if not request.access.holds(Action.VIEW_PLAN):
        raise Http404
    every = ChildGroup.objects.select_related("institution")
    group = request.access.find(every, Action.VIEW_PLAN, pk=group_id)
    found = coverage_of(group)
    count = ngettext("%(n)d plan", "%(n)d plans", found.plans) % {"n": found.plans}
    context = {
        "group": group, "coverage": found, "skills": list(Skill), "plans": count,
        "title_year": title(group.school_year),
    }  # fmt: skip
    return render(request, "planning/coverage.html", context)
