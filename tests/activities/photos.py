"""Photos of a day for tests: by the operations and the worker's own loop, with recorded boxes.

The child that decodes is left out where a test is about something else: it takes a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import token_hex
from unittest.mock import patch

from activities.models import DayLog, DayPhoto
from activities.photos import operations
from activities.photos.operations import About
from documents.models import PhotoCopy
from documents.photos.boxes import Box
from documents.photos.refusals import NoDetector
from documents.photos.work import Photos
from people.access import Access
from tests.documents.photos import pictures as p
from tests.world import at

FACE = Box(0, 0, 80, 60)  # where ``pictures.drawn`` is red
SAID = About("Tilts no klučiem")


def moment(log: DayLog, when: datetime | None = None) -> datetime:
    return when or at(15, day=log.day)


def sent(log: DayLog, by: Access, *, when: datetime | None = None, key: str = "") -> DayPhoto:
    """Received: it waits for the worker."""
    return operations.add(
        log=log, content=p.telling("JPEG"), key=key or token_hex(16), by=by, at=moment(log, when)
    )


@contextmanager
def detector(boxes: Sequence[Box] = (FACE,), *, is_away: bool = False) -> Iterator[None]:
    """The one that finds what is recorded, or none at all."""

    def find(picture):
        if is_away:
            raise NoDetector("none here")
        return list(boxes)

    with patch("documents.photos.faces.find", find):
        yield


def work(when: datetime, boxes: Sequence[Box] = (FACE,), *, is_away: bool = False) -> int:
    """What the worker of photos does, with all that decodes.

    :returns: how many it dealt with
    """
    with detector(boxes, is_away=is_away):
        return Photos().drain(lambda: when)


def work_quickly(when: datetime, boxes: Sequence[Box] = (FACE,)) -> int:
    """The same without its child."""
    with patch("documents.photos.reencoding.upright", lambda content: p.drawn()):
        return work(when, boxes)


def covered(log: DayLog, by: Access, *, when: datetime | None = None) -> DayPhoto:
    """Its author is to look at it."""
    when = moment(log, when)
    row = sent(log, by, when=when)
    work_quickly(when)
    return fresh(row)


def photo(
    log: DayLog, by: Access, about: About = SAID, *, when: datetime | None = None
) -> DayPhoto:
    """Confirmed: it stands in the day."""
    when = moment(log, when)
    row = covered(log, by, when=when)
    operations.confirm(photo=row, about=about, by=by, at=when)
    return fresh(row)


def hidden(
    log: DayLog, by: Access, about: About = SAID, *, when: datetime | None = None
) -> DayPhoto:
    row = photo(log, by, about, when=when)
    operations.hide(photo=row, by=by, at=moment(log, when) + timedelta(minutes=1))
    return fresh(row)


def fresh(row: DayPhoto) -> DayPhoto:
    """As it stands, with what views have of it."""
    found = DayPhoto.objects.select_related("photo__original", "log__group", "log__institution")
    return found.get(pk=row.pk)


def copies(row: DayPhoto) -> list[PhotoCopy]:
    of_photo = PhotoCopy.objects.filter(photo=row.photo_id).select_related("file")
    return list(of_photo.order_by("long_side", "file__content_type"))
