"""How it is told to staff whether parents were shown something, and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessment.models import Assessment, Observation, Publication
from duties.badges import clock
from duties.calendar.days import short
from outbox.clock import local_day
from outbox.models import GRACE


@dataclass(frozen=True)
class Told:
    """An observation as it is read; ``url``: all about it."""

    row: Observation
    state: str
    url: str


def told_of(row: Observation, zone: str) -> Told:
    url = reverse("assessment:observation", args=[row.child_id, row.pk])
    return Told(row, state_of(row, zone), url)


def state_of(row: Assessment | Observation | Publication, zone: str) -> str:
    """«melnraksts», «publicēts 17.11.»"""
    told = row if isinstance(row, Publication) else row.publication
    if told is None or told.published_at is None:
        return pgettext("assessment", "draft")
    return published(told.published_at, zone)


def published(at: datetime, zone: str) -> str:
    """«publicēts 17.11.»"""
    return pgettext("assessment", "published on %(day)s") % {"day": short(local_day(at, zone))}


def published_at(told: Publication, zone: str) -> str:
    """«Publicēts 13:41»; the minute runs, so it is today."""
    assert told.published_at
    return _("Published at %(time)s") % {"time": clock(told.published_at, zone)}


def seconds_left(told: Publication, at: datetime) -> int:
    """Of the minute in which it can be taken back; none afterwards."""
    if told.published_at is None or not told.can_be_taken_back(at):
        return 0
    return max(1, int((told.published_at + GRACE - at).total_seconds()))


def waiting_of(publications: Any) -> list[Publication]:
    """Published, and not shown to parents yet."""
    return [one for one in publications if one.is_published and not one.is_released]
