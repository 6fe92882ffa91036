"""What one may see of a child's card: written once, for staff and parents alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from people.access import Access, Action
from people.models import Address, Child, Enrolment, Guardianship, PickUpPerson, Restriction, Role
from people.rules import personal_code
from people.rules.phones import shown


@dataclass(frozen=True)
class Guardian:
    """``phone`` and ``email`` are empty for whom they are not meant."""

    guardianship: Guardianship
    phone: str
    email: str
    has_key: bool
    restriction: int | None  # its id, for administration


@dataclass(frozen=True)
class Card:
    child: Child
    code: str
    warning: str
    groups: list[Enrolment]
    guardians: list[Guardian] = field(default_factory=list)
    addresses: list[tuple[Any, str, int]] = field(default_factory=list)
    pick_ups: list[PickUpPerson] = field(default_factory=list)
    may_enter: bool = False


def of(child: Child, by: Access) -> Card:
    """A parent sees their own child without the other parent's contacts; a constant number of queries."""
    groups = Enrolment.objects.filter(child=child).select_related("group").order_by("-since")
    sees_warning = not by.acts_as(Role.PARENT) and _may(by, Action.VIEW_WARNING, child)
    may_enter = not by.acts_as(Role.PARENT) and _may(by, Action.ENTER_FAMILIES, child)
    is_of_the_office = by.acts_as(Role.ADMIN) or by.acts_as(Role.CLERK)
    code = personal_code.shown(child.personal_code) if is_of_the_office else child.masked_code
    return Card(
        child=child, code=code, warning=child.warning if sees_warning else "",
        groups=list(groups), guardians=_guardians(child, by), addresses=_addresses(child, by),
        pick_ups=list(PickUpPerson.objects.on(by.day).filter(child=child).order_by("pk")),
        may_enter=may_enter,
    )  # fmt: skip


def _guardians(child: Child, by: Access) -> list[Guardian]:
    if not _sees_contacts(child, by):
        return []
    rows = Guardianship.objects.on(by.day).filter(child=child).select_related("user")
    restricted: dict[int, int] = {}
    if by.holds(Action.MANAGE_PEOPLE):  # a decision of a court is administration's to see
        restrictions = Restriction.objects.on(by.day).filter(guardianship__child=child)
        restricted = dict(restrictions.values_list("guardianship", "pk"))
    sees_email = not by.acts_as(Role.NURSE)
    return [
        Guardian(
            row, shown(row.user.phone), (row.user.email or "") if sees_email else "",
            row.user.activated_at is not None, restricted.get(row.pk),
        )
        for row in rows.order_by("-is_legal", "user__sort_key")
    ]  # fmt: skip


def _addresses(child: Child, by: Access) -> list[tuple[Any, str, int]]:
    """A parent whom a document keeps from the child's contacts sees none."""
    if by.acts_as(Role.PARENT):
        kept_from = Restriction.objects.on(by.day).filter(
            guardianship__user=by.user, guardianship__child=child, contacts=True
        )
        if kept_from.exists():
            return []
    elif not _sees_contacts(child, by):
        return []
    found = Address.objects.filter(child=child).order_by("kind")
    return [(one.get_kind_display(), str(one), one.kind) for one in found]


def _sees_contacts(child: Child, by: Access) -> bool:
    return not by.acts_as(Role.PARENT) and _may(by, Action.VIEW_CONTACTS, child)


def _may(by: Access, action: Action, child: Child) -> bool:
    """Of a child that was found for this person: what is held in the whole house needs no question."""
    return by.holds(action) or by.can(action, child)
