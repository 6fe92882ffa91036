"""Who may be the same person: shown before saving, decided by whoever enters."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from people.models import Child, Institution, User
from people.rules.names import search_key

MOST = 5


def children(
    house: Institution, *, first_name: str, last_name: str, birth_date: date | None,
    personal_code: str = "",
) -> QuerySet[Child]:  # fmt: skip
    """Of the house: the same code, or the same name (either way round), or one of the names born that day."""
    names = _either_way(first_name, last_name)
    alike = Q(personal_code=personal_code) if personal_code else Q(pk__in=())
    alike |= Q(search_key__in=names)
    if birth_date:
        one = [search_key(first_name), search_key(last_name)]
        part = Q(search_key__contains=one[0]) | Q(search_key__contains=one[1])
        alike |= Q(birth_date=birth_date) & part
    return Child.objects.filter(alike, institution=house).order_by("sort_key")[:MOST]


def adults(
    house: Institution, *, first_name: str, last_name: str, phone: str = ""
) -> QuerySet[User]:
    """Of the house: the same name (either way round) or the same phone."""
    alike = Q(search_key__in=_either_way(first_name, last_name))
    if phone:
        alike |= Q(phone=phone)
    members = User.objects.filter(groups__role_group__institution=house)
    return members.filter(alike).distinct().order_by("sort_key")[:MOST]


def _either_way(first_name: str, last_name: str) -> list[str]:
    return [search_key(last_name, first_name), search_key(first_name, last_name)]
