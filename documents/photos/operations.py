"""What is done to a photo's row; whose it is, and who may, is asked by the app that owns it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from documents import content, tasks
from documents.models import ORIGINAL, Photo, StoredFile
from documents.photos import gate
from outbox import wake

KEPT = timedelta(days=7)  # a photo that nobody looked at, and its original that nobody could cover
Box = Sequence[int]  # left, top, right, bottom in ten-thousandths of the sides


def receive(
    photo: bytes, *, key: str, kind: str, institution: Any, own: Callable[[Photo], None], by: Any,
    at: datetime,
) -> Photo:  # fmt: skip
    """Lay down a photo as it came, sealed, and have it covered. Sent again it is the same one.

    :param key: 32 hexadecimal signs that its sender gave it
    :param own: makes the row of the app that it belongs to, in the same transaction
    :param by: the person
    :raises ValidationError: it is refused by its header, or ``own`` refuses it; nothing of it was kept
    """
    gate.admit(photo)
    if standing := Photo.objects.filter(made_by=by, key=key).first():
        return _the_same(standing, photo)
    original = _laid(photo, institution, by, at)
    try:
        received, is_new = _received(original, key=key, kind=kind, own=own)
    except Exception:
        content.remove(original)
        raise
    if not is_new:
        content.remove(original)
    return _the_same(received, photo)


def _laid(photo: bytes, institution: Any, by: Any, at: datetime) -> StoredFile:
    """As it came: sealed, apart, and not for long."""
    return content.lay(
        photo, institution=institution, kind=ORIGINAL, content_type="application/octet-stream",
        shown_as="photo.bin", is_sealed=True, source=StoredFile.Source.OURS, made_at=at, made_by=by,
        expires_at=at + KEPT,
    )  # fmt: skip


def _the_same(received: Photo, photo: bytes) -> Photo:
    """:raises ValidationError: by this key another came before, or one that was deleted"""
    is_other = received.digest != hashlib.sha256(photo).hexdigest()
    if is_other or received.state == Photo.State.REMOVED:
        raise ValidationError(
            _("Another photo came from this page. Choose this one again."), code="key"
        )
    return received


@transaction.atomic
def _received(
    original: StoredFile, *, key: str, kind: str, own: Callable[[Photo], None]
) -> tuple[Photo, bool]:
    """While another request brings the same photo, the unique index makes this one wait."""
    at = original.made_at
    facts = {
        "institution": original.institution, "kind": kind, "original": original,
        "received_at": at, "next_try_at": at, "digest": original.digest,
    }  # fmt: skip
    photo, is_new = Photo.objects.get_or_create(made_by=original.made_by, key=key, defaults=facts)
    if is_new:
        StoredFile.objects.filter(pk=original.pk).update(state=StoredFile.State.RECEIVED)
        own(photo)
        wake.on_commit(tasks.make_photos)
    return photo, is_new


@transaction.atomic
def cover_more(*, photo: Photo, boxes: Iterable[Box], at: datetime) -> None:
    """Have places covered besides; of one that is not ready nothing changes. Nothing is uncovered ever."""
    if not (wanted := [list(box) for box in boxes]):
        return
    ready = Photo.objects.filter(pk=photo.pk, state=Photo.State.READY)
    if ready.update(state=Photo.State.WAITING, wanted=wanted, **_anew(at)):
        wake.on_commit(tasks.make_photos)


@transaction.atomic
def try_again(*, photo: Photo, at: datetime) -> None:
    """One that could not be covered is tried once more."""
    failed = Photo.objects.filter(pk=photo.pk, state=Photo.State.FAILED)
    if failed.update(state=Photo.State.WAITING, **_anew(at)):
        wake.on_commit(tasks.make_photos)


def _anew(at: datetime) -> dict[str, Any]:
    return {"attempts": 0, "error": "", "next_try_at": at}


@transaction.atomic
def remove(*, photo: Photo, at: datetime) -> None:
    """All that there is of it goes for good, whatever a worker does with it meanwhile."""
    held = Photo.objects.select_for_update().get(pk=photo.pk)
    content.retire(StoredFile.objects.filter(copy__photo=held), at)
    content.retire(StoredFile.objects.filter(original_of=held), at)
    held.original, held.wanted, held.reason = None, [], ""
    held.state = Photo.State.REMOVED
    held.save(update_fields=["original", "wanted", "reason", "state"])


def touch(*, photo: Photo, at: datetime) -> None:
    """Somebody is to look at it: from now on it is kept for as long as a new one. Of one that waits a worker
    may be at it."""
    Photo.objects.filter(pk=photo.pk, state=Photo.State.READY).update(next_try_at=at)


def say_source(*, photo: Photo, source: str) -> None:
    """Whose the picture is (R21), on every file of it."""
    StoredFile.objects.filter(copy__photo=photo).update(source=source)
