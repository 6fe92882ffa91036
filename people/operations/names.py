"""Names of adults: their owner's; one house writes them, of two houses each proposes (R13)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import queue
from people.access import Access, Action
from people.contacts import kinds
from people.models import ContactChange, RoleGroup, User

from .adults import save_adult
from .contacts import drop_open, locked, open_of, require_staff_of

NAME = ContactChange.Kind.NAME


@transaction.atomic
def write_name(*, user: User, first_name: str, last_name: str, by: Access, at: datetime) -> bool:
    """Staff write somebody's name anew, and its owner is told. A name belongs to the person: where they
    belong to another house too, it is proposed and the owner decides (R13).

    :returns: whether it was only proposed
    """
    new = f"{last_name}, {first_name}"
    if new == _name(user):
        return False
    if user.pk != by.user.pk or not by.holds(Action.MANAGE_PEOPLE):
        require_staff_of(user, by)
    owner = locked(user)
    elsewhere = RoleGroup.objects.filter(group__user=owner).exclude(institution=by.institution)
    is_proposed = elsewhere.exists()
    drop_open(owner, NAME, at)
    change = ContactChange.objects.create(
        user=owner, kind=NAME, old=_name(owner), new=new, asked_at=at, asked_by=by.user,
        done_at=None if is_proposed else at,
    )  # fmt: skip
    if not is_proposed:
        _set_name(owner, new)
    if owner.activated_at and owner.pk != by.user.pk:
        queue.put(kinds.of(change, by.institution, at=at), at=at)
    return is_proposed


@transaction.atomic
def accept_name(*, change: ContactChange, by: Access, at: datetime) -> None:
    """The owner agrees to the name that a house proposes."""
    open_one = open_of(change, by)
    if open_one.kind != NAME:
        raise ValidationError(_("This has been decided meanwhile."))
    _set_name(locked(by.user), open_one.new)
    open_one.done_at = at
    open_one.save(update_fields=["done_at"])


def _name(user: User) -> str:
    return f"{user.last_name}, {user.first_name}"


def _set_name(owner: User, name: str) -> None:
    owner.last_name, _comma, owner.first_name = name.partition(", ")
    save_adult(owner, update_fields=["first_name", "last_name", "sort_key", "search_key"])
