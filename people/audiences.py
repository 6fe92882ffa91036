"""Whom something is told to: the bases of kinds, and the rows for all who hold a right.

A kind is its label, its rows and how one of them is shown; who may still see it is asked here.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from outbox.clock import local_day, portal_day
from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, holders, house_holders, role_key
from people.access.acting import is_kept_out, roles_of
from people.models import ChildGroup, Institution, Role, User


class AboutARow(Kind):
    """``subject_id`` says which. Its reader is shown what they see of it now."""

    @abstractmethod
    def rows(self, access: Access) -> QuerySet:
        """What it may be about, of what this reader sees."""

    @abstractmethod
    def shown(self, row: Any, told: Notification) -> Shown: ...

    def present(
        self, notifications: Iterable[Notification], access: Access, at: datetime
    ) -> dict[int, Shown]:
        told = list(notifications)
        found = self.rows(access).in_bulk([n.subject_id for n in told])
        return {n.pk: self.shown(found[n.subject_id], n) for n in told if n.subject_id in found}


class ToHolders(AboutARow):
    """Told to the staff who hold a right, each in the role in which they hold it."""

    model: type[Model]
    action: Action  # by which the reader sees the rows

    def rows(self, access: Access) -> QuerySet:
        return self.model._default_manager.visible_to(access, self.action)  # type: ignore[attr-defined]

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        """Of the rows, those that still matter."""
        return rows

    def wanted(self, notification: Notification, at: datetime) -> bool:
        access = access_of(notification, today_of(notification, at))
        rows = self.waiting(self.rows(access), notification, at) if access else None
        return rows is not None and rows.filter(pk=notification.subject_id).exists()


class ToFamilies(ToHolders):
    """Told to guardians, who hold a right by their child."""

    roles = frozenset({str(Role.PARENT)})


class ToOwner(AboutARow):
    """What concerns one's own account: told at once, in any role, as long as the person gets in at
    all; nobody switches it off."""

    roles = frozenset(Role.values)
    modes = (Mode.AT_ONCE,)

    def wanted(self, notification: Notification, at: datetime) -> bool:
        return not is_kept_out(notification.person, today_of(notification, at))


class OfOneself(ToOwner):
    """Of the account as a whole: the row is its owner."""

    def rows(self, access: Access) -> QuerySet[User]:
        return User.objects.filter(pk=access.user.pk)


def today_of(notification: Notification, at: datetime) -> date:
    """The day of a moment where it is told."""
    return local_day(at, notification.institution.time_zone)


def access_of(notification: Notification, day: date) -> Access | None:
    """The person in the role in which they are told; None when they do not hold it that day."""
    key = role_key(notification.role, notification.institution_id)
    access = Access(notification.person, day=day, acting_key=key)
    return access if access.acting and access.acting.key == key else None


def to_house(action: Action, house: Institution, on: date, **about: Any) -> list[Notification]:
    """Rows for all who hold the right in the house on a day. One query."""
    return [
        Notification(institution=house, person_id=person, role=role, **about)
        for person, role in house_holders(action, house, on)
    ]


def to_groups(
    action: Action, groups: Iterable[ChildGroup], on: date, **about: Any
) -> list[Notification]:
    """The same of groups of a house, each told of by itself. Two queries."""
    of_house = {group.pk: group.institution for group in groups}
    return [
        Notification(
            institution=of_house[right.group_id], person_id=right.user_id, role=right.role,
            group_id=right.group_id, **about,
        )
        for right in holders(action, list(groups), on)
    ]  # fmt: skip


def to_owner(person: User, house: Institution, *, at: datetime, **about: Any) -> list[Notification]:
    """One row for the owner of an account, which concerns no role: in the first that they have there."""
    held = person.groups.filter(role_group__institution=house)
    role = held.values_list("role_group__role", flat=True).first() or Role.PARENT
    about |= {"day": portal_day(at)}
    return [Notification(institution=house, person=person, role=role, **about)]


def to_owner_anywhere(person: User, *, at: datetime, **about: Any) -> list[Notification]:
    """One row for the owner of an account, in the first of all their roles; none for who has no role."""
    day = portal_day(at)
    role = next(iter(roles_of(person, day)), None)
    if role is None:
        return []
    house = role.institution or Institution.objects.filter(
        role_groups__group__user=person, role_groups__role=role.role
    ).order_by("pk").first()  # fmt: skip
    return [Notification(institution=house, person=person, role=role.role, day=day, **about)]


def anew(at: datetime) -> str:
    """The occasion of what is told again each time it happens."""
    return f"{at:%Y%m%d%H%M%S}"
