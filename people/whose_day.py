"""Whose day it is: the children a group answers for on a day.

The enrolment in force that day decides; a temporary one goes before the permanent one, and a move
counts from the start of its day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from people.models import Child, ChildGroup, Enrolment


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


def days_with_children(
    groups: Iterable[ChildGroup], days: Iterable[date]
) -> dict[int, dict[date, set[int]]]:
    """On which of the days each group answers for any child, and for whom. One query."""
    days, houses = list(days), {group.institution_id for group in groups}
    found: dict[int, dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
    if not days or not houses:
        return found
    still = Q(until__isnull=True) | Q(until__gt=min(days))
    lying = Enrolment.objects.filter(still, institution__in=houses, since__lte=max(days))
    rows = list(lying.order_by("kind").values_list("child", "group", "since", "until"))
    for day in days:  # the temporary come last, so that they go before the permanent
        owners = {
            c: g for c, g, since, until in rows if since <= day and not (until and until <= day)
        }
        for child, group in owners.items():
            found[group][day].add(child)
    return found
