"""What a parent has not read yet of what children learned, in one line a child: for Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.feed.words import lately
from assessment.family.reading import unread
from outbox.clock import local_day
from people.access import Access


@dataclass(frozen=True)
class News:
    when: str
    text: str
    url: str


def news_of(access: Access, at: datetime) -> dict[int, News]:
    """By child: the newest that was not acknowledged. One query, however many children."""
    today, found = local_day(at, access.zone), {}
    for one in unread(access, at).select_related("child").order_by("published_at"):
        assert one.published_at  # a parent sees no other
        when = lately(local_day(one.published_at, access.zone), today)
        text = _("New assessment: %(name)s") % {"name": one.child.first_name}
        url = reverse("assessment:growth_of", args=[one.child_id])
        found[one.child_id] = News(_("Published %(day)s") % {"day": when}, text, url)
    return found
