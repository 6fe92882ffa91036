"""Decoded apart: upright, plain pixels and nothing else; and whatever a file does dies with its child."""

import subprocess
import sys
import tempfile
import time
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from documents.photos import gate, opener, reencoding
from documents.photos.reencoding import upright
from documents.photos.refusals import Interrupted, NoDetector
from tests.documents.photos import pictures as p

RED, BLUE = (220, 20, 20), (20, 20, 220)


@pytest.fixture(autouse=True)
def watch(monkeypatch, tmp_path):
    """A photo is opened by the child only, and nothing is laid down anywhere."""
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("a photo was opened here"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert not list(tmp_path.iterdir())


def is_near(seen: tuple, wanted: tuple, within: int = 40) -> bool:
    return all(abs(a - b) <= within for a, b in zip(seen, wanted, strict=True))


def refused(content: bytes) -> str:
    began = time.monotonic()
    with pytest.raises(ValidationError) as error:
        upright(content)
    assert time.monotonic() - began < 2
    return error.value.code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_only_pixels_are_left(form):
    picture = upright(p.telling(form))
    assert (picture.mode, picture.size, picture.info) == ("RGB", (320, 240), {})
    assert is_near(picture.getpixel((5, 5)), RED)
    assert is_near(picture.getpixel((315, 235)), BLUE)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_was_held_on_its_side_stands_upright(form):
    picture = upright(p.saved(p.drawn(), form, exif=p.exif(orientation=6)))
    assert picture.size == (240, 320)
    assert is_near(picture.getpixel((235, 5)), RED)


def test_a_spoiled_orientation_refuses_no_photo():
    assert upright(p.saved(p.drawn(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff")).size == (320, 240)


@pytest.mark.parametrize(
    ("mode", "form"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("RGBA", "WEBP")],
)  # fmt: skip
def test_whatever_the_colours_are_made_of_they_become_those_of_a_screen(mode, form):
    picture = upright(p.saved(p.drawn(mode=mode), form))
    assert picture.mode == "RGB"
    if mode not in ("L", "LA"):
        assert is_near(picture.getpixel((5, 5)), RED)


def test_what_one_could_see_through_is_white():
    assert upright(p.saved(Image.new("RGBA", (8, 8)), "PNG")).getpixel((4, 4)) == (255, 255, 255)


def test_the_long_side_is_at_most_2048_and_nothing_is_enlarged():
    assert upright(p.saved(p.drawn((4000, 3000)), "JPEG")).size == (2048, 1536)
    assert upright(p.saved(p.drawn((30, 40)), "PNG")).size == (30, 40)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_was_cut_off_is_refused(form):
    content = p.saved(p.drawn((800, 600)), form)
    assert refused(content[: len(content) * 2 // 3]) == "unreadable"


def test_fifty_megabytes_of_packed_text_are_refused():
    text = p.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 50_000_000))
    assert refused(p.png(8, 8, text)) == "unreadable"


def test_a_page_within_a_jpeg_is_no_page_any_more():
    page = b"<html><script>alert(1)</script></html>"
    picture = upright(p.saved(p.drawn(), "JPEG", comment=page) + page)
    assert b"<script" not in picture.tobytes()


def test_a_bomb_that_passes_the_gate_is_refused_by_its_child(monkeypatch):
    monkeypatch.setattr(gate, "SIDE", 100_000)
    assert refused(p.png(8_000, 5_001)) == "too_large"
    monkeypatch.setattr(gate, "PIXELS", 10**10)
    assert refused(p.png(13_000, 13_000)) == "too_large"  # 512 MB hold no 676


def test_a_format_is_opened_as_nothing_else(monkeypatch):
    monkeypatch.setattr(gate, "admit", lambda content: gate.Header("PNG", 8, 8))
    assert refused(p.telling("JPEG")) == "unreadable"


@pytest.fixture
def child(monkeypatch, tmp_path_factory):
    """Another in its place, that does as it is told."""

    def put(said: str) -> None:
        file = tmp_path_factory.mktemp("child") / "opener.py"
        file.write_text(f"import os, sys, time; sys.stdin.buffer.read(); {said}")
        monkeypatch.setattr(reencoding, "_OPENER", file)

    return put


def test_a_child_without_an_end_is_ended(child, monkeypatch):
    monkeypatch.setattr(reencoding, "PATIENCE", 0.5)
    child("time.sleep(60)")
    with pytest.raises(Interrupted):
        upright(p.telling("PNG"))


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGSEGV"])
def test_of_a_photo_whose_child_was_ended_nothing_is_said(child, number):
    child(f"import signal; os.kill(os.getpid(), signal.{number})")
    with pytest.raises(Interrupted):
        upright(p.telling("PNG"))


def test_one_that_takes_too_much_of_the_processor_is_refused(child):
    child("import signal; os.kill(os.getpid(), signal.SIGXCPU)")
    assert refused(p.telling("PNG")) == "unreadable"


@pytest.mark.parametrize("said", ["print('9 9')", "print('x')", "print('9000 1')", "os._exit(9)"])
def test_what_a_child_says_is_not_believed(child, said):
    child(said)
    assert refused(p.telling("PNG")) == "unreadable"


def test_without_the_extra_heic_waits(child):
    child(f"sys.exit({opener.NO_READER})")
    with pytest.raises(NoDetector, match="pi-heif"):
        upright(p.HEIC.read_bytes())


def test_the_child_knows_nothing_of_the_portal_and_can_write_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("DJANGO_SECRET_KEY", "noslēpums")
    said = f"""
import os, resource, runpy, sys
opener = runpy.run_path({opener.__file__!r})
opener["_limit"](512, 10)
assert resource.getrlimit(resource.RLIMIT_AS)[0] == 512 * 2**20
try:
    print("x", file=open({str(tmp_path / "left")!r}, "w"), flush=True)
except OSError:
    os.remove({str(tmp_path / "left")!r})
    print(sorted(os.environ), "django" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", said], env=reencoding._ENVIRONMENT, capture_output=True, check=True
    )  # fmt: skip
    assert b"DJANGO" not in done.stdout
    assert done.stdout.endswith(b"False\n")
