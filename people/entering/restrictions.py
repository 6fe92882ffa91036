"""Who may not fetch a child. Restrictions whose document is past stay: administration is asked each week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from outbox import queue
from outbox.clock import portal_day
from people.access import Action
from people.audiences import to_house
from people.entering.kinds import CODE, past
from people.models import Child, Restriction, User


def kept_from(children: Iterable[Child], day: date) -> dict[int, list[User]]:
    """Guardians to whom a document forbids the child to be handed over, by child id. One query.

    Whoever hands children over must see it at once (R20); the document is administration's.
    """
    standing = Restriction.objects.forbidding_to_fetch(day).filter(
        guardianship__child__in=list(children)
    )
    found: dict[int, list[User]] = defaultdict(list)
    rows = standing.select_related("guardianship__user").order_by("guardianship__user__sort_key")
    for row in rows:
        if row.guardianship.user not in found[row.guardianship.child_id]:
            found[row.guardianship.child_id].append(row.guardianship.user)
    return dict(found)


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
