"""Photos of days that show an assessment: small pictures for whoever may see them now, else nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from activities.album import Shown
from activities.feed import addresses
from activities.models import DayPhoto
from assessment.models import Assessment
from documents.pictures import thumb_of
from people.access import Access, Action
from people.models import Role

Photos = dict[int, Shown]  # by their keys


def seen_by(access: Access) -> QuerySet[Any]:
    """Confirmed and not reported, as small pictures."""
    seen = DayPhoto.objects.visible_to(access, Action.VIEW_PHOTO).shown()
    return seen.with_thumbs().select_related("log")


def photos_of(steps: Iterable[Assessment], access: Access) -> Photos:
    """Those that the reader may see. One query, none without photos; of a family one more for its days."""
    asked = {step.photo_id for step in steps if step.photo_id}
    return shown_to(seen_by(access).filter(pk__in=asked), access) if asked else {}


def photos_for_families(steps: Iterable[Assessment], access: Access) -> Photos:
    """Of days that families read, also where staff look at their page before."""
    found = photos_of(steps, access)
    return {pk: one for pk, one in found.items() if one.row.log.released_at}


def shown_to(rows: Iterable[Any], access: Access) -> Photos:
    """:param rows: of ``seen_by``"""
    address = addresses.of_photo if access.acts_as(Role.PARENT) else _of_staff
    found = ((row, thumb_of(row.thumbs)) for row in rows)
    return {row.pk: Shown(row, thumb, address(row)) for row, thumb in found if thumb}


def _of_staff(row: DayPhoto) -> str:
    return reverse("activities:photo", args=[row.log.group_id, row.log.day, row.pk])
