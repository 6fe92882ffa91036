"""The page of one photo for a family: the picture large, what is seen in it, the day's other photos."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from activities.feed import addresses, words
from activities.models import DayPhoto
from documents.pictures import picture_of
from outbox.clock import local_day
from people.access import Access, Action
from people.requests import PortalRequest


def photo_page(request: PortalRequest, pk: int) -> dict[str, Any]:
    """Of one that is reported: that it is, and nothing else.

    :raises Http404: none of a day that this family reads
    """
    told = _told(request.access)
    row = told.select_related("log__group", "log__institution", "entry").with_copies()
    found = row.filter(pk=pk).first()
    if found is None:
        raise Http404
    log = found.log
    today = local_day(request.received_at, log.institution.time_zone)
    return {
        "row": found, "log": log, "title": words.title_of(log.day, today), "back": addresses.of_day(log),
        "picture": None if found.hidden_at else picture_of(found.photo),
        "of": _entry(found), **_among(found, told),
    }  # fmt: skip


def _told(access: Access) -> Any:
    return DayPhoto.objects.told_to(access, Action.VIEW_PHOTO)


def _entry(row: DayPhoto) -> str:
    """What was done when it was taken; of one that was taken away since nothing."""
    entry = None if row.hidden_at else row.entry
    return entry.title if entry and entry.voided_at is None else ""


def _among(row: DayPhoto, told: Any) -> dict[str, Any]:
    """Which of the day's it is, and its neighbours, as ``components/pager.html`` takes them. One query."""
    every = list(told.filter(log=row.log, hidden_at=None))
    if row not in every:
        return {"position": "", "before": None, "after": None}
    nth = every.index(row)
    return {
        "position": words.position(nth + 1, len(every)),
        "before": _to(every[nth - 1], _("Previous photo")) if nth else None,
        "after": _to(every[nth + 1], _("Next photo")) if nth + 1 < len(every) else None,
    }


def _to(row: DayPhoto, text: str) -> dict[str, str]:
    return {"url": addresses.of_photo(row), "text": text}
