"""What the detector misses, by the size of faces; and what one photo of 12 megapixels costs (R27).

A face counts as found when one box that would be covered holds four fifths of it. Its size is from hairline
to chin, in pixels of the picture that is looked at (long side 2048). Judged is what is upright, from 25 on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import product

from PIL import Image

from documents.photos import faces
from documents.photos.boxes import Box
from documents.photos.covering import MARGIN
from ejournal.launcher.places import CHECKOUT
from tests.bench import scenes
from tests.bench.findings import Finding
from tests.bench.samples import FACES
from tests.bench.scenes import Scene

SIZES = (80, 40, 25, 15)
MISSED, FROM = 5, 25  # per cent of faces, of at least so many pixels
MEGABYTES = 900
_TURNS = {"upright": (0,), "turned": (90, 180, 270)}
_ENOUGH = 0.8


def photos() -> Iterator[Finding]:
    for size, (manner, turns) in product(SIZES, _TURNS.items()):
        made = (scenes.pasted(size, turns, behind) for behind in scenes.BEHIND)
        yield _missed("pasted", size, manner, made)
    if all(map(scenes.is_there, FACES)):
        for size, (manner, turns) in product(SIZES, _TURNS.items()):
            yield _missed("samples", size, manner, _shrunk(size, turns))
        yield _missed("samples", 0, "as they are", map(_sample, FACES))
    else:
        print(
            "The photos of @vladmandic/face-api could not be had; nothing is said of them.",
            file=sys.stderr,
        )
    yield _false()
    yield from _costs()


def _missed(what: str, size: int, manner: str, made: Iterable[Scene]) -> Finding:
    """``size`` 0: each as large as it is."""
    found = count = more = 0
    for scene in made:
        boxes = faces.find(scene.picture)
        count += len(scene.faces)
        found += sum(any(_covers(box, face) for box in boxes) for face in scene.faces)
        known = scene.faces + scene.others
        more += sum(not any(box.common(face) for face in known) for box in boxes)
    judged = manner != "turned" and (not size or size >= FROM)
    name = f"photos.missed.{what}.{f'{size}px.{manner}' if size else 'whole'}"
    note = f"recall {100 * found / count:.1f} %: {found} of {count}; {more} false boxes"
    return Finding(name, 100 * (1 - found / count), MISSED if judged else None, "%", note)


def _covers(box: Box, face: Box) -> bool:
    return box.grown(MARGIN).common(face) >= _ENOUGH * face.area


def _sample(name: str) -> Scene:
    return Scene(scenes.opened(name), FACES[name])


def _shrunk(size: int, turns: tuple[int, ...]) -> Iterator[Scene]:
    """Each face of each photo by itself, once it is so small."""
    for name, boxes in FACES.items():
        photo = scenes.opened(name)
        for face, turn in product(boxes, turns):
            scale = size / face.height
            sides = round(photo.width * scale), round(photo.height * scale)
            small = photo.resize(sides, Image.Resampling.LANCZOS)
            known, *others = (
                Box.around(*(scale * side for side in one))
                for one in sorted(boxes, key=lambda box, face=face: box != face)
            )
            yield scenes.turned(Scene(small, [known], others), turn)


def _false() -> Finding:
    pictures = list(scenes.faceless())
    boxes = sum(len(faces.find(picture)) for picture in pictures)
    return Finding(
        "photos.false", boxes, None, "boxes", f"on {len(pictures)} pictures without faces"
    )


def _costs() -> Iterator[Finding]:
    """In a process of its own, as in the worker: from the bytes of a phone to the copies that are kept."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.one_photo"], input=_of_12_megapixels(),
        cwd=CHECKOUT, capture_output=True, check=True,
    )  # fmt: skip
    cost = json.loads(done.stdout)
    note = f"the middle of {cost['photos']} with {cost['found']} faces; opened in {cost['opened']:.2f} s"
    yield Finding("photos.seconds", cost["seconds"], None, "s", f"12 megapixels, {note}")
    yield Finding("photos.processor", cost["processor"], None, "s", "the detector's process only")
    note = f"the detector's process; the child that opens, before it: {cost['child']:.0f} MB"
    yield Finding("photos.memory", cost["megabytes"], MEGABYTES, "MB", note)


def _of_12_megapixels() -> bytes:
    file = BytesIO()
    scene = scenes.pasted(80, (0, 90))
    scene.picture.resize((4000, 3000), Image.Resampling.LANCZOS).save(file, "JPEG", quality=90)
    return file.getvalue()
