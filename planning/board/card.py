"""What administration's Today says of plans: how many groups have not submitted the month that is due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duties import calendar
from duties.board import newest_silent
from duties.calendar import Calendar
from duties.mine import days_near
from outbox.clock import local_day
from people.access import Access, Action
from planning.duties import MonthPlanDue


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """The newest month of which any group is silent, as input of ``components/line.html``; else None.

    Three queries for each of two months at most.
    """
    house, duty = access.institution, MonthPlanDue()
    if house is None or not access.holds(Action.OVERSEE_DUTIES):
        return None
    today = local_day(at, house.time_zone)
    days = days or calendar.around(house, today, calendar.REACH)
    found = newest_silent(duty, house, days_near(duty, house, today, days), days, at)
    if found is None:
        return None
    count = ngettext("%(n)d group is silent", "%(n)d groups are silent", found.groups)
    return {
        "title": _("Plans for %(month)s") % {"month": duty.about(None, found.day)},
        "subtitle": count % {"n": found.groups}, "icon": duty.icon, "url": duty.board(found.day),
        "due": found.due,
    }  # fmt: skip
