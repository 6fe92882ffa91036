"""Days of the demonstration's calendar that the state's does not know."""

from __future__ import annotations

from duties.models import CalendarException
from duties.operations import except_day, seed_moved_days
from ejournal.demo.place import Place

CLOSED = CalendarException.Kind.CLOSED
CLOSED_GROUP = 9  # its number in the first institution


def mark(place: Place) -> None:
    """Moved days; one day on which the institution was closed; one group closed soon."""
    seed_moved_days(place.institution)
    by, days = place.head(), place.working_days()
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
