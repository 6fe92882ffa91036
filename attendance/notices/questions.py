"""What guardians are asked, and have not been asked yet. Looked for every minute, and soon after each
confirmation.

Nothing is remembered between two runs but what was told: two beats do no harm, and one that was
down catches up within the day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from attendance.notices import houses_to_ask
from attendance.notices.kinds import STILL_ILL, UNEXPLAINED
from attendance.notices.open_questions import Asked, guardians, perhaps_ill, unexplained
from outbox import queue
from outbox.clock import local_day
from outbox.models import Notification
from people import houses
from people.models import Institution, Role


def ask_all(at: datetime) -> int:
    """In every institution.

    :returns: how many notifications are new
    """
    return houses.together(ask, at=at, name="questions")


def ask_where_confirmed(at: datetime) -> int:
    """In those institutions only where a register was confirmed since this was asked last.

    :returns: how many notifications are new
    """
    ids = houses_to_ask.taken()
    return houses.together(ask, at=at, name="questions", ids=ids) if ids else 0


@transaction.atomic
def ask(institutions: Sequence[Institution], at: datetime) -> int:
    """Ask the guardians why a child is absent today, and whether one is still ill.

    The same number of queries for any number of institutions in which the same day is today.

    :returns: how many notifications are new
    """
    by_id = {one.pk: one for one in institutions}
    new = [row for day, of_day in _by_day(institutions, at) for row in _new(of_day, day, at)]
    for row in new:
        row.institution = by_id[row.institution_id]
    return queue.put(new, at=at) if new else 0


def _by_day(
    institutions: Iterable[Institution], at: datetime
) -> Iterable[tuple[date, list[Institution]]]:
    found: dict[date, list[Institution]] = {}
    for one in institutions:
        found.setdefault(local_day(at, one.time_zone), []).append(one)
    return found.items()


def _new(institutions: list[Institution], today: date, at: datetime) -> list[Notification]:
    asked = {
        UNEXPLAINED: unexplained(institutions, today),
        STILL_ILL: perhaps_ill(institutions, today, at),
    }
    rows = [row for kind, children in asked.items() for row in _rows(kind, children, today)]
    return _not_told_yet(rows, today)


def _rows(kind: str, asked: list[Asked], today: date) -> Iterator[Notification]:
    of_child = {one.child_id: one for one in asked}
    for guardian in guardians(of_child, today) if of_child else ():
        one = of_child[guardian.child_id]
        yield Notification(
            institution_id=one.institution_id, person_id=guardian.user_id, role=Role.PARENT,
            kind=kind, group_id=one.group_id, subject_id=one.child_id, day=today,
        )  # fmt: skip


def _not_told_yet(rows: list[Notification], today: date) -> list[Notification]:
    if not rows:
        return []
    told = Notification.objects.filter(
        kind__in={row.kind for row in rows}, day=today,
        subject_id__in={row.subject_id for row in rows},
    )  # fmt: skip
    things = {row.thing for row in told}
    return [row for row in rows if row.thing not in things]
