"""Whose plan it is, and what of it this person writes: found once, by every view that writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from duties.calendar.school_year import school_year_of
from people.access import Action
from people.models import ChildGroup
from people.requests import PortalRequest
from planning.models import MonthPlan
from planning.reach import Reach, reach
from planning.starting.sources import follows_a_plan


@dataclass(frozen=True)
class Place:
    """A group's month, whether its plan is begun or not."""

    group: ChildGroup
    month: date
    reach: Reach

    def require(self) -> None:
        """:raises PermissionDenied: no part of its plan is theirs to write"""
        if not self.reach:
            raise PermissionDenied

    def plan(self) -> MonthPlan | None:
        """It knows whether there is one of the month before (``follows``)."""
        rows = MonthPlan.objects.filter(group=self.group, month=self.month)
        plan = rows.annotate(follows=follows_a_plan(self.group, self.month)).first()
        if plan:
            plan.group, plan.institution = self.group, self.group.institution
        return plan


@dataclass(frozen=True)
class Desk:
    """A plan that this person writes, all of it or some."""

    plan: MonthPlan
    reach: Reach


def place_of(request: PortalRequest, group_id: int, month: date) -> Place:
    """:raises Http404: no group that this person sees plans of, or a month of another year"""
    every = ChildGroup.objects.select_related("institution")
    group = request.access.find(every, Action.VIEW_PLAN, pk=group_id)
    if school_year_of(month) != group.school_year:
        raise Http404
    return Place(group, month, reach(request.access, group, month))


def desk_of(request: PortalRequest, group_id: int, month: date) -> Desk:
    """:raises Http404: no such plan
    :raises PermissionDenied: no part of it is theirs to write
    """
    place = place_of(request, group_id, month)
    plan = place.plan()
    if plan is None:
        raise Http404
    place.require()
    return Desk(plan, place.reach)
