"""What administration's Today says of the month before, until it is closed."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from attendance.models import Register
from duties import calendar
from duties.calendar import Calendar
from duties.calendar.days import Month
from duties.models import Closure
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Institution


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """The month to close, as input of ``components/line.html``; None when there is none.

    From the first working day of a month on, until the month before is closed; one that was left
    open earlier goes first. What hinders it, its page says. Two queries, one with ``days``.
    """
    institution = access.institution
    if institution is None or not access.holds(Action.CLOSE_PERIODS):
        return None
    today = local_day(at, institution.time_zone)
    month = _oldest_open(institution, Month.of(today))
    if month is None or month != Month.of(today).before:
        return _card(month) if month else None
    days = days or calendar.of(institution, Month.of(today).first, today)
    return _card(month) if _work_has_begun(today, days) else None


def _oldest_open(institution: Institution, now: Month) -> Month | None:
    """Of the months before this one in which a register was kept. One query."""
    closed = Closure.objects.filter(
        institution=institution, group__isnull=True, kind__gte=Closure.Kind.MONTH,
        reopened_at__isnull=True, since__lte=OuterRef("day"), until__gt=OuterRef("day"),
    )  # fmt: skip
    kept = Register.objects.confirmed().filter(institution=institution, day__lt=now.first)
    first = kept.exclude(Exists(closed)).order_by("day").values_list("day", flat=True).first()
    return Month.of(first) if first else None


def _work_has_begun(today: date, days: calendar.Calendar) -> bool:
    return any(days.is_working(day) for day in Month.of(today).days if day <= today)


def _card(month: Month) -> dict[str, Any]:
    return {
        "title": _("%(month)s is not closed") % {"month": month.title},
        "subtitle": _("Look what is still missing, and close it."),
        "icon": "calendar-month",
        "url": reverse("attendance:months_of", args=[month.first]),
    }
