"""Before anything is decoded: what is refused by its first bytes and its header, and with which words."""

import subprocess
import sys
import time

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from documents.photos import gate
from documents.photos.gate import admit
from tests.documents.photos import pictures as p

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
GIF = p.saved(p.drawn((8, 8), "P"), "GIF")
BOX = b"\0\0\0\x18ftyp"


@pytest.fixture(autouse=True)
def bomb(monkeypatch):
    """Whoever opens a photo here sets it off."""
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("a photo was opened"))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_says_its_format_and_its_sides(form):
    assert admit(p.telling(form)) == (form, 320, 240, 1)


def test_of_heic_the_sides_are_read_from_its_boxes():
    assert admit(p.HEIC.read_bytes()) == ("HEIF", 96, 64, 1)


@pytest.mark.parametrize("manner", [{"lossless": True}, {"quality": 50}])
def test_of_webp_each_way_of_writing_is_known(manner):
    assert admit(p.saved(p.drawn((301, 203)), "WEBP", **manner)) == ("WEBP", 301, 203, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty", id="0 bytes"),
        pytest.param(b"\xff\xd8\xff" + bytes(gate.BYTES - 2), "too_heavy", id="15 MB + 1"),
        pytest.param(p.png(60_000, 60_000), "too_large", id="PNG 60000²"),
        pytest.param(p.png(13_000, 13_000), "too_large", id="PNG 13000²"),
        pytest.param(p.png(40_000, 10), "too_large", id="a stripe"),
        pytest.param(p.png(8_000, 5_001), "too_large", id="a line more than 40 megapixels"),
        pytest.param(p.jpeg_that_says(65_500, 65_500), "too_large", id="JPEG 65500²"),
        pytest.param(GIF + GIF[13:] * 20_000, "no_photo", id="GIF of many frames"),
        pytest.param(SVG, "no_photo", id="SVG"),
        pytest.param(b"<html>" + p.telling("JPEG"), "no_photo", id="HTML before a JPEG"),
        pytest.param(b"%PDF-1.7\n" + p.telling("JPEG"), "no_photo", id="PDF before a JPEG"),
        pytest.param(b"\xff\xd8\xff", "unreadable", id="a JPEG of three bytes"),
        pytest.param(b"\xff\xd8" + b"\xff" * 9_000_000, "unreadable", id="a JPEG that only begins"),
        pytest.param(p.png(10, 10)[:20], "unreadable", id="a PNG without its sides"),
        pytest.param(p.png(0, 10), "unreadable", id="a PNG of no width"),
        pytest.param(p.moving_png(), "moving", id="a PNG that moves"),
        pytest.param(p.moving_webp(), "moving", id="a WebP that moves"),
        pytest.param(b"RIFF\x10\0\0\0WEBPABCD", "unreadable", id="a WebP of nothing"),
        pytest.param(BOX + b"heic\0\0\0\0mif1heic", "unreadable", id="HEIC without a picture"),
        pytest.param(BOX + b"hevc\0\0\0\0msf1hevc", "moving", id="HEIC that moves"),
        pytest.param(BOX + b"avif\0\0\0\0mif1avif", "no_photo", id="AVIF"),
        pytest.param(BOX + b"isom\0\0\0\0mp41heic", "no_photo", id="a film"),
        pytest.param(p.HEIC.read_bytes()[:200], "unreadable", id="HEIC cut off"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_at_once_with_its_reason(content, code):
    began = time.monotonic()
    with pytest.raises(ValidationError) as refused:
        admit(content)
    assert refused.value.code == code
    assert len(refused.value.messages) == 1
    assert time.monotonic() - began < 0.5


def test_40_megapixels_are_taken():
    assert admit(p.png(8_000, 5_000)).width == 8_000


def test_the_size_is_asked_before_the_bytes_are_here():
    gate.check_size(gate.BYTES)
    with pytest.raises(ValidationError, match="15 MB"):
        gate.check_size(gate.BYTES + 1)


def test_the_gate_needs_no_library_of_pictures():
    said = "import sys; import documents.photos.gate; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
