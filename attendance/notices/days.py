"""Which days may be reported, and which days a notice leaves to others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.notices.settings import LONGEST
from attendance.settings import cutoff_at
from duties import calendar
from duties.calendar import Calendar
from duties.calendar.days import short
from outbox.clock import ONE_DAY, local_day
from people.models import Child, ChildGroup, Institution


@dataclass(frozen=True)
class Period:
    """From ``since`` until the day before ``until``."""

    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - ONE_DAY

    def without(self, other: "Period") -> list["Period"]:
        """What lies before the other and what lies after it."""
        before = Period(self.since, min(self.until, other.since))
        after = Period(max(self.since, other.until), self.until)
        return [part for part in (before, after) if part.since < part.until]


def require_reportable(children: Iterable[Child], days: Period, *, at: datetime) -> None:
    """:raises ValidationError: days that are past, too many, too far ahead, or nobody's working day"""
    if days.until <= days.since:
        raise ValidationError(_("The last day is before the first one."), code="days")
    for institution in {child.institution for child in children}:
        _require_reportable(institution, days, local_day(at, institution.time_zone))


def _require_reportable(institution: Institution, days: Period, today: date) -> None:
    longest = LONGEST.of(institution)
    if days.since < today:
        raise ValidationError(
            _("A day that is past cannot be reported. Tell the teacher or the nurse."), code="days"
        )
    if (days.since - today).days > longest or (days.until - days.since).days > longest:
        text = ngettext(
            "Absence can be reported at most %(n)d day ahead and for %(n)d day.",
            "Absence can be reported at most %(n)d days ahead and for %(n)d days.",
            longest,
        )
        raise ValidationError(text % {"n": longest}, code="days")
    every = (days.since + ONE_DAY * n for n in range((days.until - days.since).days))
    of_the_house = calendar.of(institution, days.since, days.last)
    if not any(of_the_house.is_working(day) for day in every):
        raise ValidationError(_("The preschool does not work on these days."), code="days")


def first_to_report(
    institution: Institution, group: ChildGroup | None, days: Calendar, *, at: datetime
) -> date:
    """The day that is most likely meant: today before the cut-off, afterwards the next working day."""
    today = local_day(at, institution.time_zone)
    if days.is_working(today, group) and at <= cutoff_at(institution, today):
        return today
    return days.working_day_after(today, group, within=14) or today + ONE_DAY


def day_in_words(day: date, today: date) -> str:
    """«Šodien, 16.11.», «Rīt, 17.11.», «Piektdien, 20.11.»"""
    if day == today:
        return _("Today, %(day)s") % {"day": short(day)}
    if day == today + ONE_DAY:
        return _("Tomorrow, %(day)s") % {"day": short(day)}
    return f"{date_format(day, 'l').capitalize()}, {short(day)}"
