"""The photos of a day: those that wait, those to look at, those that stand in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.urls import reverse

from activities.desk import Desk
from activities.models import DayPhoto
from activities.photos import words
from activities.writing.words import subtitle
from documents.models import Photo
from documents.pictures import Picture, picture_of
from people.access import Access, Action


@dataclass(frozen=True)
class Tile:
    row: DayPhoto
    picture: Picture | None  # for whom it is to be seen
    said: str
    tone: str
    url: str

    @property
    def is_waiting(self) -> bool:
        return self.row.photo.is_waiting


def photos_page(desk: Desk, access: Access) -> dict[str, Any]:
    """Three queries, however many photos."""
    tiles = tiles_of(desk, access) if desk.log else []
    return {
        "group": desk.group, "day": desk.day, "subtitle": subtitle(desk.group, desk.day),
        "tiles": tiles, "may_write": bool(desk.reach),
        "url": reverse("activities:photos", args=[desk.group.pk, desk.day]),
        "sign": sign_of(tiles), "is_waiting": any(tile.is_waiting for tile in tiles),
        "key": token_hex(16), "to_check": [tile for tile in tiles if is_to_check(tile.row, access)],
    }  # fmt: skip


def tiles_of(desk: Desk, access: Access) -> list[Tile]:
    assert desk.log
    of_day = DayPhoto.objects.standing().filter(log=desk.log).select_related("added_by")
    seen = set(_visible(desk, access).values_list("pk", flat=True))
    shown = (row for row in of_day.with_copies() if desk.reach or row.pk in seen)
    return [_tile(row, desk, access, is_seen=row.pk in seen) for row in shown]


def _visible(desk: Desk, access: Access) -> Any:
    return DayPhoto.objects.visible_to(access, Action.VIEW_PHOTO).filter(log=desk.log)


def _tile(row: DayPhoto, desk: Desk, access: Access, *, is_seen: bool) -> Tile:
    is_own = row.added_by_id == access.user.pk
    said, tone = words.state(row, is_own=is_own)
    place = [desk.group.pk, desk.day, row.pk]
    url = reverse("activities:photo", args=place) if is_own or is_seen else ""
    return Tile(row, picture_of(row.photo) if is_seen else None, said, tone, url)


def is_to_check(row: DayPhoto, access: Access) -> bool:
    return row.added_by_id == access.user.pk and row.photo.is_ready and row.confirmed_at is None


def sign_of(tiles: Iterable[Tile]) -> str:
    """What a page knows: it is drawn anew when this changes."""
    said = repr([(tile.row.pk, tile.row.photo.state, tile.said) for tile in tiles])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def to_check(desk: Desk, access: Access) -> list[DayPhoto]:
    """What waits for this person's eyes, in the order in which it came. One query."""
    mine = {"added_by": access.user, "confirmed_at": None, "photo__state": Photo.State.READY}
    return list(DayPhoto.objects.standing().filter(log=desk.log, **mine))
