"""Claimed work: rows that say what is to be done, taken one after the other by any number of workers.

A row is claimed with SKIP LOCKED, and the claim is committed before the work begins: it moves the
row's next try ahead, so that whoever is killed leaves a row that is due again then. What became of
it is written down only while the claim still stands. How often something is tried, and with what
pauses, is said here for all.
"""

from __future__ import annotations

import logging
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model, QuerySet

A_RUN_LASTS = timedelta(seconds=60)  # well below the time limit of a task
MAX_ATTEMPTS, ATTEMPTS_IN_A_HURRY = 16, 9  # together about 14 hours; about an hour
WHILE_AWAY = timedelta(minutes=1)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=2)
Row = TypeVar("Row", bound=Model)
Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)


class TryLater(Exception):
    """It was not done now and may be later; says why in a code."""


class Away(TryLater):
    """What the work needs is away as a whole: no other row would fare better."""


class Refused(Exception):
    """It will never be done like this; says why in a code."""


@dataclass(frozen=True)
class Claim(Generic[Row]):
    """Rows in our hands until a moment: one, or those that are done together."""

    rows: list[Row]
    until: datetime
    attempts: int

    @property
    def row(self) -> Row:
        """The one, or the first of them."""
        return self.rows[0]


class Work(ABC, Generic[Row]):
    """One kind of work; its rows have ``attempts`` and ``next_try_at``. Made for a run, closed at its end."""

    what: ClassVar[str]  # how the log calls a row
    keeps_error: ClassVar[bool] = True  # in a column ``error``
    claim_seconds: ClassVar[int] = 0  # how long a claim stands; 0: as settings say
    in_a_hurry: ClassVar[bool] = (
        False  # of use for an hour; then a try while all is away is one too
    )

    @abstractmethod
    def waiting(self) -> QuerySet[Row]:
        """What is neither done nor given up, with what the work needs of it."""

    @abstractmethod
    def do(self, claim: Claim[Row], now: Clock) -> None:
        """Do it and settle it.

        :raises TryLater: not now; ``Away`` when nothing can be done now
        :raises Refused: never
        """

    @abstractmethod
    def give_up(self, claim: Claim[Row], rows: Iterable[Row], why: str, at: datetime) -> None:
        """Write down that it will not be done."""

    def due(self, at: datetime) -> QuerySet[Row]:
        return self.waiting().filter(next_try_at__lte=at)

    def together(self, head: Row) -> list[Row]:
        """All that is done with a row, itself the first; held by this transaction."""
        return [head]

    def beginning(self, head: Row) -> dict[str, Any]:
        """What a claim writes besides."""
        return {}

    def ours(self, claim: Claim[Row], rows: Iterable[Row]) -> QuerySet[Row]:
        """Those of the rows that the claim still stands for."""
        pks = [row.pk for row in rows]
        return self.waiting().filter(pk__in=pks, next_try_at=claim.until)

    def close(self) -> None:
        """Let go of what the run needed."""

    def drain(self, now: Clock, *, lasts: timedelta = A_RUN_LASTS, most: int = 0) -> int:
        """One after the other, until nothing is due or the time is up; while all is away, only one.

        :param most: so many and no more; 0: any number
        :returns: how many were dealt with
        """
        done, until = 0, now() + lasts
        with closing(self):
            while now() < until and (claim := self.claim(now())):
                done += 1
                if not self._is_tried(claim, now) or done == most:
                    break
        return done

    @transaction.atomic
    def claim(self, at: datetime) -> Claim[Row] | None:
        """What is due the longest, for as long as a claim stands; others pass it by."""
        free = self.due(at).select_for_update(skip_locked=True, of=("self",))
        head = free.order_by("next_try_at", "pk").first()
        if head is None:
            return None
        until = at + timedelta(seconds=self.claim_seconds or settings.RITS_CLAIM_SECONDS)
        rows, facts = self.together(head), self.beginning(head) | {"next_try_at": until}
        held = self.waiting().filter(pk__in=[row.pk for row in rows])
        held.update(attempts=F("attempts") + 1, **facts)
        for row in rows:
            vars(row).update(facts, attempts=vars(row)["attempts"] + 1)
        return Claim(rows, until, vars(rows[0])["attempts"])

    def settle(self, claim: Claim[Row], rows: Iterable[Row] | None = None, **facts: Any) -> int:
        """Say what became of rows of a claim, unless it has run out and they are somebody else's.

        :returns: how many were ours
        """
        return self.ours(claim, claim.rows if rows is None else rows).update(**facts)

    def try_later(
        self, claim: Claim[Row], rows: Iterable[Row], why: str, at: datetime, **facts: Any
    ) -> None:
        """After a pause, which grows; after the last try never."""
        if claim.attempts >= self.most_attempts:
            return self.give_up(claim, rows, why, at)
        pause = pause_after(claim.attempts)
        self.settle(claim, rows, **facts, **self._said(why, at + pause))

    @property
    def most_attempts(self) -> int:
        return ATTEMPTS_IN_A_HURRY if self.in_a_hurry else MAX_ATTEMPTS

    def _is_tried(self, claim: Claim[Row], now: Clock) -> bool:
        """A mistake of ours keeps no other row waiting; its claim runs out and it is tried again.

        :returns: False when no other row would fare better
        """
        try:
            return self._is_not_away(claim, now)
        except Exception as error:
            logger.error("%s %s failed: %s", self.what, claim.row.pk, place_of(error))
            return True

    def _is_not_away(self, claim: Claim[Row], now: Clock) -> bool:
        try:
            if claim.attempts > self.most_attempts:  # whoever tried did not live to say how it went
                raise Refused("no answer")
            self.do(claim, now)
        except (TryLater, Refused) as why:
            logger.warning("%s %s: %s", self.what, claim.row.pk, why)
            self._put_by(claim, why, now())
            return not isinstance(why, Away)
        return True

    def _put_by(self, claim: Claim[Row], why: TryLater | Refused, at: datetime) -> None:
        if isinstance(why, Refused):
            self.give_up(claim, claim.rows, str(why), at)
        elif isinstance(why, Away) and not self.in_a_hurry:  # not its fault: it costs no attempt
            soon = self._said(str(why), at + WHILE_AWAY)
            self.settle(claim, attempts=F("attempts") - 1, **soon)
        else:
            self.try_later(claim, claim.rows, str(why), at)

    def _said(self, why: str, moment: datetime) -> dict[str, Any]:
        return {"next_try_at": moment} | ({"error": why} if self.keeps_error else {})


def pause_after(attempts: int) -> timedelta:
    """15 s, 30 s, 1 min … 2 h."""
    return min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE)


def place_of(error: Exception) -> str:
    """What kind and where; its text may hold an address or a row."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
