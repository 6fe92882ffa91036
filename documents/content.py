"""Bytes of stored files: put, read and removed. The storages are Django's, on a disk or not.

All lie in ``files``; photos as they came in ``originals``, which no backup takes.
"""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, NoReturn

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from documents.models import ORIGINAL, Job, StoredFile
from documents.registry import JobKind

_PIECE = 64 * 1024
_LEFT_BEHIND = timedelta(days=1)  # by a worker that was killed while it put it
logger = logging.getLogger(__name__)


class Unreadable(Exception):
    """Its bytes are gone, or are not those that were put; says which in a code."""


def put(job: Job, kind: JobKind, made: bytes, at: datetime) -> StoredFile:
    """What a job has made."""
    return lay(
        made, institution=job.institution, kind=kind.code, content_type=kind.content_type,
        shown_as=kind.shown_as(job), is_sealed=kind.is_sealed, made_at=at, made_by=job.asked_by,
        expires_at=at + kind.kept_for if kind.kept_for else None,
    )  # fmt: skip


def lay(made: bytes, **facts: Any) -> StoredFile:
    """First its row, then its bytes. It opens to nobody before somebody says that it is ready."""
    file = StoredFile.objects.create(
        state=StoredFile.State.PROCESSING, digest=hashlib.sha256(made).hexdigest(), size=len(made),
        **facts,
    )  # fmt: skip
    lying = File(BytesIO(_sealed(made) if file.is_sealed else made))
    _storage(file).save(_place(file), lying)
    return file


def read(file: StoredFile) -> Iterator[bytes]:
    """Its content in pieces, after all of them were found to be what was put.

    :raises Unreadable: they are not, or there are none
    """
    digest = hashlib.sha256()
    try:
        for piece in _pieces(file):
            digest.update(piece)
    except FileNotFoundError:
        raise Unreadable("missing") from None
    except InvalidToken:
        raise Unreadable("sealed otherwise") from None
    if digest.hexdigest() != file.digest:
        raise Unreadable("changed")
    return _pieces(file)


def remove(file: StoredFile) -> None:
    """The bytes go first: whoever dies in between leaves a row that is removed again."""
    _storage(file).delete(_place(file))
    StoredFile.objects.filter(pk=file.pk).update(state=StoredFile.State.REMOVED)


def retire(files: QuerySet[StoredFile], at: datetime) -> None:
    """They open to nobody from now on; their bytes go once that is committed, or with what is old."""
    gone = list(files.exclude(state=StoredFile.State.REMOVED))
    ends = Greatest(at, F("made_at") + timedelta(microseconds=1))
    StoredFile.objects.filter(pk__in=[file.pk for file in gone]).update(expires_at=ends)
    transaction.on_commit(lambda: _remove_all(gone))


def remove_old(at: datetime) -> int:
    """Those whose time is over, and those that were never finished.

    :returns: how many were removed
    """
    left = Q(state=StoredFile.State.PROCESSING, made_at__lte=at - _LEFT_BEHIND)
    old = StoredFile.objects.filter(Q(expires_at__lte=at) | left)
    return _remove_all(old.exclude(state=StoredFile.State.REMOVED).iterator())


def _remove_all(files: Iterable[StoredFile]) -> int:
    """One that fails keeps no other, and is looked for again."""
    removed = 0
    for file in files:
        try:
            remove(file)
            removed += 1
        except OSError as error:
            logger.error("file %s could not be removed: %s", file.pk, type(error).__name__)
    return removed


def _storage(file: StoredFile) -> Storage:
    return storages["originals" if file.kind == ORIGINAL else "files"]


def _place(file: StoredFile) -> str:
    """No folder grows without end."""
    return f"{file.name[:2]}/{file.name}"


def _pieces(file: StoredFile) -> Iterator[bytes]:
    with _storage(file).open(_place(file)) as stored:
        if file.is_sealed:
            fernet = _fernet()
            yield from (fernet.decrypt(line.strip()) for line in stored)
        else:
            yield from iter(lambda: stored.read(_PIECE), b"")


def _sealed(made: bytes) -> bytes:
    """A line for each piece, so that nobody has to hold the whole to open it."""
    fernet = _fernet()
    pieces = (made[at : at + _PIECE] for at in range(0, len(made), _PIECE))
    return b"\n".join(map(fernet.encrypt, pieces))


def _fernet() -> MultiFernet:
    keys = (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))
    digests = (hashlib.sha256(b"documents.content:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class Nowhere(Storage):
    """Django's own storage for file fields: there is none. Files are ``StoredFile`` and lie where it says."""

    def _open(self, name: str, mode: str = "rb") -> NoReturn:
        raise ImproperlyConfigured("files are read by documents.content")

    def _save(self, name: str, content: Any) -> NoReturn:
        raise ImproperlyConfigured("files are put by documents.content")

    def exists(self, name: str) -> bool:
        return False
