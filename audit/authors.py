"""Who wrote last what keeps no author of its own, and when (R15): read from the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField, Model, OuterRef, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.history import house_of
from audit.rights import event_model_of
from outbox.clock import local
from people.models import User


@dataclass(frozen=True)
class Author:
    name: str
    at: datetime
    is_first: bool  # entered, not changed since

    def __str__(self) -> str:
        """«ievadīja Ilze Kalēja, 16.11.2026.»"""
        told = {"name": self.name, "moment": date_format(self.at, "SHORT_DATE_FORMAT")}
        if self.is_first:
            return _("entered by %(name)s, %(moment)s") % told
        return _("changed by %(name)s, %(moment)s") % told


def of(entries: Sequence[Model]) -> dict[int, Author]:
    """By the id of the entry, of entries of one model and house; nobody where the portal itself wrote, or
    somebody of another house. One query."""
    if not entries:
        return {}
    events = event_model_of(type(entries[0]))._default_manager
    mine = events.filter(pgh_obj__in=[one.pk for one in entries]).select_related("pgh_context")
    last = (
        mine.order_by("pgh_obj", "-pgh_id").distinct("pgh_obj").annotate(author=_NAME, zone=_ZONE)
    )
    return {event.pgh_obj_id: _author(event) for event in last if event.author and _is_here(event)}


_USER = Cast(KeyTextTransform("user", OuterRef("pgh_context__metadata")), IntegerField())
_NAME = Subquery(
    User.objects.filter(pk=_USER).values(whole=Concat("first_name", Value(" "), "last_name"))
)
_ZONE = F("institution__time_zone")


def _is_here(event: Any) -> bool:
    return house_of(event.pgh_context.metadata) == str(event.institution_id)


def _author(event: Any) -> Author:
    is_first = event.pgh_label == "insert"
    return Author(event.author, local(event.pgh_created_at, event.zone), is_first)
