"""Whose word lists hold for what a person writes."""

from __future__ import annotations

from people.access import Access
from people.models import Child


def houses_of(access: Access) -> list[int]:
    """The house acted in; for a parent those of the own children, which is one query."""
    if access.institution:
        return [access.institution.pk]
    children = access.acting.children(None) if access.acting else frozenset()
    if not children:
        return []
    return sorted(set(Child.objects.filter(pk__in=children).values_list("institution", flat=True)))
