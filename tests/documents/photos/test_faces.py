"""Where the detector is missing, that is said; what it answers is laid upon the picture, once."""

import sys

import pytest
from PIL import Image

from documents.photos import faces, model
from documents.photos.boxes import Box
from documents.photos.refusals import NoDetector


@pytest.fixture(autouse=True)
def afresh():
    faces._detector.cache_clear()
    yield
    faces._detector.cache_clear()


def test_without_the_extra_nothing_is_looked_at(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(NoDetector, match="is not installed"):
        faces.find(Image.new("RGB", (64, 64)))


@pytest.mark.parametrize("content", [None, b"another model"])
def test_without_the_very_model_nothing_is_looked_at(content, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "onnxruntime", object())
    monkeypatch.setitem(sys.modules, "numpy", object())
    monkeypatch.setattr(model, "PLACE", tmp_path / "model.onnx")
    if content:
        model.PLACE.write_bytes(content)
    with pytest.raises(NoDetector, match="no model"):
        faces.find(Image.new("RGB", (64, 64)))


def test_of_another_published_model_none_is_made(tmp_path):
    source, place = tmp_path / "published.onnx", tmp_path / "model.onnx"
    source.write_bytes(b"another model")
    with pytest.raises(model.WrongFile):
        model.make(source, place)
    assert not place.exists()


class Failing:
    def run(self, *_):
        raise MemoryError


def test_a_detector_that_fails_is_none():
    with pytest.raises(NoDetector, match="fails: MemoryError"):
        faces._answers(Failing(), None)


@pytest.fixture
def whatever_is_bright(monkeypatch):
    """In the model's place, so that neither it nor the extra is asked for. Keeps what it was shown."""
    shown = []

    def said(picture: Image.Image) -> list[tuple[float, ...]]:
        shown.append(picture.size)
        found = picture.convert("L").point(lambda light: 255 * (light > 128)).getbbox()
        return [(0.5, *map(float, found))] if found else []

    monkeypatch.setattr(faces, "_said", said)
    return shown


@pytest.mark.parametrize("size", [(640, 480), (300, 1800), (2048, 1536)])
def test_what_is_found_in_four_turns_is_one_box_at_its_place(whatever_is_bright, size):
    picture, box = Image.new("RGB", size), Box(40, 100, 120, 240)
    picture.paste("white", box)
    [found] = faces.find(picture)
    assert all(abs(a - b) <= 3 for a, b in zip(found, box, strict=True))


def test_how_it_is_looked_at(whatever_is_bright):
    assert faces.find(Image.new("RGB", (2048, 1024))) == []
    assert whatever_is_bright == [(2048, 1024), (640, 1280), (1280, 640), (640, 1280)]
    whatever_is_bright.clear()
    faces.find(Image.new("RGB", (300, 200)))
    assert whatever_is_bright == [(300, 200), (200, 300), (300, 200), (200, 300)]


def test_of_boxes_that_are_alike_the_surest_is_kept():
    surest, alike, apart = Box(0, 0, 100, 100), Box(10, 0, 110, 100), Box(60, 0, 160, 100)
    assert faces._distinct([surest, alike, apart]) == [surest, apart]
