"""The newest day of each child of a family, in two lines: for Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.feed.words import lately
from activities.models import DayEntry, DayLog
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action

LATELY = 14  # days back: what is older is no news


@dataclass(frozen=True)
class Newest:
    when: str
    titles: str
    url: str


def newest_of(access: Access, at: datetime) -> dict[int, Newest]:
    """By child. Two queries, however many children."""
    today = local_day(at, access.zone)
    entries = DayEntry.objects.standing().filter(log=OuterRef("pk")).order_by("added_at", "pk")
    mine = DayLog.objects.visible_to(access, Action.VIEW_DAY)
    lines = mine.filter(day__gt=today - ONE_DAY * LATELY).order_by("day")
    found = {}
    for log in lines.annotate(titles=ArraySubquery(entries.values("title"))):
        for stay in access.family_stays(Action.VIEW_DAY):
            if stay.group == log.group_id and stay.covers(log.day):
                when = _("In the group %(day)s") % {"day": lately(log.day, today)}
                url = f"{reverse('activities:feed')}#day-{log.pk}"
                found[stay.child] = Newest(when, " · ".join(log.titles), url)
    return found
