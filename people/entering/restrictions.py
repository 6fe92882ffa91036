"""A restriction whose document is past stays; administration is reminded each week until it decides."""

from __future__ import annotations

from datetime import datetime

from outbox import queue
from outbox.clock import portal_day
from people.access import Action
from people.audiences import to_house
from people.entering.kinds import CODE, past


def remind(at: datetime) -> int:
    """Each is told once in a calendar week.

    :returns: how many notifications were new
    """
    day = portal_day(at)
    year, week, _weekday = day.isocalendar()
    about = {"kind": CODE, "occasion": f"{year}-{week}"}
    rows = [
        row
        for one in past(day).select_related("institution")
        for row in to_house(Action.MANAGE_PEOPLE, one.institution, day, subject_id=one.pk, **about)
    ]
    return queue.put(rows, at=at)
