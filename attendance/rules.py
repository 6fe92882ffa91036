"""When a register may be written, and why not (R22)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duties import calendar, ladder
from duties.calendar import school_year
from outbox.clock import local_day
from people.access import Access
from people.models import ChildGroup


def why_not(
    group: ChildGroup, day: date, *, at: datetime, days: calendar.Calendar | None = None
) -> str | None:
    """Why nobody records attendance of this group on this day; None when it can be.

    ``days`` is the institution's calendar where it is at hand; else one query.
    """
    if school_year.school_year_of(day) != group.school_year:
        return _("This group works in the school year %(year)s.") % {
            "year": school_year.label(group.school_year)
        }
    if day > local_day(at, group.institution.time_zone):
        return _("This day has not come yet.")
    days = days or calendar.of(group.institution, day, day)
    return days.why_off(day, group)


def require_recordable(group: ChildGroup, day: date, *, by: Access, at: datetime) -> None:
    """:raises ValidationError: a future day, a day off, or a day closed for this person's role"""
    if reason := why_not(group, day, at=at):
        raise ValidationError(reason, code="no_register")
    ladder.require_open(ladder.Subject.ATTENDANCE, access=by, group=group, day=day)
