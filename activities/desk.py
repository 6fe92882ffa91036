"""Whose day it is, and what of it this person writes: found once, by every view of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from activities.models import DayEntry, DayLog
from activities.operations import open_day
from activities.reach import Reach, held_log, reach
from people.access import Action
from people.models import ChildGroup, Role
from people.requests import PortalRequest


@dataclass
class Desk:
    """A group's day, whether its log is begun or not."""

    group: ChildGroup
    day: date
    reach: Reach
    log: DayLog | None

    def require(self) -> None:
        """:raises PermissionDenied: none of it is theirs to write"""
        if not self.reach:
            raise PermissionDenied

    def opened(self, request: PortalRequest) -> DayLog:
        """It begins with what is written now.

        :raises ValidationError: on this day there is none
        """
        who: dict[str, Any] = {"by": request.access, "at": request.received_at}
        self.log = self.log or open_day(group=self.group, day=self.day, **who)
        return self.log

    def entry(self, entry_id: int) -> DayEntry:
        """Also one that somebody took away meanwhile: what would write in it says so.

        :raises Http404: none of this day
        """
        if self.log is None:
            raise Http404
        entry = get_object_or_404(self.log.entries, pk=entry_id)
        entry.log, entry.institution = self.log, self.log.institution
        return entry


def held_desk(request: PortalRequest, group_id: int, day: date) -> Desk:
    """The same within a transaction that saves a part: the log is held, and asked for once.

    :raises Http404: see ``desk_of``
    :raises PermissionDenied: none of it is theirs to write
    """
    log: Any = held_log(group_id, day, by=request.access)
    if log is None or not request.access.can(Action.VIEW_DAY, log.group):
        desk = desk_of(request, group_id, day)
    else:
        own = reach(request.access, log.group, areas=log.own_areas)
        desk = Desk(log.group, day, own, log)
    desk.require()
    return desk


def desk_of(request: PortalRequest, group_id: int, day: date) -> Desk:
    """:raises Http404: no group whose days this person works with; families have their own page"""
    if request.access.acts_as(Role.PARENT):
        raise Http404
    every = ChildGroup.objects.select_related("institution")
    group = request.access.find(every, Action.VIEW_DAY, pk=group_id)
    rows = DayLog.objects.select_related("confirmed_by")
    log = rows.filter(group=group, day=day).first()
    if log:
        log.group, log.institution = group, group.institution
    return Desk(group, day, reach(request.access, group), log)
