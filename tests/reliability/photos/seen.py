"""What the trial sends and what it finds; Django is set up by then."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageStat

from documents import content
from documents.models import Photo, PhotoCopy, StoredFile
from ejournal.demo.bulk.load import make
from ejournal.demo.bulk.scale import Scale
from tests.bench import cast
from tests.documents.photos import pictures as p
from tests.reliability.photos.trial import LATER, Record
from tests.reliability.photos.worker import FACE

_BLACK_AND_WHITE = 60  # deviation of what was not covered; blocks are grey


def page() -> tuple[Client, str]:
    """A teacher who is signed in, and the address of the own group's photos."""
    make(Scale(cast.today(), groups=1, children=3, days=20))
    (sitting,) = cast.sittings(range(1, 2))
    client = Client(SERVER_NAME="localhost")
    client.force_login(sitting.user)
    return client, sitting.photos


def send(to: tuple[Client, str], key: str) -> int:
    client, address = to
    photo = SimpleUploadedFile("photo.jpg", _with_a_face(), "image/jpeg")
    answer = client.post(address, {"photo": photo, "key": key}, HTTP_HX_REQUEST="true")
    connection.close()
    return answer.status_code


@cache
def _with_a_face() -> bytes:
    """Where it is, pairs of pixels are black and white in turn."""
    picture = p.drawn()
    stripes = [
        (255 if x // 2 % 2 else 0,) * 3 for _ in range(FACE.height) for x in range(FACE.width)
    ]
    face = Image.new("RGB", (FACE.width, FACE.height))
    face.putdata(stripes)
    picture.paste(face, FACE[:2])
    content = p.saved(picture, "JPEG", quality=95, exif=p.exif())
    assert _shows_the_face(content)
    return content


def none_waits() -> bool:
    return not Photo.objects.filter(state=Photo.State.WAITING).exists()


@contextmanager
def watching(record: Record) -> Iterator[None]:
    """All the while: whatever would be opened is looked at, whoever might be allowed to."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            record.uncovered += _uncovered()
            time.sleep(0.05)
        connection.close()

    hand = threading.Thread(target=watch)
    hand.start()
    try:
        yield
    finally:
        stop.set()
        hand.join()


def look(record: Record, folder: Path) -> None:
    """After the hourly task has come by; what was killed half made is cleared away a day later."""
    content.remove_old(timezone.now())
    record.originals = _names(folder / "originals")
    record.uncovered += _uncovered()
    content.remove_old(timezone.now() + LATER)
    photos = Photo.objects.filter(key__in=record.sent).order_by(
        "pk"
    )  # the bulk has rows of its own
    record.states = [f"{one.key} {one.state}" for one in photos]
    record.copies = [one.copies.count() for one in photos]
    sent = PhotoCopy.objects.filter(photo__in=photos, file__state=StoredFile.State.READY)
    record.opened = sent.count()
    known = set(sent.values_list("file__name", flat=True))
    record.strays = sorted(set(_names(folder / "files")) ^ known)
    record.temporary = _names(folder / "tmp")


def _uncovered() -> list[str]:
    """What opens now and shows the face as it was."""
    found = []
    for file in StoredFile.objects.to_open(timezone.now()):
        try:
            opened = b"".join(content.read(file))
        except content.Unreadable:  # taken away since
            continue
        if _shows_the_face(opened):
            found.append(file.name)
    return found


def _shows_the_face(opened: bytes) -> bool:
    face = Image.open(BytesIO(opened)).convert("L").crop(FACE)
    return ImageStat.Stat(face).stddev[0] > _BLACK_AND_WHITE


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
