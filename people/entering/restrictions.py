"""A restriction whose document is past stays; administration is reminded each week until it decides."""

from __future__ import annotations

from datetime import datetime

from outbox import queue
from outbox.clock import portal_day
from outbox.models import Notification
from people.access import Action, house_holders
from people.entering.kinds import CODE, past


def remind(at: datetime) -> int:
    """Each is told once in a calendar week.

    :returns: how many notifications were new
    """
    day = portal_day(at)
    year, week, _weekday = day.isocalendar()
    rows = [
        Notification(
            institution=one.institution, person_id=person, role=role, kind=CODE,
            subject_id=one.pk, occasion=f"{year}-{week}",
        )
        for one in past(day).select_related("institution")
        for person, role in house_holders(Action.MANAGE_PEOPLE, one.institution, day)
    ]  # fmt: skip
    return queue.put(rows, at=at)
