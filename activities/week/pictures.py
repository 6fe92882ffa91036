"""Photos of a week on paper: their bytes, and which of them a paper was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from activities.week.sheet import WEEK, photos_by
from documents import content
from documents.models import StoredFile


def photos_of(group: int, monday: date, moment: datetime) -> str:
    """Which photos a paper asked for at that moment is made of (``Job.sign``); empty: of none.
    Another one as soon as one of them is hidden, covered more or deleted. One query."""
    of_week: dict[str, Any] = {
        "log__group": group, "log__day__gte": monday, "log__day__lt": monday + WEEK,
    }  # fmt: skip
    found = sorted(photos_by(moment).filter(**of_week).values_list("pk", flat=True))
    return hashlib.sha256(repr(found).encode()).hexdigest()[:32] if found else ""


def with_bytes(paper: Mapping[str, Any]) -> dict[str, Any]:
    """The same with each photo as typst reads it: its bytes, what is to be seen, its sides."""
    places = [place for day in paper["days"] for place in (day, *day["entries"])]
    asked = {one.thumb.file for place in places for one in place["photos"] if one.thumb}
    files = StoredFile.objects.in_bulk(asked)
    days = [_bytes_of(day, files) for day in paper["days"]]
    return {**paper, "days": days}


def _bytes_of(place: Mapping[str, Any], files: Mapping[int, StoredFile]) -> dict[str, Any]:
    more = {"entries": [_bytes_of(one, files) for one in place.get("entries", ())]}
    photos = [_photo(one, files) for one in place["photos"]]
    return {
        **place,
        "photos": [one for one in photos if one],
        **(more if "entries" in place else {}),
    }


def _photo(one: Any, files: Mapping[int, StoredFile]) -> dict[str, Any] | None:
    """None where its bytes are not to be had: the paper is made without it."""
    try:
        picture = b"".join(content.read(files[one.thumb.file]))
    except (KeyError, content.Unreadable):
        return None
    facts = {"width": one.thumb.width, "height": one.thumb.height}
    return {"bytes": picture, "alt": one.row.alt, **facts}
