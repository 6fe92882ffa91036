"""Children's cards."""

from datetime import date
from typing import Any

from django.db import transaction

from people.access import Access, Action
from people.models import Child, Institution
from people.names import search_key, sort_key

# what can change; the institution is not among it
CARD = [
    "first_name", "last_name", "birth_date", "sex", "personal_code", "warning", "diet_code",
    "compulsory_override", "sort_key", "search_key",
]  # fmt: skip


@transaction.atomic
def add_child(
    *, institution: Institution, first_name: str, last_name: str, birth_date: date, sex: str,
    by: Access, **details: Any,
) -> Child:  # fmt: skip
    """A new child's card in the institution (R9).

    :raises ValidationError: another child here has the personal code
    """
    by.require(Action.MANAGE_PEOPLE, institution)
    child = Child(
        institution=institution, first_name=first_name, last_name=last_name,
        birth_date=birth_date, sex=sex, **details,
    )  # fmt: skip
    return _save(child)


@transaction.atomic
def change_child(*, child: Child, by: Access) -> Child:
    """Save a child's card, as set on the object."""
    by.require(Action.MANAGE_PEOPLE, child)
    return _save(child, update_fields=CARD)


def _save(child: Child, **kwargs: Any) -> Child:
    child.personal_code = child.personal_code or None
    child.sort_key = sort_key(child.last_name, child.first_name)
    child.search_key = search_key(child.last_name, child.first_name)
    child.full_clean()
    child.save(**kwargs)
    return child
