"""A covered photo as a page shows it, each size and format under its own address: one by itself in all of
them (``Picture``), or small copies read with the row that they belong to, where many stand (``Thumb``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from documents.models import Photo, PhotoCopy, StoredFile
from documents.photos.sizes import THUMBNAIL

JPEG, WEBP = "image/jpeg", "image/webp"


@dataclass(frozen=True)
class Picture:
    """What ``components/photo.html`` takes; its words are the owner's."""

    sources: list[tuple[str, str]]  # type and ``srcset``; what every browser reads comes last
    small: str
    large: str
    width: int
    height: int


def picture_of(photo: Photo) -> Picture | None:
    """None while there is nothing to show. Its ``copies`` with their files are asked for before."""
    by_type: dict[str, list[PhotoCopy]] = defaultdict(list)
    for copy in sorted(photo.copies.all(), key=lambda one: one.long_side):
        by_type[copy.file.content_type].append(copy)
    if not by_type:
        return None
    every = by_type[JPEG]
    sources = [(form, ", ".join(map(_sized, by_type[form]))) for form in (WEBP, JPEG)]
    largest = every[-1]
    return Picture(sources, address(every[0]), address(largest), largest.width, largest.height)


def address(copy: PhotoCopy) -> str:
    return _address(copy.file.name)


def _sized(copy: PhotoCopy) -> str:
    return f"{address(copy)} {copy.width}w"


@dataclass(frozen=True)
class Thumb:
    """What ``components/thumb.html`` takes; its words are the owner's. ``file`` is the JPEG's key."""

    file: int
    jpeg: str
    webp: str
    width: int
    height: int


def thumbs_of(photo: str) -> ArraySubquery:
    """To annotate rows with; ``thumb_of`` reads it. No query of its own.

    :param photo: the way from the row to its photo
    """
    mine = PhotoCopy.objects.filter(photo=OuterRef(photo), long_side=THUMBNAIL)
    ready = mine.filter(file__state=StoredFile.State.READY)
    facts = JSONObject(
        file="file", name="file__name", type="file__content_type", width="width", height="height"
    )
    return ArraySubquery(ready.values_list(facts))


def thumb_of(copies: Iterable[Mapping[str, Any]]) -> Thumb | None:
    """None where there is nothing to show."""
    by_type = {one["type"]: one for one in copies}
    if not {JPEG, WEBP} <= set(by_type):
        return None
    jpeg, webp = by_type[JPEG], by_type[WEBP]
    sides = jpeg["width"], jpeg["height"]
    return Thumb(jpeg["file"], _address(jpeg["name"]), _address(webp["name"]), *sides)


def _address(name: str) -> str:
    return reverse("documents:file", args=[name])
