"""Where a family reads a day, and looks at a photo of it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from activities.models import DayLog, DayPhoto
from outbox.clock import ONE_DAY


def of_day(log: DayLog) -> str:
    """The feed begins with that day, however long ago it was."""
    asked = urlencode({"before": log.day + ONE_DAY})
    return f"{reverse('activities:feed')}?{asked}#day-{log.pk}"


def of_photo(row: DayPhoto) -> str:
    return reverse("activities:photo_of_day", args=[row.pk])
