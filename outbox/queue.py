"""Putting something into the outbox: part of the transaction of its cause, in bulk."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from outbox import tasks, wake
from outbox.channels import CHANNELS
from outbox.models import Delivery, Notification
from outbox.wishes import Wishes

_BUNDLES = uuid.UUID("6f9b1c1e-5c1d-4f55-9b0a-2b1d3c8f7a10")


@transaction.atomic
def put(notifications: Iterable[Notification], *, at: datetime) -> int:
    """Tell people. What a person was told already in a role is not told again in that role.

    Seven queries, however many.
    ``notifications`` are unsaved rows with their institution at hand; ``created_at`` is set here.

    :returns: how many were new
    """
    rows = sorted(notifications, key=_order)
    new = _written(rows, at) if rows else []
    deliveries = _deliveries(new, at)
    Delivery.objects.bulk_create(deliveries)
    if deliveries:
        wake.on_commit(tasks.relay)
    return len(new)


def settle(*, at: datetime, **about: Any) -> None:
    """What was told of something that is done asks for nobody's attention any more. One query.

    Whoever is just reading one of them is not waited for: it leads to what was done.
    """
    told = Notification.objects.unread().filter(**about).order_by()
    free = told.select_for_update(skip_locked=True).values("pk")
    Notification.objects.filter(pk__in=free).update(read_at=at)


def _written(rows: list[Notification], at: datetime) -> list[Notification]:
    for row, number in zip(rows, _numbers(len(rows)), strict=True):
        row.pk, row.created_at = number, at
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    ours = Notification.objects.filter(pk__in=[row.pk for row in rows])
    written = set(ours.values_list("pk", flat=True))
    return [row for row in rows if row.pk in written]


def _order(row: Notification) -> list[str]:
    """One order for everybody: two that tell the same things wait for one another, never crosswise."""
    return [str(part) for part in row.thing]


def _numbers(count: int) -> list[int]:
    """Ids drawn beforehand: an insert that passes over conflicts does not tell what it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Notification._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _deliveries(new: list[Notification], at: datetime) -> list[Delivery]:
    wishes = Wishes.about(new)
    people = {notification.person_id for notification in new}
    found = []
    for code, channel in CHANNELS.items():
        reached = channel().reaches(people)
        found += [
            _delivery(n, code, wishes.goes_out_at(n, code, at))
            for n in new
            if n.person_id in reached and wishes.wants(n, code)
        ]
    return found


def _delivery(notification: Notification, channel: str, moment: datetime) -> Delivery:
    """What one person gets by one channel at one moment is bundled, to go out as one letter."""
    name = f"{notification.person_id} {channel} {moment.timestamp()}"
    return Delivery(
        notification=notification, channel=channel, letter=uuid.uuid5(_BUNDLES, name),
        due_at=moment, next_try_at=moment,
    )  # fmt: skip
