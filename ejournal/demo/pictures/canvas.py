"""A table from above and what lies on it: shapes of one colour, each layer with its soft shadow.

Places and sizes are in hundredths of the picture's width; the table is 100 wide and 75 high. The same seed
draws the same picture.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, cos, floor, pi, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Shape = Sequence[Point]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 100, 75
_FINE, _ROUGH = 18, 3  # pixels of a hundredth: as it is drawn, of shadows and light
_KEPT = 2  # it is drawn so many times larger than it is kept: edges come out smooth
_LIGHT = (0.35, 0.3)  # where it comes from


# --- shapes ---------------------------------------------------------------------------------------
def turned(shape: Shape, angle: float, about: Point) -> list[Point]:
    """:param angle: in degrees, to the right"""
    c, s = cos(angle * pi / 180), sin(angle * pi / 180)
    x0, y0 = about
    return [(x0 + (x - x0) * c - (y - y0) * s, y0 + (x - x0) * s + (y - y0) * c) for x, y in shape]


def block(x: float, y: float, width: float, height: float, angle: float = 0) -> list[Point]:
    """A rectangle about its middle."""
    w, h = width / 2, height / 2
    corners = [(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)]
    return turned(corners, angle, (x, y))


def disc(x: float, y: float, radius: float, flat: float = 1, angle: float = 0) -> list[Point]:
    """A circle; ``flat`` makes it an oval."""
    steps = [2 * pi * n / 48 for n in range(48)]
    round_ = [(x + radius * cos(a), y + radius * flat * sin(a)) for a in steps]
    return turned(round_, angle, (x, y))


def leaf(x: float, y: float, length: float, angle: float, width: float = 0.42) -> list[Point]:
    """Its stalk is at the point, its tip away from it."""
    side = [(length * t / 12, length * width / 2 * sin(pi * (t / 12) ** 0.8)) for t in range(13)]
    both = [*side, *((u, -v) for u, v in reversed(side))]
    return turned([(x + u, y + v) for u, v in both], angle, (x, y))


def star(x: float, y: float, points: int, outer: float, inner: float) -> list[Point]:
    around = [pi * n / points for n in range(2 * points)]
    far = [(outer, inner)[n % 2] for n in range(2 * points)]
    return [(x + r * sin(a), y - r * cos(a)) for r, a in zip(far, around, strict=True)]


def band(points: Shape, width: float) -> list[list[Point]]:
    """A line with round ends, as shapes."""
    found = [disc(x, y, width / 2) for x, y in points]
    for (x0, y0), (x1, y1) in pairwise(points):
        length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.01)
        across, along = (y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
        found.append([
            (x0 + across, y0 - along), (x1 + across, y1 - along),
            (x1 - across, y1 + along), (x0 - across, y0 + along),
        ])  # fmt: skip
    return found


def wave(x0: float, x1: float, y: float, height: float, waves: float) -> list[Point]:
    """From left to right."""
    steps = [n / 40 for n in range(41)]
    return [(x0 + (x1 - x0) * t, y + height * sin(2 * pi * waves * t)) for t in steps]


# --- colours --------------------------------------------------------------------------------------
def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """:param share: of the other"""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )  # fmt: skip
    return red, green, blue


def darker(colour: Colour, share: float = 0.25) -> Colour:
    return mixed(colour, (30, 20, 30), share)


def lighter(colour: Colour, share: float = 0.25) -> Colour:
    return mixed(colour, (255, 252, 244), share)


# --- the table ------------------------------------------------------------------------------------
def _around(shapes: Iterable[Shape], margin: float) -> tuple[int, int, int, int]:
    """What of the table they lie on, in whole hundredths."""
    places = [place for shape in shapes for place in shape]
    xs, ys = [x for x, _y in places], [y for _x, y in places]
    left, top = max(0, floor(min(xs) - margin)), max(0, floor(min(ys) - margin))
    right, bottom = min(WIDTH, ceil(max(xs) + margin)), min(HEIGHT, ceil(max(ys) + margin))
    return left, top, max(right, left + 1), max(bottom, top + 1)


class Table:
    def __init__(self, seed: str, colour: Colour) -> None:
        self.rng = random.Random(seed)  # noqa: S311 – not a secret
        self._picture = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), colour)
        self._draw = ImageDraw.Draw(self._picture)

    def boards(self, colour: Colour, count: int = 5) -> None:
        """Of wood: boards with their grain."""
        high = HEIGHT / count
        for n in range(count):
            tone = mixed(colour, self.rng.choice([(120, 80, 50), (250, 225, 190)]), 0.09)
            self.lay([block(WIDTH / 2, high * (n + 0.5), WIDTH + 2, high - 0.25)], tone)
            for _ in range(9):
                y = high * n + self.rng.uniform(0.6, high - 0.6)
                grain = wave(-2, WIDTH + 2, y, self.rng.uniform(0.05, 0.35), self.rng.uniform(1, 3))
                self.lay(band(grain, self.rng.uniform(0.08, 0.2)), darker(tone, 0.1))

    def lay(self, shapes: Iterable[Shape], colour: Colour, *, high: float = 0) -> None:
        """:param high: how high they stand: the higher, the longer and softer the shadow"""
        every = [list(shape) for shape in shapes]
        if high:
            self._cast(every, high)
        for shape in every:
            self._draw.polygon([(x * _FINE, y * _FINE) for x, y in shape], fill=colour)

    def lay_each(self, shapes: Iterable[tuple[Shape, Colour]], *, high: float = 0) -> None:
        """The same of several colours, under one shadow."""
        every = list(shapes)
        if high:
            self._cast([shape for shape, _colour in every], high)
        for shape, colour in every:
            self.lay([shape], colour)

    def taken(self) -> Image.Image:
        """As a phone takes it: brighter where the window is, darker in the corners, with a little grain."""
        picture = ImageChops.multiply(self._picture, self._light().convert("RGB"))
        kept = picture.reduce(_KEPT)
        grain = self._noise(kept.size).point(lambda v: v // 24 + 245)
        return ImageChops.multiply(kept, Image.merge("RGB", [grain] * 3))

    def _cast(self, shapes: Iterable[Shape], high: float) -> None:
        """Only where it falls: the table is large."""
        fallen = [[(x + 0.55 * high, y + 0.8 * high) for x, y in shape] for shape in shapes]
        left, top, right, bottom = _around(fallen, 2 * high + 1)
        mask = Image.new("L", ((right - left) * _ROUGH, (bottom - top) * _ROUGH))
        draw = ImageDraw.Draw(mask)
        for shape in fallen:
            draw.polygon([((x - left) * _ROUGH, (y - top) * _ROUGH) for x, y in shape], fill=105)
        soft = mask.filter(ImageFilter.GaussianBlur(0.45 * high * _ROUGH + 1))
        soft = soft.resize(((right - left) * _FINE, (bottom - top) * _FINE))
        self._picture.paste((48, 32, 40), (left * _FINE, top * _FINE), soft)

    def _light(self) -> Image.Image:
        small = Image.new("L", (40, 30))
        for y in range(30):
            for x in range(40):
                away = ((x / 40 - _LIGHT[0]) ** 2 + (y / 30 - _LIGHT[1]) ** 2) ** 0.5
                small.putpixel((x, y), round(255 - 62 * away**1.5))
        return small.resize(self._picture.size, Image.Resampling.BICUBIC)

    def _noise(self, size: tuple[int, int]) -> Image.Image:
        """Of chance, but the same each time."""
        width, height = size[0] // 2, size[1] // 2
        drawn = Image.frombytes("L", (width, height), self.rng.randbytes(width * height))
        return drawn.resize(size, Image.Resampling.BILINEAR)
