"""Children and staff as lists: by group, by what somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from people.access import Access, Action
from people.models import Child, ChildGroup, Enrolment, Role, RoleGroup, User
from people.models.group import school_year_of
from people.rules.names import search_key

PAGE = 300


@dataclass(frozen=True)
class Wanted:
    """``group``: its id, «none» for children in no group today, or empty for all."""

    q: str = ""
    group: str = ""


def children(by: Access, wanted: Wanted) -> QuerySet[Child]:
    """With the name of today's group at hand; one query."""
    today = Enrolment.objects.on(by.day).filter(child=OuterRef("pk")).order_by("-kind")
    found = Child.objects.visible_to(by, Action.VIEW_CHILD).annotate(
        group_name=Subquery(today.values("group__name")[:1]),
        group_id=Subquery(today.values("group")[:1]),
    )
    if wanted.group == "none":
        found = found.filter(group_id=None)
    elif wanted.group.isdecimal():
        found = found.filter(group_id=int(wanted.group))
    if wanted.q:
        found = found.filter(_fits(wanted.q, by))
    return found.order_by("sort_key", "pk")[:PAGE]


def _fits(q: str, by: Access) -> Q:
    """A name without diacritics; for the office also a personal code."""
    folded, digits = search_key(q), "".join(c for c in q if c.isdigit())
    fits = Q(search_key__contains=folded) if folded else Q(pk__in=())
    if len(digits) >= 6 and (by.acts_as(Role.ADMIN) or by.acts_as(Role.CLERK)):
        fits |= Q(personal_code__contains=digits)
    return fits


def groups(by: Access) -> list[ChildGroup]:
    """Of this school year, among those the person sees children of."""
    year = school_year_of(by.day)
    seen = ChildGroup.objects.visible_to(by, Action.VIEW_CHILD).filter(school_year=year)
    return list(seen.order_by("sort_key"))


def staff(by: Access, q: str) -> QuerySet[User]:
    """Those in a staff role, with their roles here as ``held_here``; one query."""
    roles = RoleGroup.objects.filter(institution=by.institution, group__user=OuterRef("pk"))
    held = ArraySubquery(roles.exclude(role=Role.PARENT).values("role"))
    found = User.objects.visible_to(by, Action.ENTER_STAFF).annotate(held_here=held)
    folded, digits = search_key(q), "".join(c for c in q if c.isdigit())
    if q:
        fits = Q(search_key__contains=folded) | Q(username__icontains=folded)
        found = found.filter(fits | Q(phone__contains=digits) if len(digits) >= 4 else fits)
    return found.order_by("sort_key", "pk")[:PAGE]
