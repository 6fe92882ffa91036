"""The calendar's card on Today: it waits to be looked through."""

from datetime import datetime
from typing import Any

from duties import duties, registry
from duties.badges import badge_of_day
from duties.calendar import Calendar, school_year
from duties.duties import CalendarCheckedInJuly
from people.access import Access, Action


def card_of(access: Access, *, at: datetime, days: Calendar | None = None) -> dict[str, Any] | None:
    """Input of ``components/line.html``; None for who does not manage the calendar, and when it is done."""
    house = access.institution
    if house is None or not access.holds(Action.MANAGE_CALENDAR):
        return None
    duty = registry.get(CalendarCheckedInJuly.code)
    for year in duties.years_at(house, at):
        day = school_year.first_day(year)
        (owed,) = registry.owed_by(
            [], institution=house, day=day, calendar=Calendar(), duties=[duty]
        )
        if owed.done_at is None:
            return {
                "title": str(duty.label), "subtitle": owed.about, "url": owed.url,
                "icon": "calendar", "due": badge_of_day(owed, at),
            }  # fmt: skip
    return None
