"""How many of something one person may send in an hour. Counted in the database: it holds without cache.

The hour is that of the clock; what was counted is dropped two days later.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from people.models import Used, User

# Letters with a link: one sender may invite a large house at once, one person is not flooded by many.
INVITING, INVITED = "letters_sent", "letters_received"
RESET, CODE = "resets_received", "codes_received"
REPORTS = "reports"  # each hides a thing at once: nobody hides everything
MOST = {INVITING: 1000, INVITED: 5, RESET: 5, CODE: 5, REPORTS: 10}
LAST = timedelta(days=2)

_COUNT = """
    INSERT INTO people_used (person_id, kind, hour, number) SELECT unnest(%s::bigint[]), %s, %s, %s
    ON CONFLICT (person_id, kind, hour) DO UPDATE SET number = people_used.number + excluded.number
    RETURNING person_id, number
"""


class UsedUp(Exception):
    """More than may be sent in an hour: nothing was sent. A page answers 429."""

    def __str__(self) -> str:
        return _("That was enough for this hour. Try again in an hour.")


@transaction.atomic
def use(kind: str, people: list[User], *, at: datetime, number: int = 1) -> None:
    """Count so many more for each of them, or for none.

    :raises UsedUp: somebody would pass what is allowed
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [sorted(person.pk for person in people), kind, hour, number])
        if any(counted > MOST[kind] for _person, counted in cursor.fetchall()):
            raise UsedUp


def forget(at: datetime) -> None:
    """Hours long past."""
    Used.objects.filter(hour__lt=at - LAST).delete()
