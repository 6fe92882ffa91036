"""Who teaches as a specialist in a house, and which learning areas are theirs."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from curriculum.models import Specialism
from people.models import Assignment, Institution, User


def specialists(institution: Institution, day: date) -> QuerySet[User]:
    """Whose assignment of a specialist is in force on the day or begins later."""
    assigned = Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        institution=institution, kind=Assignment.Kind.SPECIALIST,
    )  # fmt: skip
    return User.objects.filter(pk__in=assigned.values("user")).order_by("sort_key", "pk")


def areas_by_person(institution: Institution) -> dict[int, set[str]]:
    """Person → codes of learning areas. One query."""
    found: dict[int, set[str]] = {}
    rows = Specialism.objects.filter(institution=institution)
    for user, area in rows.values_list("user", "area"):
        found.setdefault(user, set()).add(area)
    return found
