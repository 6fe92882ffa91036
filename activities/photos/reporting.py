"""What reporting a photo of a day means (R27), and taking it out of the journal (R21)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import DayPhoto
from activities.photos import operations
from activities.photos.kinds import DayPicture
from documents.models import PhotoCopy
from documents.pictures import Picture, picture_of
from manners.registry import Hideable
from people.access import Access, Action
from people.models import Institution, User

SEE = Action.VIEW_PHOTO


@dataclass(frozen=True)
class Look:
    """What ``reported.html`` takes. ``picture`` is None before its author has looked at it."""

    picture: Picture | None
    alt: str
    source: str


class OfAPhoto(Hideable):
    """Whoever sees a photo of a day may report it: parents, colleagues, administration."""

    code, label = DayPicture.code, _("photo")
    title = _("Report the photo")
    thanks = _("The photo is hidden. Administration will look at it and answer you.")
    template = "activities/photos/reported.html"

    def find(self, pk: int, by: Access) -> DayPhoto | None:
        return _whole(DayPhoto.objects.visible_to(by, SEE).shown()).filter(pk=pk).first()

    def would_see(self, pk: int, by: Access) -> bool:
        return DayPhoto.objects.of_days_of(by, SEE).filter(pk=pk).exists()

    def found(self, pks: Iterable[int], by: Access) -> dict[int, DayPhoto]:
        return _whole(_of_house(by)).in_bulk(list(pks))

    def of_files(self, files: Iterable[int], by: Access) -> dict[int, DayPhoto]:
        copies = PhotoCopy.objects.filter(file__in=list(files)).values_list("file", "photo")
        photo_of = dict(copies)
        rows = _whole(_of_house(by).filter(photo__in=set(photo_of.values()))) if photo_of else []
        found = {row.photo_id: row for row in rows}
        return {file: found[photo] for file, photo in photo_of.items() if photo in found}

    def house(self, thing: DayPhoto) -> Institution:
        return thing.institution

    def author(self, thing: DayPhoto) -> User:
        return thing.added_by

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = DayPhoto.objects.filter(pk__in=list(pks)).select_related("log__group")
        return {row.pk: str(row.log) for row in rows}

    def shown(self, thing: DayPhoto, by: Access) -> Look:
        is_looked_at = thing.confirmed_at is not None
        return Look(picture_of(thing.photo) if is_looked_at else None, thing.alt, thing.source)

    def address(self, thing: DayPhoto) -> str:
        """Its own page is its author's alone before it is confirmed."""
        place = [thing.log.group_id, thing.log.day]
        if thing.confirmed_at is None:
            return reverse("activities:photos", args=place)
        return reverse("activities:photo", args=[*place, thing.pk])

    def address_for(self, pk: int, author: Access) -> str:
        row = DayPhoto.objects.visible_to(author, SEE).select_related("log").filter(pk=pk).first()
        if row is None:
            return ""
        return reverse("activities:photo", args=[row.log.group_id, row.log.day, pk])

    # --- what becomes of it -----------------------------------------------------------------------
    def hide(self, thing: DayPhoto, *, by: Access, at: datetime) -> None:
        operations.hide(photo=thing, by=by, at=at)

    def show_again(self, thing: DayPhoto, *, by: Access, at: datetime) -> None:
        operations.show_again(photo=thing, by=by)

    def give_back(self, thing: DayPhoto, *, by: Access, at: datetime) -> None:
        operations.give_back(photo=thing, by=by, at=at)

    def remove(self, thing: DayPhoto, *, by: Access, at: datetime) -> None:
        operations.take_down(photo=thing, by=by, at=at)


def _of_house(by: Access):
    return DayPhoto.objects.standing().filter(institution=by.institution)


def _whole(rows):
    """With all that is said of them here."""
    return rows.select_related("institution", "log__group", "added_by").with_copies()
