"""Rows by the child they are of."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class OfAChild(Protocol):
    @property
    def child_id(self) -> int: ...


Row = TypeVar("Row", bound=OfAChild)


def by_child(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """By child id, each child's in the order given."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.child_id, []).append(row)
    return found
