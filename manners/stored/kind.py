"""Stored files of a house: which there are, and how one is taken out of the journal (R21)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents import content
from documents.models import StoredFile, StoredFileQuerySet
from documents.photos.sizes import PAGE
from manners import words
from manners.registry import Removable
from people.access import Access, Action
from people.models import Institution, User


def of_house(by: Access) -> StoredFileQuerySet:
    """All of the house, whatever kind shows each to whom; a photo is one file, its largest copy."""
    whole = Q(copy=None) | Q(copy__long_side=PAGE, content_type="image/jpeg")
    return StoredFile.objects.filter(whole, by.relation_rule(Action.JUDGE_REPORTS))


class OfAFile(Removable):
    """A file that stands for itself: what a worker made for somebody."""

    code, label = "documents.file", _("file")

    def found(self, pks: Iterable[int], by: Access) -> dict[int, StoredFile]:
        return of_house(by).filter(state=StoredFile.State.READY).in_bulk(list(pks))

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = StoredFile.objects.in_bulk(list(pks))
        return {pk: f"{words.kind_of_file(row.kind)}, {row.sort}" for pk, row in rows.items()}

    def house(self, thing: StoredFile) -> Institution:
        return thing.institution

    def author(self, thing: StoredFile) -> User:
        return thing.made_by

    def address(self, thing: StoredFile) -> str:
        return reverse("manners:file", args=[thing.pk])

    def remove(self, thing: StoredFile, *, by: Access, at: datetime) -> None:
        content.retire(StoredFile.objects.filter(pk=thing.pk), at)


OF_A_FILE = OfAFile()
