"""Rows of photos: held, taken back, removed, and forgotten when nobody looked at them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from activities.models import DayEntry, DayPhoto
from activities.week.kinds import WeekPaper
from documents import content
from documents.models import StoredFile
from documents.photos import operations as photos
from duties.calendar.days import monday_of
from people.models import User


def forget(at: datetime) -> int:
    """What nobody confirmed in a week is deleted, in its author's name.

    :returns: how many
    """
    waits = DayPhoto.objects.standing().filter(
        confirmed_at=None, photo__next_try_at__lte=at - photos.KEPT
    )
    return sum(_is_forgotten(row, at) for row in waits)


@transaction.atomic
def _is_forgotten(photo: DayPhoto, at: datetime) -> bool:
    """Unless somebody was quicker."""
    row = locked(photo)
    waits = row.voided_at is None and row.confirmed_at is None
    if waits:
        remove(row, by=row.added_by, at=at)
    return waits


def locked(photo: DayPhoto) -> DayPhoto:
    """As it stands, held until the end of the transaction."""
    return (
        DayPhoto.objects.select_related("photo", "log__group__institution", "added_by")
        .select_for_update(of=("self",))
        .get(pk=photo.pk)
    )


def unconfirm(row: DayPhoto, *, at: datetime) -> None:
    """Its author's alone again, who has a week to look at it."""
    row.confirmed_at = row.confirmed_by = row.hidden_at = None
    row.save(update_fields=["confirmed_at", "confirmed_by", "hidden_at"])
    photos.touch(photo=row.photo, at=at)


def part_from(entry: DayEntry, *, at: datetime) -> None:
    """It was taken away: families saw its photos under it, and who took them says what else they belong to.
    Of one that was reported administration decides first."""
    for photo in entry.photos.standing().filter(hidden_at=None):
        row = locked(photo)
        row.entry = None
        row.save(update_fields=["entry"])
        unconfirm(row, at=at)


def remove(row: DayPhoto, *, by: User, at: datetime) -> None:
    """With all that was made of it: weeks on paper too."""
    row.voided_at, row.voided_by = max(at, row.added_at), by
    row.save(update_fields=["voided_at", "voided_by"])
    photos.remove(photo=row.photo, at=at)
    week = {"job__subject_id": row.log.group_id, "job__day": monday_of(row.log.day)}
    content.retire(StoredFile.objects.filter(job__kind=WeekPaper.code, **week), at)
