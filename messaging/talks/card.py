"""What a teacher's Today says of talks: what was agreed and is to be done in these days, and own drafts that
wait to be finished. A line each, and no duty: a talk is owed to nobody (R28)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duties.calendar.days import short
from messaging.models import Talk, TalkAction
from messaging.talks.words import due
from outbox.clock import local_day
from people.access import Access, Action

NEAR = timedelta(days=3)  # how long before its day something agreed is told of
LATELY = timedelta(days=180)  # what is older, or more, is looked up in the list
MOST = 6


def lines_of(access: Access, at: datetime) -> list[dict[str, Any]]:
    """Inputs of ``components/line.html``. One query, however many groups."""
    today = local_day(at, access.zone)
    return [_line(talk, today) for talk in _waiting(access, today)]


def _waiting(access: Access, today: date) -> QuerySet[Any]:
    """Talks with something agreed that is to be done, the most urgent first; then own drafts."""
    agreed = TalkAction.objects.open().filter(talk=OuterRef("pk"), due_on__lte=today + NEAR)
    first = agreed.order_by("due_on", "pk")
    lately = Talk.objects.visible_to(access, Action.VIEW_TALK).filter(day__gt=today - LATELY)
    with_agreed = lately.annotate(
        agreed=Subquery(first.values("text")[:1]), due_on=Subquery(first.values("due_on")[:1])
    )
    own = Talk.objects.drafts().filter(opened_by=access.user.pk)
    found = with_agreed.filter(Q(due_on__isnull=False) | Q(pk__in=own.values("pk")))
    return found.select_related("child", "group").order_by("due_on", "day", "pk")[:MOST]


def _line(talk: Any, today: date) -> dict[str, Any]:
    title = talk.agreed or _("Finish the record of the talk")
    until = _due(talk.due_on, today) if talk.due_on else None
    return {
        "title": title, "subtitle": f"{talk.child} · {short(talk.day)}", "due": until,
        "url": reverse("messaging:talk", args=[talk.pk]), "symbol": talk.group.symbol,
    }  # fmt: skip


def _due(day: date, today: date) -> dict[str, Any]:
    """Input of ``components/due.html``: «līdz 1.12.», «bija līdz 1.12.»"""
    said = {"day": short(day)}
    if day < today:
        return due(pgettext("agreed", "was by %(day)s") % said, "bad", "clock")
    return due(pgettext("agreed", "by %(day)s") % said, "soon", "clock")
