"""Delivering: claim a letter, ask whether it still matters, send it, say what became of it.

Any number of relays may run beside one another. A letter is claimed with SKIP LOCKED and the claim
is committed before anything is sent; whoever is killed after sending and before saying so leaves
one letter that goes out twice, under the same name.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from outbox import kinds
from outbox.channels import CHANNELS, Channel, Refused, TryLater
from outbox.models import Delivery

MAX_ATTEMPTS = 16
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=2)
State = Delivery.State
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """A letter in our hands until ``until``; ``rows`` all go to one person by one channel."""

    letter: uuid.UUID
    until: datetime
    rows: list[Delivery]

    def settle(self, rows: Iterable[Delivery], **facts: object) -> None:
        """Say what became of them, unless the claim has run out and they are somebody else's now."""
        still_ours = Delivery.objects.filter(
            pk__in=[row.pk for row in rows], letter=self.letter, next_try_at=self.until,
            state=State.WAITING,
        )  # fmt: skip
        still_ours.update(**facts)


def drain(now: Callable[[], datetime], *, until: datetime | None = None) -> int:
    """Deliver what is due, letter by letter, until nothing is or the time is up.

    :returns: how many letters were dealt with
    """
    done = 0
    with ExitStack() as stack:
        channels = {code: stack.enter_context(make()) for code, make in CHANNELS.items()}
        while (until is None or now() < until) and (claimed := claim(now())):
            _deliver_or_log(claimed, channels.get(claimed.rows[0].channel), now)
            done += 1
    return done


@transaction.atomic
def claim(at: datetime) -> Claim | None:
    """The next letter, for as long as ``settings.RITS_CLAIM_SECONDS``; others pass it by."""
    earlier = Delivery.objects.filter(
        letter=OuterRef("letter"), state=State.WAITING, pk__lt=OuterRef("pk")
    )
    heads = Delivery.objects.due(at).filter(~Exists(earlier)).order_by("next_try_at", "pk")
    head = heads.select_for_update(skip_locked=True).first()
    if head is None:
        return None
    rows = _of_the_letter(head)
    # A letter has its name from its first claim on: what is put beside it later is another letter.
    name = head.letter if head.attempts else uuid.uuid4()
    until = at + timedelta(seconds=settings.RITS_CLAIM_SECONDS)
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        letter=name, next_try_at=until, attempts=F("attempts") + 1
    )
    for row in rows:
        row.attempts += 1
    return Claim(name, until, rows)


def _of_the_letter(head: Delivery) -> list[Delivery]:
    rows = Delivery.objects.filter(letter=head.letter, state=State.WAITING)
    rows = rows.select_for_update(of=("self",)).order_by("pk")
    return list(
        rows.select_related(
            "notification__person", "notification__group", "notification__institution"
        )
    )


def _deliver_or_log(claimed: Claim, channel: Channel | None, now: Callable[[], datetime]) -> None:
    """A mistake of ours in one letter keeps no other waiting; its claim runs out and it is tried again."""
    try:
        deliver(claimed, channel, now)
    except Exception:
        logger.exception("letter %s failed", claimed.letter)


def deliver(claimed: Claim, channel: Channel | None, now: Callable[[], datetime]) -> None:
    """Send what still matters of a claimed letter and say what became of each part.

    ``channel`` is None for one that a former version had.
    """
    at = now()
    if channel is None:
        return claimed.settle(claimed.rows, state=State.DEAD, settled_at=at, error="no channel")
    if claimed.rows[0].attempts > MAX_ATTEMPTS:  # whoever tried did not live to say how it went
        return claimed.settle(claimed.rows, state=State.DEAD, settled_at=at, error="no answer")
    wanted = []
    for row in claimed.rows:
        if later := _postponed(row, at):
            claimed.settle([row], letter=uuid.uuid4(), due_at=later, next_try_at=later, attempts=0)
        elif _is_wanted(row, at):
            wanted.append(row)
        else:
            claimed.settle([row], state=State.SKIPPED, settled_at=at)
    if wanted:
        _send(claimed, wanted, channel, now)


def _send(
    claimed: Claim, rows: list[Delivery], channel: Channel, now: Callable[[], datetime]
) -> None:
    try:
        channel.send(str(claimed.letter), [row.notification for row in rows])
    except TryLater as later:
        _retry_or_give_up(claimed, rows, str(later), now())
    except Refused as refused:
        claimed.settle(rows, state=State.DEAD, settled_at=now(), error=str(refused))
    else:
        claimed.settle(rows, state=State.SENT, settled_at=now(), error="")


def _retry_or_give_up(claimed: Claim, rows: list[Delivery], error: str, at: datetime) -> None:
    attempts = rows[0].attempts
    if attempts >= MAX_ATTEMPTS:
        claimed.settle(rows, state=State.DEAD, settled_at=at, error=error)
    else:
        claimed.settle(rows, next_try_at=at + pause_after(attempts), error=error)


def pause_after(attempts: int) -> timedelta:
    """15 s, 30 s, 1 min … 2 h; all tries together last about 14 hours."""
    return min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE)


def _postponed(row: Delivery, at: datetime) -> datetime | None:
    kind = kinds.get(row.notification.kind)
    return kind.not_before(row.notification, at) if kind else None


def _is_wanted(row: Delivery, at: datetime) -> bool:
    """Does the person still have an account, may still see it, and does it still matter?"""
    kind, notification = kinds.get(row.notification.kind), row.notification
    return bool(kind and notification.person.is_active and kind.wanted(notification, at))
