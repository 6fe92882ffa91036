"""A family and the rows of a group: it sees those of the days on which the group answers for its child.

The days are the row's (a move in January leaves the autumn with the old group); the guardians are
those of the day on which it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from outbox.clock import ONE_DAY
from people.access.holders import Right
from people.access.tables import BY_GUARDIANSHIP, Action
from people.models import (
    Child,
    ChildGroup,
    Enrolment,
    Exclusion,
    Guardianship,
    Restriction,
    Role,
    RoleGroup,
)
from people.whose_day import Stay, owned_by, stays_in

NOTHING = Q(pk__in=())


# --- rows that lie in a child's stay -----------------------------------------------------------
def by_day(stay: Stay) -> Q:
    """Rows of one ``day``."""
    return Q(day__gte=stay.since, day__lt=stay.until)


def by_month(stay: Stay) -> Q:
    """Rows of a ``month``, which is its first day: any day of it counts."""
    return Q(month__gte=stay.since.replace(day=1), month__lt=stay.until)


def by_period(stay: Stay) -> Q:
    """Rows from ``since`` until the day before ``until``: any day of them counts."""
    return Q(since__lt=stay.until, until__gt=stay.since)


Lying = Callable[[Stay], Q]


def stays_of(children: QuerySet[Child]) -> list[Stay]:
    """The stretches of days on which a group answers for one of the children. One query."""
    return stays_in(Enrolment.objects.filter(child__in=children)).owned


def rows_of(stays: Iterable[Stay], lying: Lying) -> Q:
    """Rows of groups on the days on which they answer for one of the children."""
    return reduce(or_, (Q(group=stay.group) & lying(stay) for stay in stays), NOTHING)


# --- who ---------------------------------------------------------------------------------------
def guardianships(action: Action, day: date) -> QuerySet[Guardianship]:
    """Those that allow an action on a day: in force, of nobody suspended, not restricted in its scope."""
    if action not in BY_GUARDIANSHIP:
        return Guardianship.objects.none()
    counting = Guardianship.objects.counting_on(day)
    if scope := BY_GUARDIANSHIP[action]:
        taken = Restriction.objects.on(day).filter(**{scope: True})
        counting = counting.exclude(pk__in=taken.values("guardianship"))
    return counting


def guardians(
    action: Action, children: Iterable[Child | int], day: date
) -> QuerySet[Guardianship]:  # fmt: skip
    """The guardianships of everybody active who may do it with the children that day.

    It says the same as ``Access(person, day, parent).can(action, child)`` asked for each of them.
    """
    suspended = Exclusion.objects.on(day).filter(
        kind=Exclusion.Kind.SUSPENDED,
        user=OuterRef(OuterRef("user")), institution=OuterRef("institution"),
    )  # fmt: skip
    parents = RoleGroup.objects.filter(
        ~Exists(suspended), role=Role.PARENT, group__user=OuterRef("user")
    )
    return guardianships(action, day).filter(
        Exists(parents), child__in=list(children), user__is_active=True
    )


def families(
    action: Action, groups: Iterable[ChildGroup], day: date,
    *, since: date | None = None, until: date | None = None,
) -> list[Right]:  # fmt: skip
    """Who sees on a day rows of the groups that lie on it, or ``since`` … the day before ``until``.

    It says the same as ``Access(person, day, parent).family_rule(action)`` asked for each parent.
    Two queries, any number of groups.
    """
    since, until = since or day, until or (since or day) + ONE_DAY
    of_child: dict[int, set[int]] = defaultdict(set)
    for stay in owned_by(groups, since, until):
        of_child[stay.child].add(stay.group)
    rows = guardians(action, of_child, day).values_list("user", "child")
    found = {(user, group) for user, child in rows for group in of_child[child]}
    return [Right(user, Role.PARENT, group) for user, group in sorted(found)]
