"""What the web process does with a photo sent to its page: it lays it down and decodes nothing (T10)."""

import subprocess
import sys
import time
from secrets import token_hex

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFile

from activities.models import DayPhoto
from documents import content
from documents.models import Photo, StoredFile
from documents.photos import gate
from ejournal.launcher.places import CHECKOUT
from tests.documents.photos import pictures as p
from tests.documents.storage import lie_in
from tests.test_bodies import Untouched

DECODES = ["reencoding", "faces", "covering", "copies", "work"]
TAKEN = {
    "JPEG": p.telling("JPEG"), "PNG": p.telling("PNG"), "WebP": p.telling("WEBP"),
    "HEIC": p.HEIC.read_bytes(), "of 12 megapixels": p.png(4000, 3000),
}  # fmt: skip
REFUSED = {
    "0 bytes": b"", "15 MB + 1": b"\xff\xd8\xff" + bytes(gate.BYTES - 2),
    "PNG 60000²": p.png(60_000, 60_000), "JPEG 65500²": p.jpeg_that_says(65_500, 65_500),
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cut off": p.HEIC.read_bytes()[:200],
    "HTML": b"<html>" + p.telling("JPEG"),
}  # fmt: skip
NAMES = ["../../x.jpg", "anna\u202egpj.exe", "Anna Bērziņa.jpg", "x" * 500 + ".jpg", ".jpg", "CON"]


@pytest.fixture(autouse=True)
def bombs(monkeypatch):
    """Whoever opens a photo, makes pixels of bytes or asks somebody else to do so sets one off."""

    def explode(*_, **__):
        pytest.fail("a photo was opened in the web process")

    for place, names in {
        Image: ("open", "frombytes", "frombuffer", "new"), Image.Image: ("load", "frombytes"),
        ImageFile.Parser: ("feed",), subprocess: ("Popen", "run"),
    }.items():  # fmt: skip
        for name in names:
            monkeypatch.setattr(place, name, explode)


@pytest.fixture
def page(log, teacher, client):
    client.force_login(teacher.user)
    return reverse("activities:photos", args=[log.group_id, log.day])


def send(client, page: str, sent: bytes, name: str = "a.jpg", **headers: str):
    """As the page's script does."""
    photo = SimpleUploadedFile(name, sent, "image/jpeg")
    headers = {"HTTP_HX_REQUEST": "true"} | headers
    return client.post(page, {"photo": photo, "key": token_hex(16)}, **headers)


@pytest.mark.parametrize("form", TAKEN)
def test_every_format_is_laid_down_as_it_came_and_not_opened(client, page, form):
    assert send(client, page, TAKEN[form]).status_code == 201
    photo = Photo.objects.get()
    assert photo.is_waiting
    assert b"".join(content.read(photo.original)) == TAKEN[form]


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_refused_at_once_unopened_and_leaves_nothing(client, page, what):
    before, began = (lie_in("files"), lie_in("originals")), time.monotonic()
    answer = send(client, page, REFUSED[what])
    assert (answer.status_code, bool(answer.content.decode().strip())) == (422, True)
    assert time.monotonic() - began < 2
    assert (lie_in("files"), lie_in("originals")) == before
    assert not StoredFile.objects.exclude(state=StoredFile.State.REMOVED).exists()


def test_one_that_is_far_too_large_is_not_even_read(client, page):
    said = {"CONTENT_LENGTH": str(50_000_000), "wsgi.input": Untouched()}
    assert client.generic("POST", page, **said).status_code == 413


@pytest.mark.parametrize("name", NAMES)
def test_what_a_file_is_called_is_kept_nowhere(client, page, name):
    before = lie_in("originals")
    assert send(client, page, TAKEN["JPEG"], name).status_code == 201
    stored = StoredFile.objects.get()
    assert (stored.shown_as, len(stored.name)) == ("photo.bin", 40)
    assert lie_in("originals") == before + 1


def test_ten_at_once_are_ten(client, page):
    for _ in range(10):
        assert send(client, page, TAKEN["JPEG"]).status_code == 201
    assert DayPhoto.objects.count() == 10


@pytest.mark.slow
def test_the_web_process_does_not_even_know_what_decodes(monkeypatch):
    monkeypatch.undo()
    said = (
        "import sys, django; django.setup(); from django.urls import get_resolver; "
        "get_resolver().url_patterns; import activities.photos.views; "
        f"print([one for one in {DECODES} if 'documents.photos.' + one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
