"""Whose assessment it is, and what of it this person writes: found once, by every view."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessment.reach import Reach, reach
from people.access import Action
from people.models import Child, ChildGroup, Role
from people.requests import PortalRequest
from people.whose_day import enrolments_owning


@dataclass(frozen=True)
class Desk:
    """A group that somebody works with."""

    group: ChildGroup
    reach: Reach

    def require(self) -> None:
        """:raises PermissionDenied: none of it is theirs to assess"""
        if not self.reach:
            raise PermissionDenied


@dataclass(frozen=True)
class ChildDesk(Desk):
    """One child with the group that answers for it today."""

    child: Child


def desk_of(request: PortalRequest, group_id: int) -> Desk:
    """:raises Http404: no group whose children this person assesses or sees; families have their own page"""
    if request.access.acts_as(Role.PARENT):
        raise Http404
    every = ChildGroup.objects.select_related("institution")
    group = request.access.find(every, Action.VIEW_ASSESSMENT, pk=group_id)
    return Desk(group, reach(request.access, group))


def child_desk_of(request: PortalRequest, child_id: int) -> ChildDesk:
    """:raises Http404: no child that this person sees as staff, or one that no group answers for today"""
    if request.access.acts_as(Role.PARENT):
        raise Http404
    child = request.access.find(Child.objects.all(), Action.VIEW_ASSESSMENT, pk=child_id)
    here = enrolments_owning(request.access.day).filter(child=child)
    enrolment = here.select_related("group__institution").first()
    if enrolment is None:
        raise Http404
    group = enrolment.group
    return ChildDesk(group, reach(request.access, group), child)
