"""Who is told about absences, and who was not told yet. Asked every minute and on each confirmation.

Nothing is remembered between two runs but what was told: two beats do no harm, and one that was
down catches up within the day.
"""

import logging
from datetime import date, datetime

from django.db import transaction

from attendance.notices.asking import Asked, guardians, perhaps_ill, unexplained
from attendance.notices.kinds import STILL_ILL, UNEXPLAINED
from duties.clock import local_day
from outbox import queue
from outbox.models import Notification
from people.models import Institution, Role

logger = logging.getLogger(__name__)


def tell_all(at: datetime) -> int:
    """Every institution by itself: what fails in one does not keep the others waiting.

    :returns: how many notifications are new
    """
    told = 0
    for institution in Institution.objects.order_by("pk"):
        try:
            told += tell(institution, at)
        except Exception as error:  # its text may hold a row
            name = type(error).__name__
            logger.error("asking the guardians of institution %d failed: %s", institution.pk, name)
    return told


@transaction.atomic
def tell(institution: Institution, at: datetime) -> int:
    """Ask the guardians why a child is absent today, and whether one is still ill.

    :returns: how many notifications are new
    """
    today = local_day(at, institution.time_zone)
    asked = {
        UNEXPLAINED: unexplained(institution, today),
        STILL_ILL: perhaps_ill(institution, at),
    }
    rows = [
        row for kind, children in asked.items() for row in _rows(institution, kind, children, today)
    ]
    new = _not_told_yet(rows, today)
    return queue.put(new, at=at) if new else 0


def _rows(
    institution: Institution, kind: str, asked: list[Asked], today: date
) -> list[Notification]:
    groups = dict(asked)
    return [
        Notification(
            institution=institution, person_id=guardian.user_id, role=Role.PARENT, kind=kind,
            group_id=groups[guardian.child_id], subject_id=guardian.child_id, day=today,
        )
        for guardian in (guardians(groups, today) if groups else [])
    ]  # fmt: skip


def _not_told_yet(rows: list[Notification], today: date) -> list[Notification]:
    if not rows:
        return []
    told = Notification.objects.filter(
        kind__in={row.kind for row in rows}, day=today,
        subject_id__in={row.subject_id for row in rows},
    )  # fmt: skip
    things = {row.thing for row in told}
    return [row for row in rows if row.thing not in things]
