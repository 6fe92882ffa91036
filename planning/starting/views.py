"""What a plan is begun from: find, check, do, show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import ChildGroup
from people.names import Roll, roll_of
from people.requests import PortalRequest, id_of
from planning.desk import Place, place_of
from planning.models import MonthPlan
from planning.operations import open_plan
from planning.reach import Submitted
from planning.starting import operations, page, words
from planning.starting.carrying import WHOLE, Carried, undone
from planning.starting.sources import plan_before
from planning.words import title_of


@once.form
def start(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The sources, and the tap on one. A draft that was begun already takes over too."""
    place = place_of(request, group_id, month)
    place.require()
    if request.method != "POST":
        return sources(request, place)
    try:
        _begun(request, place)
    except ValidationError as refused:
        for text in refused.messages:
            messages.error(request, text)
        return sources(request, place, status=422)
    except Submitted:
        messages.info(request, _("The plan is submitted already. Nothing was taken over."))
    return redirect("planning:plan", group_id, month)


@once.act()
def continue_before(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The draft continues the month before, or does not (``anew``)."""
    place = place_of(request, group_id, month)
    place.require()
    plan = place.plan()
    if plan is None:
        raise Http404
    try:
        if "anew" in request.POST:
            operations.begin_anew(plan=plan, by=request.access, at=request.received_at)
        else:
            _continued(request, plan)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    except Submitted:
        messages.info(request, _("The plan is submitted already. Nothing was taken over."))
    return redirect("planning:plan", group_id, month)


def sources(request: PortalRequest, place: Place, *, status: int = 200) -> HttpResponse:
    """The page of a month that has no plan yet, for who may write one."""
    begun = place.plan()
    continues = bool(begun and begun.continues_before)
    today = _today(request, place)
    offers = page.offers(place, access=request.access, today=today, continues=continues)
    context = {
        "group": place.group, "month": place.month, "title": title_of(place.month),
        "is_begun": bool(begun), **offers._asdict(),
    }  # fmt: skip
    return render(request, "planning/starting/start.html", context, status=status)


def _begun(request: PortalRequest, place: Place) -> None:
    """:raises Http404: a source that is none, or is not seen"""
    where: dict[str, Any] = {"group": place.group, "month": place.month}
    who: dict[str, Any] = {"by": request.access, "at": request.received_at}
    value = request.POST.get("source", "")
    if value == page.EMPTY:
        open_plan(**where, **who)
    elif value == page.CONTINUE:
        _continued(request, open_plan(**where, **who))
    else:
        source = _source(request, place, value)
        scope = undone(_today(request, place)) if value == page.LAST_MONTH else WHOLE
        what = operations.start(source=source, scope=scope, **where, **who)
        _tell(request, place.group, place.month, source, what)


def _today(request: PortalRequest, place: Place) -> date:
    return local_day(request.received_at, place.group.institution.time_zone)


def _source(request: PortalRequest, place: Place, value: str) -> MonthPlan:
    if value == page.LAST_MONTH:
        source = plan_before(place.group, place.month)
        if source is None:
            raise Http404
        return source
    plans = MonthPlan.objects.select_related("group")
    asked = id_of(value.removeprefix(page.PLAN)) if value.startswith(page.PLAN) else 0
    return request.access.find(plans, Action.VIEW_PLAN, pk=asked)


def _continued(request: PortalRequest, plan: MonthPlan) -> None:
    what = operations.continue_before(plan=plan, by=request.access, at=request.received_at)
    source = plan_before(plan.group, plan.month) or plan
    _tell(request, plan.group, plan.month, source, what)


def _tell(
    request: PortalRequest, group: ChildGroup, month: date, source: MonthPlan, what: Carried
) -> None:
    """What was taken over, what was not, and which children its texts name."""
    messages.success(request, words.brought(what))
    if left_out := words.left_out(what):
        messages.info(request, left_out)
    if what and (named := words.children_named(what, _roll(group, month, source))):
        messages.warning(request, named)


def _roll(group: ChildGroup, month: date, source: MonthPlan) -> Roll:
    """The children of both groups, each in its month."""
    here = MonthPlan(group=group, month=month)
    rolls = [roll_of(plan.group, plan.when.first, plan.when.until) for plan in (here, source)]
    return Roll(child for roll in rolls for child in roll.children.values())
