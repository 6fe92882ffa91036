"""Pictures on which every face is known: one, free to use, pasted on others in every size and turn.

All of them lie in ``var/faces`` (``make_faces`` of ``script/bootstrap``) and are never committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from documents.photos.boxes import Box
from ejournal.launcher.places import HERE

FOLDER = HERE.var / "faces"
SCENE = (2048, 1536)  # the size at which the detector looks
BEHIND = ("coffee.png", "rocket.jpg", "motorcycle_left.png", "hubble_deep_field.jpg")
FACELESS = (
    *BEHIND, "chelsea.png", "clock_motion.png", "grass.png", "brick.png", "gravel.png",
    "retina.jpg", "color.png", "coins.png", "motorcycle_right.png",
)  # fmt: skip
_HEAD, _FACE = Box(148, 8, 308, 196), Box(178, 66, 270, 180)  # of the astronaut, with her hair


@dataclass
class Scene:
    """``faces`` are asked for; ``others`` are faces too, of any size."""

    picture: Image.Image
    faces: list[Box] = field(default_factory=list)
    others: list[Box] = field(default_factory=list)


def opened(name: str) -> Image.Image:
    with Image.open(FOLDER / name) as picture:
        return picture.convert("RGB")


def is_there(name: str) -> bool:
    return (FOLDER / name).exists()


def faceless() -> Iterator[Image.Image]:
    return map(opened, FACELESS)


def pasted(size: int, turns: tuple[int, ...] = (0,), behind: str = BEHIND[0], n: int = 24) -> Scene:
    """``n`` faces on one picture, each ``size`` pixels from hairline to chin, a little unlike one another.

    :param turns: by which degrees, in turn; each leans by up to ten more
    """
    chance = Random(f"{size} {turns} {behind}")
    scene = Scene(opened(behind).resize(SCENE, Image.Resampling.LANCZOS))
    across = 6
    room = SCENE[0] // across, SCENE[1] // -(-n // across)
    for number in range(n):
        head, face = _head(size, turns[number % len(turns)] + chance.uniform(-10, 10), chance)
        x = number % across * room[0] + chance.randrange(room[0] - head.width)
        y = number // across * room[1] + chance.randrange(room[1] - head.height)
        scene.picture.paste(head, (x, y), head)
        scene.faces.append(Box(face.left + x, face.top + y, face.right + x, face.bottom + y))
    return scene


def turned(scene: Scene, degrees: int) -> Scene:
    """All of it, against the clock."""
    whole = scene.picture.rotate(degrees, expand=True)

    def along(faces: list[Box]) -> list[Box]:
        return [_turned(face, degrees, scene.picture.size, whole.size) for face in faces]

    return Scene(whole, along(scene.faces), along(scene.others))


def _head(size: int, turn: float, chance: Random) -> tuple[Image.Image, Box]:
    """One head with soft edges, and where its face lies in it."""
    scale = size / _FACE.height
    sides = round(_HEAD.width * scale), round(_HEAD.height * scale)
    head = _cut_out().resize(sides, Image.Resampling.LANCZOS)
    head = _lit(head, chance.uniform(0.7, 1.2))
    face = [(side - start) * scale for side, start in zip(_FACE, _HEAD[:2] * 2, strict=True)]
    if chance.random() < 0.5:
        head = head.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        face[0], face[2] = sides[0] - face[2], sides[0] - face[0]
    leaning = head.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    return leaning, _turned(Box.around(*face), turn, head.size, leaning.size)


def _lit(head: Image.Image, light: float) -> Image.Image:
    lit = ImageEnhance.Brightness(head.convert("RGB")).enhance(light)
    lit.putalpha(head.getchannel("A"))
    return lit


@cache
def _cut_out() -> Image.Image:
    head = opened("astronaut.png").crop(_HEAD)
    mask = Image.new("L", head.size)
    ImageDraw.Draw(mask).ellipse((4, 4, head.width - 4, head.height - 4), fill=255)
    head.putalpha(mask.filter(ImageFilter.GaussianBlur(3)))
    return head


def _turned(face: Box, degrees: float, before: tuple[int, int], after: tuple[int, int]) -> Box:
    """The face's rectangle about its turned middle, standing or lying: an oval never fills its corners."""
    angle = radians(degrees)
    x = (face.left + face.right - before[0]) / 2
    y = (face.top + face.bottom - before[1]) / 2
    middle_x = after[0] / 2 + x * cos(angle) + y * sin(angle)
    middle_y = after[1] / 2 - x * sin(angle) + y * cos(angle)
    lies = abs(sin(angle)) > abs(cos(angle))
    width, height = (face.height, face.width) if lies else (face.width, face.height)
    half_w, half_h = width / 2, height / 2
    return Box.around(middle_x - half_w, middle_y - half_h, middle_x + half_w, middle_y + half_h)
