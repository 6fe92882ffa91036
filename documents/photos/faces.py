"""Faces are found by CenterFace on onnxruntime, in the worker itself, which has no limit of memory (T10).

What ``script/bench --photos`` measured holds for these figures: they change only with its table in the
commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from PIL import Image

from documents.memory import give_back_large_pieces
from documents.photos import model
from documents.photos.boxes import Box
from documents.photos.refusals import NoDetector

THRESHOLD = 0.30  # a false blur is cheap
LONG_SIDES = {0: 2048, 90: 1280, 180: 1280, 270: 1280}  # of what is looked at, by its turn
SAME = 0.3  # boxes that are so alike are of one face
_STEP, _MULTIPLE = 4, 32  # pixels of one answer; what sides the model takes
_TURNS = {
    90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270,
}  # fmt: skip


def find(picture: Image.Image) -> list[Box]:
    """Boxes of faces, upright and turned, the surest first, in pixels of the picture; it is never enlarged.

    :param picture: RGB, upright
    :raises NoDetector: the extra ``photos`` or the model is not here, or it does not run
    """
    seen = [one for turn in LONG_SIDES for one in _seen(picture, turn)]
    boxes = (box.within(picture.size) for _, box in sorted(seen, reverse=True))
    return _distinct(box for box in boxes if box.area)


def _seen(picture: Image.Image, turn: int) -> Iterator[tuple[float, Box]]:
    """What the model says of the picture turned by so many degrees, laid back upon it."""
    looked_at = picture.copy()
    looked_at.thumbnail((LONG_SIDES[turn], LONG_SIDES[turn]), Image.Resampling.LANCZOS)
    scale = max(picture.size) / max(looked_at.size)
    size = looked_at.size
    if turn:
        looked_at = looked_at.transpose(_TURNS[turn])
    for score, *sides in _said(looked_at):
        yield score, Box.around(*(scale * side for side in _turned_back(sides, turn, size)))


def _turned_back(sides: list[float], turn: int, size: tuple[int, int]) -> tuple[float, ...]:
    """The box in the picture of this size, of one that was found after it was turned against the clock."""
    (left, top, right, bottom), (width, height) = sides, size
    if turn == 90:
        return width - bottom, left, width - top, right
    if turn == 180:
        return width - right, height - bottom, width - left, height - top
    if turn == 270:
        return top, height - right, bottom, height - left
    return left, top, right, bottom


def _said(picture: Image.Image) -> list[tuple[float, ...]]:
    """The model's answers: score, left, top, right, bottom, in pixels of what it looks at."""
    detector = _detector()
    import numpy

    width, height = (-side % _MULTIPLE + side for side in picture.size)
    padded = picture.crop((0, 0, width, height))  # black beside it, so that nothing is stretched
    pixels = numpy.asarray(padded, numpy.float32).transpose(2, 0, 1)[None]
    heat, sizes, offsets = (answer[0] for answer in _answers(detector, pixels))
    rows, columns = numpy.nonzero(heat[0] > THRESHOLD)
    half_h, half_w = numpy.exp(sizes[:, rows, columns]) * _STEP / 2
    y, x = (offsets[:, rows, columns] + (rows, columns) + 0.5) * _STEP
    found = (heat[0, rows, columns], x - half_w, y - half_h, x + half_w, y + half_h)
    return [tuple(map(float, one)) for one in zip(*found, strict=True)]


def _answers(detector: Any, pixels: Any) -> Any:
    """Heat, sizes and offsets of every place of the picture; landmarks are not asked for."""
    try:
        return detector.run(list(model.OUTPUTS)[:3], {model.INPUT: pixels})
    except Exception as error:  # onnxruntime's own have no common name
        raise NoDetector(f"the detector fails: {type(error).__name__}") from None


@cache
def _detector() -> Any:
    """One for the life of the process. Without an arena, which keeps the most that any picture took."""
    try:
        import numpy  # noqa: F401 - what the detector is handed
        import onnxruntime
    except ImportError as error:
        raise NoDetector(f"{error.name} is not installed") from None
    try:
        content = model.read(model.PLACE, model.MADE)
    except (OSError, model.WrongFile) as error:
        raise NoDetector(f"no model: {type(error).__name__}") from None
    give_back_large_pieces()  # it takes 640 MB, not 830
    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _distinct(boxes: Iterable[Box]) -> list[Box]:
    """One for each face: of those that are alike, the surest, which comes first."""
    kept: list[Box] = []
    for box in boxes:
        if all(box.likeness(other) < SAME for other in kept):
            kept.append(box)
    return kept
