"""What the head's Today says of absences to clarify."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.models import Clarification
from duties.calendar import Calendar
from people.access import Access, Action


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """Input of ``components/line.html``; None when nothing waits. One query."""
    if not access.holds(Action.CLARIFY_ABSENCE):
        return None
    waiting = Clarification.objects.visible_to(access, Action.CLARIFY_ABSENCE).open()
    found = waiting.aggregate(n=Count("pk"), oldest=Min("since"))
    if not found["n"]:
        return None
    title = ngettext("%(n)d absence to clarify", "%(n)d absences to clarify", found["n"])
    oldest = _("the oldest since %(day)s") % {"day": date_format(found["oldest"], "j. F")}
    return {
        "title": title % {"n": found["n"]}, "subtitle": oldest, "icon": "phone", "symbol": "",
        "url": reverse("attendance:clarifications"), "due": None, "side": None,
    }  # fmt: skip
