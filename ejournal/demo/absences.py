"""Who was away when, and when a register was confirmed: the same each time it is asked."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from attendance.models import Reason
from outbox.clock import moment
from people.models import Child, ChildGroup

_EPISODE = 0.21  # chance that a child is away for some days of a week; makes about 8 % of days
_LENGTHS = ((1, 30), (2, 25), (3, 20), (4, 10), (5, 15))
_REASONS: tuple[tuple[str | None, int], ...] = (
    (Reason.ILLNESS, 48), (Reason.FAMILY, 16), (Reason.HOLIDAY, 8), (Reason.DOCTOR, 8),
    (Reason.REHABILITATION, 3), (Reason.QUARANTINE, 1), (Reason.OTHER, 3), (None, 13),
)  # fmt: skip
_LATE = 0.04
_LATE_REASONS = ("", "", "Nebija interneta", "Rīta pastaiga ieilga", "Aizmirsu apstiprināt")


def absence(child: Child, day: date) -> tuple[bool, str | None]:
    """Whether the child is away, and why; an absence lasts some days of one week."""
    week, weekday = day.isocalendar()[1:]
    rng = source(child.first_name, child.last_name, child.birth_date, day.isocalendar()[0], week)
    if rng.random() > _EPISODE:
        return False, None
    began, length = rng.randrange(1, 6), _weighted(rng, _LENGTHS)
    reason = _weighted(rng, _REASONS)
    length = 1 if reason == Reason.DOCTOR else length
    away = began <= weekday < began + length
    return away, reason if away else None


def confirmed_at(group: ChildGroup, day: date) -> tuple[datetime, str]:
    """Mostly between 8:20 and 8:58; a few after nine, some of them with a reason."""
    rng = source(group.institution.slug, group.name, day)
    zone = group.institution.time_zone
    if rng.random() > _LATE:
        return moment(day, time(8, 20), zone) + timedelta(seconds=rng.randrange(38 * 60)), ""
    late = moment(day, time(9, 1), zone) + timedelta(seconds=rng.randrange(45 * 60))
    return late, rng.choice(_LATE_REASONS)


def source(*parts: object) -> random.Random:
    """Of chance, the same for the same parts."""
    return random.Random(" ".join(str(part) for part in parts))  # noqa: S311 – not a secret


def _weighted(rng: random.Random, choices):
    values, weights = zip(*choices, strict=True)
    return rng.choices(values, weights)[0]
