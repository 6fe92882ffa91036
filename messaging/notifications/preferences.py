"""How a person wants to be told: what is offered, what was chosen, what holds for who never chose."""

from __future__ import annotations

from collections.abc import Iterable

from outbox import registry
from outbox.channels import CHANNELS, addresses
from outbox.models import Hours, Preference
from outbox.registry import Kind
from people.access import Access

HOURS = ("quiet_since", "quiet_until", "digest_at")


def offered(access: Access) -> list[Kind]:
    """Kinds that concern any of the person's roles, whichever they act in."""
    held = {role.role for role in access.roles}
    return [kind for kind in registry.all_kinds() if held & kind.roles]


def chosen(access: Access) -> list[Preference]:
    """One for each kind offered and each channel: what was chosen, else the default. One query."""
    stored = {(row.kind, row.channel): row for row in Preference.objects.filter(person=access.user)}
    return [
        kind.preference(channel, stored.get((kind.code, channel)))
        for channel in CHANNELS
        for kind in offered(access)
    ]


def is_default(preference: Preference, kind: Kind) -> bool:
    return preference.mode == kind.default and not preference.despite_quiet


def hours_of(access: Access) -> Hours:
    return Hours.objects.filter(person=access.user).first() or Hours()


def are_default(hours: Hours) -> bool:
    return all(getattr(hours, name) == getattr(Hours(), name) for name in HOURS)


def address_of(access: Access) -> str:
    """Where letters go; empty while no address is confirmed."""
    return addresses([access.user.pk]).get(access.user.pk, "")


def by_code(offers: Iterable[Kind]) -> dict[str, Kind]:
    return {kind.code: kind for kind in offers}
