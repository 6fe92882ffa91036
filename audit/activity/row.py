"""One row of what the trail has of somebody's acts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Row:
    """What the trail has of one act and one kind of entry: one of each, and how many there are."""

    rank: int
    word: str
    child: int | None
    children: int
    group: int | None
    groups: int
    person: int | None
    people: int
    since: date | None
    until: date | None
    entry: int
