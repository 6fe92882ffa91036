"""Photos of a day as they are read: under the entry that they belong to, or with the day as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from activities.models import DayEntry
from documents.pictures import Thumb, thumb_of

OF_THE_DAY = None  # of no entry, or of one that was taken away since


@dataclass(frozen=True)
class Shown:
    """One photo. Without ``thumb`` it is reported: nothing of it is shown or said."""

    row: Any
    thumb: Thumb | None
    url: str


@dataclass(frozen=True)
class Album:
    """Of one day; by the entry's key."""

    photos: dict[int | None, list[Shown]] = field(default_factory=dict)

    def of(self, entry: DayEntry) -> list[Shown]:
        return self.photos.get(entry.pk, [])

    @property
    def of_day(self) -> list[Shown]:
        return self.photos.get(OF_THE_DAY, [])

    @property
    def count(self) -> int:
        """Of those that are shown."""
        return sum(one.thumb is not None for several in self.photos.values() for one in several)


def album_of(
    rows: Iterable[Any], entries: Iterable[DayEntry], url: Callable[[Any], str]
) -> Album:  # fmt: skip
    """:param rows: photos of a day ``with_thumbs``
    :param entries: those that stand
    :param url: the page of one
    """
    standing = {entry.pk for entry in entries}
    found: dict[int | None, list[Shown]] = defaultdict(list)
    for row in rows:
        thumb = None if row.hidden_at else thumb_of(row.thumbs)
        if thumb or row.hidden_at:
            place = row.entry_id if row.entry_id in standing else OF_THE_DAY
            found[place].append(Shown(row, thumb, url(row) if thumb else ""))
    return Album(dict(found))
