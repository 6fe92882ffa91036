"""The duty of the house: the calendar of a school year is looked through before it begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy

from duties import leads
from duties.calendar import Calendar, school_year
from duties.models import CalendarCheck
from duties.periods import WholeDayDuty
from outbox.clock import local_day, moment
from people.access import Action
from people.models import ChildGroup, Institution

JULY = 7


def begins_at(institution: Institution, year: int) -> datetime:
    """From this moment on the calendar of the school year can be looked through."""
    return moment(date(year, JULY, 1), time(0), institution.time_zone)


def years_at(institution: Institution, at: datetime) -> list[int]:
    """School years whose calendar is owed: this one, and from July on the next."""
    today = local_day(at, institution.time_zone)
    this = school_year.school_year_of(today)
    return [this, this + 1] if JULY <= today.month < school_year.FIRST_MONTH else [this]


class CalendarCheckedInJuly(WholeDayDuty):
    """Owed by the institution, once for each school year, by 31 July before it."""

    code = "calendar"
    label = gettext_lazy("Calendar of the school year")
    action = Action.MANAGE_CALENDAR
    leads = (leads.FROM_THE_FIRST_OF_THE_MONTH, leads.working_days_before(1), leads.WHEN_LATE)

    def days(self, around: date, calendar: Calendar) -> Iterable[date]:
        return [school_year.first_day(around.year)]

    def last_day(self, day: date, calendar: Calendar) -> date:
        return date(day.year, JULY, 31)

    def owed(self, groups: Iterable[ChildGroup], day: date, calendar: Calendar) -> list[ChildGroup]:
        return []

    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        return {}

    def url(self, group: ChildGroup | None, day: date) -> str:
        return reverse("duties:calendar_of", args=[day.year])

    def owed_by_house(self, institution: Institution, day: date, calendar: Calendar) -> bool:
        return day == school_year.first_day(day.year)

    def done_by_house(self, institution: Institution, day: date) -> datetime | None:
        checks = CalendarCheck.objects.filter(institution=institution, school_year=day.year)
        return checks.values_list("checked_at", flat=True).first()

    def when(self, day: date) -> str:
        return school_year.title(day.year)
