"""Groups of a school year."""

from django.db import transaction

from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.names import sort_key


@transaction.atomic
def open_group(
    *, institution: Institution, name: str, school_year: int, symbol: str, by: Access
) -> ChildGroup:
    """A new group of the school year that starts in ``school_year``."""
    by.require(Action.MANAGE_PEOPLE, institution)
    group = ChildGroup(institution=institution, name=name, school_year=school_year, symbol=symbol)
    return _save(group)


@transaction.atomic
def change_group(*, group: ChildGroup, by: Access) -> ChildGroup:
    """Save a group's name, year and symbol, as set on the object."""
    by.require(Action.MANAGE_PEOPLE, group)
    return _save(group)


def _save(group: ChildGroup) -> ChildGroup:
    group.sort_key = sort_key(group.name, "")
    group.full_clean()
    group.save()
    return group
