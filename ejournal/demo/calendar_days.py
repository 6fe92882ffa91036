"""Days of the demonstration's calendar that the state's does not know."""

from __future__ import annotations

from datetime import timedelta

from duties.duties import begins_at
from duties.models import CalendarException
from duties.operations import check_calendar, except_day, lay_down_moved_days
from ejournal.demo.place import Place

CLOSED = CalendarException.Kind.CLOSED
CLOSED_GROUP = 9  # its number in the first institution


def mark(place: Place) -> None:
    """Moved days; a calendar looked through in July; a day the house was closed; a group closed soon."""
    lay_down_moved_days(place.institution)
    by, days = place.head(), place.working_days()
    checked_at = begins_at(place.institution, place.year) + timedelta(days=13, hours=11)
    check_calendar(institution=place.institution, school_year=place.year, by=by, at=checked_at)
    if len(days) > 12:  # a day that is well past
        closed = days[len(days) * (3 if place.house.key == "a" else 2) // 5]
        except_day(
            institution=place.institution, day=closed, kind=CLOSED, by=by,
            note="Pedagogu tālākizglītības diena",
        )  # fmt: skip
    if len(place.groups) > CLOSED_GROUP:
        known = place.calendar()
        soon = known.working_day_after(known.working_day_after(place.today) or place.today)
        assert soon  # two months have no working day only in a broken calendar
        except_day(
            institution=place.institution, group=place.groups[CLOSED_GROUP], day=soon,
            kind=CLOSED, by=by, note="Grupā remonts",
        )  # fmt: skip
