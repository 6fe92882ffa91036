"""What administration's Today says of the days' logs: how many groups are silent, today from seven in the
evening on, else of the working day before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.duties import DayLogBySeven
from duties import calendar
from duties.board import newest_silent
from duties.calendar import Calendar
from outbox.clock import local_day
from people.access import Access, Action


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """Input of ``components/line.html``, or nothing. Three queries for each of two days at most."""
    house, duty = access.institution, DayLogBySeven()
    if house is None or not access.holds(Action.OVERSEE_DUTIES):
        return None
    today = local_day(at, house.time_zone)
    days = days or calendar.around(house, today, calendar.REACH)
    near = [day for day in (today, days.working_day_before(today)) if day]
    late = [day for day in near if at >= duty.late_from(house, day)]
    found = newest_silent(duty, house, late, days, at)
    if found is None:
        return None
    count = ngettext(
        "%(n)d group has not confirmed", "%(n)d groups have not confirmed", found.groups
    )
    return {
        "title": _("Days' logs of %(day)s") % {"day": duty.when(found.day)},
        "subtitle": count % {"n": found.groups}, "icon": duty.icon, "url": duty.board(found.day),
        "due": found.due,
    }  # fmt: skip
