"""Whose talk it is, and what of it this person writes: found once, by every view of the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from messaging.models import Talk
from people.access import Action
from people.models import ChildGroup, Role
from people.requests import PortalRequest


@dataclass
class Desk:
    """A talk that somebody of the staff sees. ``may_write``: its draft; ``may_follow``: what was agreed,
    and additions."""

    talk: Talk
    may_write: bool
    may_follow: bool

    @property
    def group(self) -> ChildGroup:
        return self.talk.group

    def require(self) -> None:
        """:raises PermissionDenied: not theirs to write"""
        if not self.may_write:
            raise PermissionDenied


def desk_of(request: PortalRequest, talk_id: int) -> Desk:
    """:raises Http404: no talk that this person sees as staff; families have their own page"""
    access = request.access
    if access.acts_as(Role.PARENT):
        raise Http404
    rows = Talk.objects.select_related("group__institution", "child", "opened_by", "shared_by")
    talk = access.find(rows.select_related("finished_by"), Action.VIEW_TALK, pk=talk_id)
    talk.institution = talk.group.institution
    may_follow = access.can(Action.FOLLOW_TALK, talk.group)
    return Desk(talk, may_follow and access.can(Action.WRITE_TALK, talk), may_follow)


def group_of(request: PortalRequest, group_id: int) -> ChildGroup:
    """:raises Http404: no group whose talks this person sees as staff"""
    every: Any = ChildGroup.objects.select_related("institution")
    if request.access.acts_as(Role.PARENT):
        raise Http404
    return request.access.find(every, Action.VIEW_TALK, pk=group_id)
