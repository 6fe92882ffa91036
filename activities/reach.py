"""Who writes what of a day's log: teachers, substitutes and assistants all of it, a specialist own areas."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet

from activities.models import DayLog
from curriculum.models import Specialism
from duties import ladder
from duties.models import Closure
from people.access import Access, Action
from people.models import ChildGroup
from people.models.prepared import prepared
from planning.reach import ALL, NONE, Reach

__all__ = ["Confirmed", "Reach", "held_log", "locked", "locked_draft", "reach", "require_some"]


class Confirmed(Exception):
    """The day was confirmed meanwhile: it is changed by one act, not saved as typed. 409, nothing was
    written."""

    def __init__(self, log: DayLog) -> None:
        super().__init__("day is confirmed")
        self.log = log


def reach(access: Access, group: ChildGroup, *, areas: Collection[str] | None = None) -> Reach:
    """One query for a specialist, unless the areas are known already."""
    if access.can(Action.WRITE_DAY, group):
        return ALL
    if not access.can(Action.WRITE_DAY_PART, group):
        return NONE
    if areas is None:
        own = Specialism.objects.filter(institution=group.institution_id, user=access.user)
        areas = list(own.values_list("area", flat=True))
    return Reach(whole=False, areas=frozenset(areas))


def require_some(access: Access, log: DayLog) -> Reach:
    """:raises PermissionDenied: none of it is theirs"""
    own = reach(access, log.group, areas=getattr(log, "own_areas", None))
    if not own:
        raise PermissionDenied
    return own


def held_log(group: int, day: date, *, by: Access) -> DayLog | None:
    """A day's log held until the end of the transaction, with what a save by this person has to know:
    ``own_areas``, ``closed``. Of its group as much as a save asks. None where there is none. One query."""
    log: Any = next(iter(_logs(group=group, day=day, person=by.user.pk or 0)), None)
    if log is None:
        return None
    house = by.institution
    log.group = ChildGroup(pk=group, institution_id=log.institution_id)
    if house and house.pk == log.institution_id:
        log.institution = log.group.institution = house
    return log


@prepared
def _logs(group: int, day: date, person: int) -> QuerySet[DayLog]:
    mine = Specialism.objects.filter(institution=OuterRef("institution"), user=person)
    of_log: dict[str, Any] = {
        "institution": OuterRef("institution"), "group": OuterRef("group"),
    }  # fmt: skip
    over = Closure.objects.over(**of_log, day=day)
    rows = DayLog.objects.filter(group=group, day=day).order_by()
    held = rows.select_for_update(of=("self",), no_key=True)
    return held.annotate(
        own_areas=ArraySubquery(mine.values("area")), closed=ArraySubquery(over.values("kind"))
    )


def locked(log: DayLog, *, by: Access) -> DayLog:
    """The log as it stands, held until the end of the transaction. One that ``held_log`` gave is held.

    :raises ValidationError: the school year is sealed
    """
    held: Any = log if hasattr(log, "closed") else held_log(log.group_id, log.day, by=by)
    assert held
    ladder.require_rung(ladder.highest(ladder.Subject.JOURNAL, held.closed), access=by)
    if held is not log:
        del held.closed, held.own_areas  # it may outlive the transaction, and serve somebody else
    return held


def locked_draft(log: DayLog, *, by: Access) -> DayLog:
    """:raises Confirmed: it is a draft no more
    :raises ValidationError: the school year is sealed
    """
    held = locked(log, by=by)
    if held.is_confirmed:
        raise Confirmed(held)
    return held
