"""Delivering: claim a letter, ask whether it still matters, send it, say what became of it.

Whoever is killed after sending and before saying so leaves one letter that goes out twice, under
the same name.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from outbox import claims, registry
from outbox.channels import CHANNELS
from outbox.claims import Clock, Refused, place_of
from outbox.models import Delivery
from outbox.wishes import Wishes

State = Delivery.State
Claim = claims.Claim[Delivery]
logger = logging.getLogger(__name__)


class Letters(claims.Work[Delivery]):
    """Deliveries; those of one letter go to one person by one channel and are claimed together."""

    what = "delivery"

    def __init__(self) -> None:
        self.channels = {code: make() for code, make in CHANNELS.items()}

    def close(self) -> None:
        for channel in self.channels.values():
            channel.close()

    def waiting(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(state=State.WAITING)

    def due(self, at: datetime) -> QuerySet[Delivery]:
        """Heads of letters only: a letter is never torn."""
        earlier = self.waiting().filter(letter=OuterRef("letter"), pk__lt=OuterRef("pk"))
        return Delivery.objects.due(at).filter(~Exists(earlier))

    def together(self, head: Delivery) -> list[Delivery]:
        rows = self.waiting().filter(letter=head.letter).select_for_update(of=("self",))
        told = [f"notification__{name}" for name in ("person", "group", "institution")]
        return list(rows.select_related(*told).order_by("pk"))

    def beginning(self, head: Delivery) -> dict[str, uuid.UUID]:
        """A bundle gets its own name at its first claim: what is put beside it is another letter."""
        return {"letter": uuid.uuid4() if head.letter.version == 5 else head.letter}

    def ours(self, claim: Claim, rows: Iterable[Delivery]) -> QuerySet[Delivery]:
        return super().ours(claim, rows).filter(letter=claim.row.letter)

    def give_up(self, claim: Claim, rows: Iterable[Delivery], why: str, at: datetime) -> None:
        self.settle(claim, rows, state=State.DEAD, settled_at=at, error=why)

    def do(self, claim: Claim, now: Clock) -> None:
        """Send what still matters of a letter and say what became of each part."""
        channel = self.channels.get(claim.row.channel)
        if channel is None:  # one that a former version had
            raise Refused("no channel")
        at, wishes = now(), Wishes.about(row.notification for row in claim.rows)
        wanted = [row for row in claim.rows if self._goes(row, claim, wishes, at)]
        if wanted:
            channel.send(str(claim.row.letter), [row.notification for row in wanted])
            self.settle(claim, wanted, state=State.SENT, settled_at=now(), error="")

    def _goes(self, row: Delivery, claim: Claim, wishes: Wishes, at: datetime) -> bool:
        """Whether it goes out now; if not, what becomes of it is written down here."""
        try:
            needed, moment = _is_wanted(row, wishes, at), _moment(row, wishes, at)
        except Exception as error:
            # a kind unknown to this version, or one that fails: others go on
            logger.error("delivery %d failed: %s", row.pk, place_of(error))
            self.try_later(claim, [row], "failed", at, letter=uuid.uuid4())
            return False
        if not needed:
            self.settle(claim, [row], state=State.SKIPPED, settled_at=at)
        elif moment > at:
            self._put_off(claim, row, moment)
        return needed and moment <= at

    def _put_off(self, claim: Claim, row: Delivery, moment: datetime) -> None:
        """What waits for one moment stays together; a letter of one part, tried before, keeps its name."""
        keeps = row.attempts > 1 and len(claim.rows) == 1
        letter = row.letter if keeps else uuid.uuid5(row.letter, moment.isoformat())
        untried = {"due_at": moment, "next_try_at": moment, "attempts": F("attempts") - 1}
        self.settle(claim, [row], letter=letter, **untried)


def _is_wanted(row: Delivery, wishes: Wishes, at: datetime) -> bool:
    """Does the person still have an account and want it, may still see it, and does it still matter?"""
    told = row.notification
    wants = told.person.is_active and wishes.wants(told, row.channel)
    return wants and registry.get(told.kind).wanted(told, at)


def _moment(row: Delivery, wishes: Wishes, at: datetime) -> datetime:
    """When it may go out: not before its kind allows it, not in quiet hours."""
    told = row.notification
    earliest = registry.get(told.kind).not_before(told, at) or at
    return wishes.after_quiet(told, row.channel, max(at, earliest))
