"""Who was away when, why, and what the parents had said: all days of one child at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from attendance.models import Reason
from attendance.models.reason import REASONS_OF_PARENTS

_BEGINS = 0.035  # chance that a child who was there yesterday stays away today
_LENGTHS = ((1, 30), (2, 25), (3, 20), (4, 10), (5, 15))
_REASONS: tuple[tuple[str | None, int], ...] = (
    (Reason.ILLNESS, 50), (Reason.FAMILY, 18), (Reason.HOLIDAY, 8), (Reason.DOCTOR, 6),
    (Reason.OTHER, 5), (None, 13),
)  # fmt: skip
_REPORTED = 0.6
_ANSWERED = 0.4


@dataclass(frozen=True)
class Absence:
    """``reported``: by a notice before; ``answered``: by one tap on its first day."""

    days: tuple[date, ...]
    reason: str | None
    reported: bool
    answered: bool

    @property
    def until(self) -> date:
        return self.days[-1] + timedelta(days=1)


def absences(rng: random.Random, days: Sequence[date]) -> Iterator[Absence]:
    place = 0
    while place < len(days):
        if rng.random() >= _BEGINS:
            place += 1
            continue
        away = tuple(days[place : place + _weighted(rng, _LENGTHS)])
        yield _absence(rng, away)
        place += len(away) + 1


def _absence(rng: random.Random, days: tuple[date, ...]) -> Absence:
    reason = _weighted(rng, _REASONS)
    reported = reason in REASONS_OF_PARENTS and rng.random() < _REPORTED
    return Absence(days, reason, reported, not reported and rng.random() < _ANSWERED)


def _weighted(rng: random.Random, choices):
    values, weights = zip(*choices, strict=True)
    return rng.choices(values, weights)[0]
