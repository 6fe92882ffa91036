"""Who assesses what: the group's teachers all learning areas, a specialist own ones (R26)."""

from __future__ import annotations

from collections.abc import Collection

from curriculum.models import Specialism
from people.access import Access, Action
from people.models import ChildGroup
from planning.reach import ALL, NONE, Reach

__all__ = ["Reach", "reach"]


def reach(access: Access, group: ChildGroup, *, areas: Collection[str] | None = None) -> Reach:
    """One query for a specialist, unless the areas are known already."""
    if access.can(Action.ASSESS, group):
        return ALL
    if not access.can(Action.ASSESS_PART, group):
        return NONE
    if areas is None:
        own = Specialism.objects.filter(institution=group.institution_id, user=access.user)
        areas = list(own.values_list("area", flat=True))
    return Reach(whole=False, areas=frozenset(areas))
