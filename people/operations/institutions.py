"""Institutions: the beginning of a portal, and their own data."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from people.access import Access, Action
from people.access.grants import sync_roles
from people.models import Institution, Role, User
from people.rules.names import search_key

from .adults import make_adult, members

_OWN = [f.name for f in Institution._meta.concrete_fields if f.editable and not f.primary_key]


@transaction.atomic
def create_institution(
    *, name: str, registration_number: str, head_first_name: str, head_last_name: str,
    head_email: str | None = None, **details: Any,
) -> tuple[Institution, User]:  # fmt: skip
    """A new institution with its roles and its head, who holds the role of administration.

    For the command line: nobody in the portal can make an institution.

    :raises ValidationError: the registration number or the e-mail is taken
    """
    head_name = f"{head_first_name} {head_last_name}"
    institution = Institution(
        name=name, slug=free_slug(name), registration_number=registration_number,
        head=head_name, **details,
    )  # fmt: skip
    institution.full_clean()
    institution.save()
    sync_roles()
    head = make_adult(first_name=head_first_name, last_name=head_last_name, email=head_email)
    members(institution, Role.ADMIN).user_set.add(head)
    return institution, head


@transaction.atomic
def change_institution(*, institution: Institution, by: Access) -> Institution:
    """Save an institution's own data and settings, as set on the object."""
    by.require(Action.MANAGE_PEOPLE, institution)
    institution.full_clean()
    institution.save(update_fields=_OWN)
    sync_roles()  # a setting may let a role do more
    return institution


def free_slug(name: str) -> str:
    """A short name nobody has yet."""
    base = slugify(search_key(name))[:50] or "iestade"
    taken = set(Institution.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
