"""The days of the school year so far: each that is owed, but for the few on which nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from activities.models import DayLog
from ejournal.demo.day_logs.course import is_silent
from ejournal.demo.day_logs.did import Planned
from ejournal.demo.day_logs.planned import planned_of
from ejournal.demo.day_logs.rows import Page
from ejournal.demo.day_logs.writing import write
from ejournal.demo.months.year import sheets_of, stages
from ejournal.demo.place import Place
from people.models import Assignment, User
from people.whose_day import days_with_children

LOOKED_AT = 0  # the number of the group of whoever tries the demonstration first


def fill(place: Place) -> int:
    """Add the logs that are missing. One that is there is somebody's and stays as it is.

    :returns: how many were made
    """
    pages = list(_pages(place))
    write(pages)
    return len(pages)


def days_by_hand(place: Place) -> list[date]:
    """The newest two of the group that is looked at are written by operations."""
    return [*place.past_days()[-1:], place.shown_day()]


def months_planned(place: Place, months: set[date], numbers: set[int]) -> list[Planned]:
    every = sheets_of(
        place, list(enumerate(place.groups)), stages(place.groups), sorted(months), place.calendar()
    )
    return planned_of([one for one in every if one.number in numbers], place.calendar())


def assistants(place: Place) -> dict[int, User]:
    """By group; the last of several."""
    rows = Assignment.objects.on(place.today).filter(
        institution=place.institution, kind=Assignment.Kind.ASSISTANT
    )
    return {row.group_id: row.user for row in rows.select_related("user").order_by("pk")}


def _pages(place: Place) -> Iterator[Page]:
    missing = set(_missing(place))
    months = {day.replace(day=1) for _number, day in missing}
    helping = assistants(place) if missing else {}
    numbers = {number for number, _day in missing}
    for planned in months_planned(place, months, numbers) if missing else ():
        sheet = planned.sheet
        for day in planned.days:
            if (sheet.number, day) in missing:
                yield Page(planned, day, helping.get(sheet.group.pk))


def _missing(place: Place) -> Iterator[tuple[int, date]]:
    """Numbers of groups, and days."""
    days, known = place.working_days(), place.calendar()
    children = days_with_children(place.groups, days)
    rows = DayLog.objects.filter(group__in=place.groups)
    there, by_hand = set(rows.values_list("group", "day")), days_by_hand(place)
    for number, group in enumerate(place.groups):
        for day in days:
            is_left = is_silent(number, day, known) or (number == LOOKED_AT and day in by_hand)
            is_owed = known.is_working(day, group) and children[group.pk].get(day)
            if is_owed and not is_left and (group.pk, day) not in there:
                yield number, day
