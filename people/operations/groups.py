"""Groups of a school year."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.rules.names import sort_key


@transaction.atomic
def open_group(
    *, institution: Institution, name: str, school_year: int, symbol: str, by: Access,
    continues: ChildGroup | None = None,
) -> ChildGroup:  # fmt: skip
    """A new group of the school year that starts in ``school_year``.

    :param continues: the group of the year before whose children and plans go on in it
    :raises ValidationError: there is one of that name, or that is no group of the year before here
    """
    by.require(Action.MANAGE_PEOPLE, institution)
    group = ChildGroup(
        institution=institution, name=name, school_year=school_year, symbol=symbol,
        continues=continues,
    )  # fmt: skip
    return _save(group)


@transaction.atomic
def change_group(*, group: ChildGroup, by: Access) -> ChildGroup:
    """Save a group's name, year, symbol and the group it continues, as set on the object."""
    by.require(Action.MANAGE_PEOPLE, group)
    return _save(group, update_fields=["name", "school_year", "symbol", "continues", "sort_key"])


def lock_groups(ids: Iterable[int] | QuerySet[ChildGroup]) -> None:
    """Until the end of the transaction nobody else moves children in or out, or takes the register.

    Always in the same order, so that two of them never wait for one another. One query, also when
    the groups are given by a query.
    """
    groups = ids if isinstance(ids, QuerySet) else ChildGroup.objects.filter(pk__in=set(ids))
    locked = groups.select_for_update(no_key=True)
    list(locked.order_by("pk").values_list("pk"))


def _save(group: ChildGroup, **kwargs: Any) -> ChildGroup:
    group.sort_key = sort_key(group.name, "")
    group.full_clean()
    group.save(**kwargs)
    return group
