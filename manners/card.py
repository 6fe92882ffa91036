"""What administration's Today says of reports that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duties.calendar import Calendar
from manners.models import Report
from manners.words import when
from people.access import Access, Action


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """Input of ``components/line.html``; None when nothing waits. One query."""
    house = access.institution
    if house is None or not access.holds(Action.JUDGE_REPORTS):
        return None
    waiting = Report.objects.visible_to(access, Action.JUDGE_REPORTS).open()
    found = waiting.aggregate(n=Count("pk"), oldest=Min("at"))
    if not found["n"]:
        return None
    title = ngettext("%(n)d report to decide", "%(n)d reports to decide", found["n"])
    oldest = _("the oldest of %(when)s") % {"when": when(found["oldest"], house)}
    return {
        "title": title % {"n": found["n"]}, "subtitle": oldest, "icon": "flag",
        "url": reverse("manners:reports"),
    }  # fmt: skip
