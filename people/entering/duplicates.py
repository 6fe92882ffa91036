"""Who may be the same person: shown before saving, decided by whoever enters.

Only of those whom this person sees: what one types tells of nobody else (T14).
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from people.access import Access, Action, reach
from people.models import Child, User
from people.rules.names import search_key

MOST = 5


def children(
    by: Access, *, first_name: str, last_name: str, birth_date: date | None,
    personal_code: str = "",
) -> QuerySet[Child]:  # fmt: skip
    """The same code, or the same name (either way round), or one of the names born that day."""
    names = _either_way(first_name, last_name)
    alike = Q(personal_code=personal_code) if personal_code else Q(pk__in=())
    alike |= Q(search_key__in=names)
    if birth_date:
        one = [search_key(first_name), search_key(last_name)]
        part = Q(search_key__contains=one[0]) | Q(search_key__contains=one[1])
        alike |= Q(birth_date=birth_date) & part
    seen = Child.objects.visible_to(by, Action.VIEW_CHILD)  # type: ignore[attr-defined]
    return seen.filter(alike).order_by("sort_key")[:MOST]


def adults(by: Access, *, first_name: str, last_name: str, phone: str = "") -> QuerySet[User]:
    """The same name (either way round) or the same phone."""
    alike = Q(search_key__in=_either_way(first_name, last_name))
    if phone:
        alike |= Q(phone=phone)
    return User.objects.filter(reach.seen(by), alike).order_by("sort_key")[:MOST]


def _either_way(first_name: str, last_name: str) -> list[str]:
    return [search_key(last_name, first_name), search_key(first_name, last_name)]
