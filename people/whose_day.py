"""Whose day it is: the children a group answers for on a day, and each day of a child.

The enrolment in force that day decides; a temporary one goes before the permanent one, and a move
counts from the start of its day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from outbox.clock import ONE_DAY
from people.models import Child, ChildGroup, Enrolment
from people.models.periods import touching


def enrolments_owning(day: date):
    """The one enrolment of each child that owns the day."""
    lying_over = Enrolment.objects.on(day).filter(
        child=OuterRef("child"), kind=Enrolment.Kind.TEMPORARY
    )
    return Enrolment.objects.on(day).filter(Q(kind=Enrolment.Kind.TEMPORARY) | ~Exists(lying_over))


def children_due(group: ChildGroup, day: date) -> list[Child]:
    """Children of the group on that day, in Latvian order. One query."""
    owning = enrolments_owning(day).filter(group=group)
    return list(Child.objects.filter(pk__in=owning.values("child")).order_by("sort_key", "pk"))


def count_by_group(groups: Iterable[ChildGroup], day: date) -> Counter[int]:
    """How many children each group answers for on that day, by group id. One query."""
    owning = enrolments_owning(day).filter(group__in=list(groups))
    return Counter(owning.values_list("group", flat=True))


class Stay(NamedTuple):
    """A child in a group; ``until`` is not included."""

    child: int
    group: int
    since: date
    until: date  # the last of all days: it is open

    def covers(self, day: date) -> bool:
        return self.since <= day < self.until

    def touches(self, since: date, until: date) -> bool:
        """Does some day of it lie from ``since`` until the day before ``until``?"""
        return self.since < until and self.until > since


@dataclass(frozen=True)
class Belonging:
    """Stays by child; temporary ones first, for they own the day."""

    stays: dict[int, list[Stay]]

    def owner(self, child: int, day: date) -> int | None:
        """The group that answers for the child on the day."""
        return next((stay.group for stay in self.stays.get(child, ()) if stay.covers(day)), None)

    def is_in(self, child: int, group: int, day: date) -> bool:
        """Is the child enrolled in the group, if only under a temporary stay elsewhere?"""
        return any(s.group == group and s.covers(day) for s in self.stays.get(child, ()))

    def children_of(self, group: int) -> set[int]:
        """Everybody with a stay there."""
        return {
            child for child, stays in self.stays.items() if any(s.group == group for s in stays)
        }

    def owning(self, days: Iterable[date]) -> Iterator[tuple[int, date, int]]:
        """Groups, days, and each child that is theirs on them."""
        for day in days:
            owners = ((self.owner(child, day), child) for child in self.stays)
            yield from ((group, day, child) for group, child in owners if group is not None)

    @property
    def owned(self) -> list[Stay]:
        """The stretches of days on which a group answers for a child: no two of a child overlap."""
        return [
            rest
            for stays in self.stays.values()
            for number, stay in enumerate(stays)
            for rest in _without(stay, stays[:number])
        ]


def _without(stay: Stay, others: list[Stay]) -> Iterator[Stay]:
    """What the others leave of it."""
    since = stay.since
    for other in sorted(others, key=lambda one: one.since):
        if since < min(other.since, stay.until):
            yield stay._replace(since=since, until=min(other.since, stay.until))
        since = max(since, other.until)
    if since < stay.until:
        yield stay._replace(since=since)


def belonging_of(groups: Iterable[ChildGroup | int], since: date, until: date) -> Belonging:
    """Of all children with a stay in these groups on some day, their stays elsewhere too. One query."""
    lying = Enrolment.objects.filter(touching(since, until))
    here = lying.filter(group__in=list(groups)).values("child")
    return stays_in(lying.filter(child__in=here))


def owned_by(groups: Iterable[ChildGroup], since: date, until: date) -> list[Stay]:
    """The stays by which one of the groups answers for a child on some day of the period. One query."""
    wanted = {group.pk for group in groups}
    owned = belonging_of(wanted, since, until).owned if wanted else []
    return [stay for stay in owned if stay.group in wanted and stay.touches(since, until)]


def stays_in(enrolments: QuerySet[Enrolment]) -> Belonging:
    """One query. Of each child all that may own the days asked for must be among them."""
    stays: dict[int, list[Stay]] = defaultdict(list)
    rows = enrolments.order_by("-kind", "since").values_list("child", "group", "since", "until")
    for child, group, since, until in rows:
        stays[child].append(Stay(child, group, since, until or date.max))
    return Belonging(dict(stays))


def days_with_children(
    groups: Iterable[ChildGroup], days: Iterable[date]
) -> dict[int, dict[date, set[int]]]:
    """On which of the days each group answers for any child, and for whom. One query."""
    groups, days = list(groups), list(days)
    found: dict[int, dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
    if groups and days:
        houses = {group.institution_id for group in groups}
        lying = Enrolment.objects.filter(touching(min(days), max(days) + ONE_DAY))
        for group, day, child in stays_in(lying.filter(institution__in=houses)).owning(days):
            found[group][day].add(child)
    return found
