"""The weekly check on Today of nurse, clerk and administration."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from attendance.check import words
from attendance.check.week import WEEK, Week
from duties import calendar
from duties.calendar import Calendar, school_year
from duties.calendar.days import monday_of
from duties.models import Closure
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.whose_day import days_with_children

WEEKS_BEHIND = 5


@dataclass(frozen=True)
class Progress:
    """How far a week's check is."""

    week: Week
    signed: int
    owing: int
    older: int = 0  # weeks before it that are not signed everywhere

    @property
    def is_done(self) -> bool:
        return self.owing > 0 and self.signed == self.owing


def unsigned_week(access: Access, *, at: datetime, days: Calendar | None = None) -> Progress:
    """The last week that is over and not signed everywhere, and how many such before it; else this one.

    Two queries, three without ``days``.
    """
    assert access.institution
    today = local_day(at, access.institution.time_zone)
    this = monday_of(today)
    days = days or calendar.around(access.institution, this, calendar.REACH)
    found = list(_weeks(access, [this - WEEK * n for n in range(WEEKS_BEHIND)], days))
    over = [p for p in found if p.owing and not p.is_done and _is_over(p.week, today)]
    return replace(over[0], older=len(over) - 1) if over else found[0]


def _weeks(access: Access, mondays: list[date], days: Calendar) -> Iterable[Progress]:
    """Newest first."""
    place = access.institution
    assert place
    since, until = mondays[-1], mondays[0] + WEEK
    years = {school_year.school_year_of(day) for day in (since, until - ONE_DAY)}
    signed = Closure.objects.filter(
        group=OuterRef("pk"), kind=Closure.Kind.WEEK, reopened_at__isnull=True, since__gte=since
    )
    seen = access.groups(Action.VIEW_ATTENDANCE).filter(school_year__in=years)
    told = seen.annotate(signed=ArraySubquery(signed.values("since")))
    groups = list(told.select_related("institution").order_by("sort_key", "pk"))
    every = [since + ONE_DAY * n for n in range((until - since).days)]
    children = days_with_children(groups, every)
    for monday in mondays:
        week = Week(place, monday, days, groups, children)
        owing = [group for group in groups if week.owed(group)]
        yield Progress(week, sum(monday in group.signed for group in owing), len(owing))


def _is_over(week: Week, today: date) -> bool:
    owing = [group for group in week.groups if week.owed(group)]
    return all(week.is_over(group, today) for group in owing)


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """Input of ``components/line.html``; nothing for those whose the check is not."""
    if not (access.holds(Action.VIEW_ATTENDANCE) and access.institution):
        return None
    found = unsigned_week(access, at=at, days=days)
    if not found.owing:
        return None
    today = local_day(at, access.institution.time_zone)
    return {
        "title": _("Weekly check %(week)s") % {"week": words.days_of(found.week)},
        "subtitle": words.progress(found.signed, found.owing, found.older),
        "url": reverse("attendance:check", args=[found.week.monday]),
        "icon": "shield-check",
        "due": words.due(found.week, today, is_done=found.is_done),
    }
