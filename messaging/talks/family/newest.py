"""A talk that a parent has not read yet, in one line a child: for Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from duties.calendar.days import short
from messaging.talks.family.rows import unread
from people.access import Access


@dataclass(frozen=True)
class News:
    when: str
    text: str
    url: str


def news_of(access: Access, at: datetime) -> dict[int, News]:
    """By child: the newest. One query, however many children."""
    found = {}
    for talk in unread(access, at).select_related("child").order_by("day", "pk"):
        when = _("Talk on %(day)s") % {"day": short(talk.day)}
        text = _("Record of a talk to read: %(name)s") % {"name": talk.child.first_name}
        url = reverse("messaging:family_talk", args=[talk.pk])
        found[talk.child_id] = News(when, text, url)
    return found
