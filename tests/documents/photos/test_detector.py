"""With the model: known faces are found and gone, upright and turned; what has no face stays whole."""

import os
import subprocess

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from documents.photos import copies, faces, model
from documents.photos.boxes import Box
from documents.photos.covering import MARGIN, cover
from documents.photos.reencoding import upright
from ejournal.launcher.places import HERE
from tests.bench import scenes
from tests.documents.photos import pictures as p
from tests.documents.photos.test_copies import assert_only_pixels

pytestmark = pytest.mark.slow  # `script/test --slow` installs the extra, makes the model


def share_found(boxes: list[Box], known: list[Box]) -> float:
    held = [any(b.grown(MARGIN).common(face) >= 0.8 * face.area for b in boxes) for face in known]
    return sum(held) / len(held)


def test_the_model_is_the_one_we_know():
    assert model.is_there()


@pytest.mark.parametrize(("size", "turns"), [(80, (0,)), (25, (0,)), (80, (90, 180, 270))], ids=str)
def test_known_faces_are_found(size, turns):
    scene = scenes.pasted(size, turns)
    assert share_found(faces.find(scene.picture), scene.faces) >= 0.95


def test_where_is_no_face_there_is_no_box():
    assert faces.find(scenes.opened("coffee.png")) == []
    assert faces.find(Image.new("RGB", (1, 1))) == []


def test_a_phones_photo_comes_out_covered():
    """From its bytes to those that are served: what they show of a face is at most 64 blocks."""
    scene = scenes.pasted(160, n=6)
    picture = upright(p.saved(scene.picture, "JPEG", quality=90, exif=p.exif()))
    boxes = faces.find(picture)
    assert share_found(boxes, scene.faces) == 1
    covered = cover(picture, boxes)
    for face in scene.faces:
        inside = covered.crop(max(boxes, key=face.common))
        assert len(inside.getcolors(1_000_000)) <= 64
    assert_only_pixels(copies.write(covered))


def test_heic_is_read_upright_and_without_what_it_tells():
    content = p.HEIC.read_bytes()
    assert p.SECRET.encode() in content
    picture = upright(content)
    assert (picture.mode, picture.size) == ("RGB", (64, 96))
    red, _, blue = picture.getpixel((60, 4))
    assert red > blue + 80
    assert_only_pixels(copies.write(picture))


def test_heic_that_was_cut_off_is_refused():
    with pytest.raises(ValidationError) as refused:
        upright(p.HEIC.read_bytes()[:-200])
    assert refused.value.code == "unreadable"


def test_what_finds_faces_is_made_once_and_not_fetched_again() -> None:
    """`script/test --slow` has made it; now there is nowhere to get anything from."""
    script = (
        f"set -euo pipefail; source {HERE.checkout}/script/bootstrap; make_detector; make_faces"
    )
    done = subprocess.run(
        ["bash", "-c", script], env=os.environ | {"PIP_NO_INDEX": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
