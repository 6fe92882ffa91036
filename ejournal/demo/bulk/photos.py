"""Photos of about one day in five, of every group: rows as confirmed photos have them, and no bytes. What
asks for a file is told that it is not here (503); lists, feeds and reports are as long as in earnest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from activities.models import DayEntry, DayPhoto
from activities.photos.kinds import DayPicture
from documents.models import Photo, PhotoCopy, StoredFile
from documents.photos.sizes import PAGE, THUMBNAIL
from ejournal.demo.bulk.copying import copy_rows
from ejournal.demo.pictures.motifs import of_area
from people.models import Institution

_EACH = 5
_SIZES = [(side, form) for side in (PAGE, THUMBNAIL) for form in ("webp", "jpeg")]
_LOOKED = timedelta(minutes=5)


def take(institution: Institution) -> int:
    """One of the first entry of a day. Days are there by now.

    :returns: how many
    """
    entries = list(_first_entries(institution))
    photos = Photo.objects.bulk_create((_photo(entry) for entry in entries), batch_size=2000)
    files = StoredFile.objects.bulk_create(
        (_file(photo, form) for photo in photos for _side, form in _SIZES), batch_size=2000
    )
    copy_rows(PhotoCopy, _copies(photos, files))
    both = zip(entries, photos, strict=True)
    copy_rows(DayPhoto, [_of_day(entry, photo) for entry, photo in both])
    return len(photos)


def _first_entries(institution: Institution) -> Iterator[DayEntry]:
    mine = DayEntry.objects.filter(institution=institution, log__confirmed_at__isnull=False)
    firsts = mine.order_by("log_id", "added_at", "pk").distinct("log_id").select_related("log")
    return (one for nth, one in enumerate(firsts) if nth % _EACH == 0)


def _photo(entry: DayEntry) -> Photo:
    at = entry.added_at
    return Photo(
        institution_id=entry.institution_id, kind=DayPicture.code, key=f"{entry.pk:032x}",
        made_by_id=entry.added_by_id, received_at=at, next_try_at=at, state=Photo.State.READY,
    )  # fmt: skip


def _file(photo: Photo, form: str) -> StoredFile:
    return StoredFile(
        institution_id=photo.institution_id, kind=photo.kind, made_by_id=photo.made_by_id,
        made_at=photo.received_at, state=StoredFile.State.READY, content_type=f"image/{form}",
        shown_as=f"photo-{photo.pk}.{form}", digest="0" * 64, size=1,
        source=StoredFile.Source.OURS,
    )  # fmt: skip


def _copies(photos: Sequence[Photo], files: Sequence[StoredFile]) -> Iterator[PhotoCopy]:
    owners = (photo for photo in photos for _size in _SIZES)
    for photo, file, (side, _form) in zip(owners, files, cycle(_SIZES), strict=False):
        sides = {"long_side": side, "width": side, "height": side * 3 // 4}
        yield PhotoCopy(photo_id=photo.pk, file_id=file.pk, **sides)


def _of_day(entry: DayEntry, photo: Photo) -> Any:
    at: datetime = entry.added_at
    return DayPhoto(
        institution_id=entry.institution_id, log_id=entry.log_id, entry_id=entry.pk,
        photo_id=photo.pk, alt=of_area(entry.area, entry.pk).alt, added_at=at,
        added_by_id=entry.added_by_id, confirmed_at=at + _LOOKED, confirmed_by_id=entry.added_by_id,
    )  # fmt: skip
