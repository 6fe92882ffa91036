"""What the author of a photo does to it: sends, covers, confirms, deletes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import DayEntry, DayLog, DayPhoto
from activities.parts import ALT, SOURCE
from activities.photos.kinds import DayPicture
from activities.photos.operations import rows
from activities.reach import Reach, locked, require_some
from documents.models import Photo, StoredFile
from documents.photos import operations as photos
from people.access import Access
from people.rules.refusals import of_field
from planning.rules import clean_text

MOST = 40  # of a day
NOT_READY = gettext_lazy("The photo is not ready yet. Wait until it is covered.")


@dataclass(frozen=True)
class About:
    """What is said of a photo: of which entry (none: of the day), what is to be seen, whose it is (R21)."""

    alt: str
    entry: int | None = None
    source: str = ""  # of whom, where it was not taken here


def add(*, log: DayLog, content: bytes, key: str, by: Access, at: datetime) -> DayPhoto:
    """A photo as it came from the phone: nobody sees it before it is covered and its author confirms it.
    Sent again by the same key it is the same one.

    :raises PermissionDenied: none of the day is theirs to write
    :raises ValidationError: it is refused; too many; or the school year is sealed
    """
    require_some(by, log)

    def own(photo: Photo) -> None:
        held = locked(log, by=by)
        if held.photos.standing().count() >= MOST:
            raise ValidationError(_("The day has its 40 photos. Delete one first."), code="most")
        facts = {"institution": held.institution, "added_at": photo.received_at}
        DayPhoto.objects.create(log=held, photo=photo, added_by=by.user, **facts)

    received = photos.receive(
        content, key=key, kind=DayPicture.code, institution=log.institution, own=own, by=by.user,
        at=at,
    )  # fmt: skip
    return DayPhoto.objects.get(photo=received)


@transaction.atomic
def confirm(*, photo: DayPhoto, about: About, by: Access, at: datetime) -> DayPhoto:
    """Its author has looked: no face, no name. From now on whoever reads the day sees it.

    :raises PermissionDenied: somebody else's, or of an area that is not theirs
    :raises ValidationError: it is not covered, or what is said of it cannot be; or the year is sealed
    """
    row, own = _held(photo, by=by)
    if not row.photo.is_ready:
        raise ValidationError(NOT_READY, code="waits")
    if row.confirmed_at:
        return row
    _say(row, about, own)
    row.confirmed_at, row.confirmed_by = max(at, row.added_at), by.user
    row.save(update_fields=["alt", "entry", "source", "confirmed_at", "confirmed_by"])
    source = StoredFile.Source.OTHERS if row.source else StoredFile.Source.OURS
    photos.say_source(photo=row.photo, source=source)
    return row


@transaction.atomic
def cover(*, photo: DayPhoto, boxes: Sequence[Sequence[int]], by: Access, at: datetime) -> None:
    """More is covered than was found; until that is done nobody else sees it, and it is confirmed anew.

    :raises PermissionDenied: somebody else's
    :raises ValidationError: it is being covered, or was reported; or the school year is sealed
    """
    row, _own = _held(photo, by=by)
    _require_shown(row)
    if not row.photo.is_ready:
        raise ValidationError(NOT_READY, code="waits")
    rows.unconfirm(row, at=at)
    photos.cover_more(photo=row.photo, boxes=boxes, at=at)


@transaction.atomic
def reopen(*, photo: DayPhoto, by: Access, at: datetime) -> None:
    """What is said of it is to be changed: it is its author's alone until it is confirmed anew.

    :raises PermissionDenied: somebody else's
    :raises ValidationError: it is reported, and administration decides; or the school year is sealed
    """
    row, _own = _held(photo, by=by)
    _require_shown(row)
    rows.unconfirm(row, at=at)


@transaction.atomic
def try_again(*, photo: DayPhoto, by: Access, at: datetime) -> None:
    """:raises PermissionDenied: somebody else's"""
    row, _own = _held(photo, by=by)
    photos.try_again(photo=row.photo, at=at)


@transaction.atomic
def delete(*, photo: DayPhoto, by: Access, at: datetime) -> None:
    """By its author: all copies go, that there was one stays in the history.

    :raises PermissionDenied: somebody else's
    :raises ValidationError: it is reported, and administration decides; or the school year is sealed
    """
    row, _own = _held(photo, by=by)
    _require_shown(row)
    rows.remove(row, by=by.user, at=at)


def _held(photo: DayPhoto, *, by: Access) -> tuple[DayPhoto, Reach]:
    """Its author's, as it stands, in a day that is open.

    :raises PermissionDenied: somebody else's
    :raises ValidationError: it is deleted, or the school year is sealed
    """
    own = require_some(by, photo.log)
    if photo.added_by_id != by.user.pk:
        raise PermissionDenied
    locked(photo.log, by=by)
    row = rows.locked(photo)
    if row.voided_at:
        raise ValidationError(_("The photo was deleted meanwhile."), code="gone")
    row.log = photo.log
    return row, own


def _say(row: DayPhoto, about: About, own: Reach) -> None:
    with of_field("alt"):
        row.alt = clean_text(about.alt, ALT)
        if not row.alt:
            raise ValidationError(_("Say what is to be seen."), code="required")
    with of_field("source"):
        row.source = clean_text(about.source, SOURCE)
    with of_field("entry"):
        row.entry = _entry(row, about.entry, own)


def _entry(row: DayPhoto, pk: int | None, own: Reach) -> DayEntry | None:
    """:raises ValidationError: of another day, or taken away meanwhile
    :raises PermissionDenied: of somebody else's area; the day as a whole is its teachers'
    """
    if pk is None:
        if not own.whole:
            raise ValidationError(_("Choose the entry that the photo belongs to."), code="entry")
        return None
    entry = row.log.entries.standing().filter(pk=pk).first()
    if entry is None:
        raise ValidationError(_("Somebody took this entry away meanwhile."), code="gone")
    own.require([entry.area])
    return entry


def _require_shown(row: DayPhoto) -> None:
    """:raises ValidationError: it was reported"""
    if row.hidden_at:
        raise ValidationError(_("The photo was reported. Administration decides."), code="hidden")
