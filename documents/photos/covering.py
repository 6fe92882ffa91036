"""Faces are replaced for good: of what was under a box there remain at most 8 × 8 blurred blocks (R27).

Blocks are plain: each has one colour, the mean of its pixels, mixed with its neighbours' before it is
enlarged again. So what is under a box follows from 64 colours and from nothing else, and can be counted: the
pixels of a box have at most 64 colours in the covered picture; in a copy, a block's inside differs by what
compression does. Boxes that lie upon one another share one grid, whose blocks are as large as the largest of
them asks, so that it holds for each of them too.
"""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFilter

from documents.photos.boxes import Box, heaps, hull

MARGIN = 1.4  # times the box that was found: hair, chin, ears
BLOCKS = (
    7  # in the longer side; a box that lies between the lines of a shared grid touches one more
)
SMALLEST = 4  # pixels of a block: a far face has fewer of them
_BLUR = 1  # radius, in blocks


def cover(picture: Image.Image, boxes: Iterable[Box], margin: float = MARGIN) -> Image.Image:
    """The picture with every box covered; the one given is left as it is.

    :param picture: RGB
    :param boxes: in its pixels; what lies outside of it is nothing
    :param margin: how many times a box is enlarged first: 1 for what a person has drawn
    """
    covered = picture.copy()
    wanted = (box.grown(margin).within(picture.size) for box in boxes)
    for heap in heaps(box for box in wanted if box.area):
        _cover_heap(covered, heap)
    return covered


def _cover_heap(picture: Image.Image, heap: list[Box]) -> None:
    """Only blocks that a box touches; what lies between boxes stays."""
    area = hull(heap)
    grid = _grid(area, max(max(box.width, box.height) for box in heap))
    means = picture.crop(area).resize(grid, Image.Resampling.BOX)
    blocks = means.filter(ImageFilter.GaussianBlur(_BLUR))
    size, plain = (area.width, area.height), Image.Resampling.NEAREST
    mask = _touched(heap, area, grid).resize(size, plain)
    picture.paste(blocks.resize(size, plain), area[:2], mask)


def _grid(area: Box, longest: int) -> tuple[int, int]:
    """Columns and rows: no block is smaller than a seventh of the longest side of a box."""

    def count(side: int) -> int:
        return max(1, min(BLOCKS * side // longest, side // SMALLEST))

    return count(area.width), count(area.height)


def _touched(heap: list[Box], area: Box, grid: tuple[int, int]) -> Image.Image:
    """The grid as a mask: white where a box reaches into a block."""
    columns, rows = grid
    mask = Image.new("1", grid)
    draw = ImageDraw.Draw(mask)
    for box in heap:
        left, right = ((x - area.left) * columns / area.width for x in (box.left, box.right))
        top, bottom = ((y - area.top) * rows / area.height for y in (box.top, box.bottom))
        cells = Box.around(left, top, right, bottom)
        draw.rectangle((cells.left, cells.top, cells.right - 1, cells.bottom - 1), fill=1)
    return mask
