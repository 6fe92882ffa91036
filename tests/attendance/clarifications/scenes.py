"""Absences as the tests of clarifications need them: days of a group, confirmed or not."""

from collections.abc import Mapping
from datetime import date, timedelta

from attendance.models import Mark, Presence, Register
from tests.world import MONDAY, House, at

PRESENT = "present"  # instead of a reason
DAYS_BEFORE = [MONDAY - timedelta(days=n) for n in (7, 6, 5, 4, 3, 0)]  # Monday to Friday, Monday
OLD_ENOUGH, TOO_YOUNG = date(2021, 12, 31), date(2022, 1, 1)


def day_of(
    house: House, day: date, told: Mapping[int, str | None], group="Bitītes", confirmed=True
):
    """The register of a group's day: place of a child → its reason, or PRESENT."""
    children = house.children[group]
    first = {"first_confirmed_at": at(8, 40, day=day), "first_confirmed_by": house.head}
    register = Register.objects.create(
        institution=house.institution, group=house.groups[group], day=day, saved_by=house.head,
        saved_at=at(8, 40, day=day), **(first if confirmed else {}),
    )  # fmt: skip
    for place, reason in told.items():
        here = reason == PRESENT
        Mark.objects.create(
            institution=house.institution, register=register, child=children[place], day=day,
            presence=Presence.PRESENT if here else Presence.ABSENT, reason=None if here else reason,
        )  # fmt: skip


def run(house: House, days, *reasons: str | None, place: int = 0, group="Bitītes") -> None:
    """One child's days one after another."""
    for day, reason in zip(days, reasons, strict=False):
        day_of(house, day, {place: reason}, group)


def away(house: House, count: int = 4, place: int = 0, group="Bitītes") -> None:
    """Unexplained for so many working days, the last of them Monday."""
    run(house, DAYS_BEFORE[-count:], *[None] * count, place=place, group=group)
