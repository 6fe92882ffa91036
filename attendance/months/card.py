"""What administration's Today says of the month before, until it is closed."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.months.house import all_groups
from attendance.months.span import Month
from attendance.months.standing import closed_over, groups_with_days, standings
from duties import calendar
from duties.calendar import Calendar
from duties.clock import local_day
from people.access import Access, Action


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """The month to close, as input of ``components/line.html``; None when there is none. Three queries,
    two with ``days`` (which reach from the first of that month to today).

    From the first working day of a month on, until the month before is closed.
    """
    institution = access.institution
    if institution is None or not access.holds(Action.CLOSE_PERIODS):
        return None
    today = local_day(at, institution.time_zone)
    month = Month.of(today).before
    groups = groups_with_days(all_groups(institution, month), month)
    found = list(groups.annotate(is_closed=Exists(closed_over(institution, month))))
    if not found or found[0].is_closed:
        return None
    days = days or calendar.of(institution, month.first, today)
    if not _work_has_begun(today, days):
        return None
    stand = standings(
        found, institution=institution, month=month, today=today, closures=(), days=days
    )
    if not any(one.owed for one in stand):
        return None
    return _card(month, sum(len(one.unconfirmed) for one in stand))


def _work_has_begun(today: date, days: calendar.Calendar) -> bool:
    return any(days.is_working(day) for day in Month.of(today).days if day <= today)


def _card(month: Month, unconfirmed: int) -> dict[str, Any]:
    text = ngettext("%(n)d day is not confirmed", "%(n)d days are not confirmed", unconfirmed)
    return {
        "title": _("%(month)s is not closed") % {"month": month.title},
        "subtitle": text % {"n": unconfirmed} if unconfirmed else _("All days are confirmed."),
        "icon": "calendar-month",
        "url": reverse("attendance:months_of", args=[month.first]),
    }
