"""Rectangles in a picture, in pixels of it, from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import NamedTuple


class Box(NamedTuple):
    """From ``left`` and ``top`` up to ``right`` and ``bottom``, which are outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, left: float, top: float, right: float, bottom: float) -> Box:
        """Whole pixels that hold all of it."""
        return cls(floor(left), floor(top), ceil(right), ceil(bottom))

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    def grown(self, times: float) -> Box:
        """About its middle."""
        more_x, more_y = ((times - 1) / 2 * side for side in (self.width, self.height))
        return Box.around(
            self.left - more_x, self.top - more_y, self.right + more_x, self.bottom + more_y
        )

    def within(self, size: tuple[int, int]) -> Box:
        """What of it lies in a picture of this width and height; its area may be none."""
        width, height = size
        left, top = max(0, self.left), max(0, self.top)
        return Box(left, top, min(width, self.right), min(height, self.bottom))

    def common(self, other: Box) -> int:
        """Pixels of both."""
        return Box(
            max(self.left, other.left), max(self.top, other.top),
            min(self.right, other.right), min(self.bottom, other.bottom),
        ).area  # fmt: skip

    def likeness(self, other: Box) -> float:
        """What they have in common of what they hold together: 1 the same, 0 apart."""
        common = self.common(other)
        return common / (self.area + other.area - common) if common else 0


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def heaps(boxes: Iterable[Box]) -> list[list[Box]]:
    """Those that lie upon one another, also by way of others, together."""
    found: list[list[Box]] = []
    for box in boxes:
        touched = [heap for heap in found if any(box.common(other) for other in heap)]
        found = [heap for heap in found if heap not in touched]
        found.append([box, *(other for heap in touched for other in heap)])
    return found
