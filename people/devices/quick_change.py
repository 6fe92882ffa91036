"""Who is at a shared device: those a PIN lets in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from django.db.models import Exists, OuterRef, QuerySet

from people.access.acting import roles_of
from people.devices import pins
from people.models import Device, DeviceUse, Exclusion, Role, RoleGroup
from people.settings import TWO_STEP_ROLES


@dataclass(frozen=True)
class QuickChange:
    """The tiles at the door of a shared device, and what became of the last try."""

    device: Device | None = None
    tiles: list[DeviceUse] = field(default_factory=list)
    chosen: int = 0  # whose tile is meant
    error: str = ""
    next_url: str = ""  # where they were going
    pin_label: ClassVar = pins.LABEL
    pin_length: ClassVar = pins.LENGTH


def tiles(device: Device, day: date, at: datetime) -> list[DeviceUse]:
    """Staff of its house with a PIN that stands; one query. Whoever has one is judged again on entering."""
    return [use for use in _staff_there(device, day) if pins.stands(use, at)]


def _staff_there(device: Device, day: date) -> QuerySet[DeviceUse]:
    staff = RoleGroup.objects.filter(institution=device.institution, group__user=OuterRef("user"))
    out = Exclusion.objects.on(day).filter(user=OuterRef("user"), institution=device.institution_id)
    there = device.uses.exclude(pin="").filter(
        Exists(staff.exclude(role=Role.PARENT)), ~Exists(out),
        user__is_active=True, user__locked_at=None,
    )  # fmt: skip
    return there.select_related("user").order_by("user__sort_key", "pk")


def may_have_a_pin(use: DeviceUse, day: date) -> bool:
    """Staff of the device's house, in no role anywhere that needs a second step."""
    held = [(one.role, one.institution) for one in roles_of(use.user, day)]
    staff = [(role, house) for role, house in held if house is not None]
    is_staff_here = any(house == use.device.institution for _role, house in staff)
    return is_staff_here and not any(role in TWO_STEP_ROLES.of(house) for role, house in staff)
