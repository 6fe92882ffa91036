"""Delivering: claim a letter, ask whether it still matters, send it, say what became of it.

Any number of relays may run beside one another. A letter is claimed with SKIP LOCKED and the claim
is committed before anything is sent; whoever is killed after sending and before saying so leaves
one letter that goes out twice, under the same name.
"""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from outbox import registry
from outbox.channels import CHANNELS, Away, Channel, Refused, TryLater
from outbox.models import Delivery
from outbox.wishes import Wishes

MAX_ATTEMPTS = 16
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=2)
WHILE_AWAY = timedelta(minutes=1)
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

    While a channel as a whole is away, one letter is tried and the others are left alone.

    :returns: how many letters were dealt with
    """
    done = 0
    with ExitStack() as stack:
        channels = {code: stack.enter_context(make()) for code, make in CHANNELS.items()}
        while (until is None or now() < until) and (claimed := claim(now())):
            channel = channels.get(claimed.rows[0].channel)
            done += 1
            if not _deliver_or_log(claimed, channel, now):
                break
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
    # A bundle gets a name of its own at its first claim: what is put beside it later is another letter.
    name = uuid.uuid4() if head.letter.version == 5 else head.letter
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


def _deliver_or_log(
    claimed: Claim, channel: Channel | None, now: Callable[[], datetime]
) -> bool:  # fmt: skip
    """A mistake of ours in one letter keeps no other waiting; its claim runs out and it is tried again.

    :returns: False when the channel is away
    """
    try:
        deliver(claimed, channel, now)
    except Away:
        return False
    except Exception as error:
        logger.error("letter %s failed: %s", claimed.letter, _place_of(error))
    return True


def deliver(claimed: Claim, channel: Channel | None, now: Callable[[], datetime]) -> None:
    """Send what still matters of a claimed letter and say what became of each part.

    ``channel`` is None for one that a former version had.

    :raises Away: nothing can go out by this channel now
    """
    at = now()
    if channel is None:
        return claimed.settle(claimed.rows, state=State.DEAD, settled_at=at, error="no channel")
    if claimed.rows[0].attempts > MAX_ATTEMPTS:  # whoever tried did not live to say how it went
        return claimed.settle(claimed.rows, state=State.DEAD, settled_at=at, error="no answer")
    wishes = Wishes.about(row.notification for row in claimed.rows)
    wanted = [row for row in claimed.rows if _goes(row, claimed, wishes, at)]
    if wanted:
        _send(claimed, wanted, channel, now)


def _goes(row: Delivery, claimed: Claim, wishes: Wishes, at: datetime) -> bool:
    """Whether it goes out now; if not, what becomes of it is written down here."""
    try:
        needed, moment = _is_wanted(row, wishes, at), _moment(row, wishes, at)
    except Exception as error:  # a kind unknown to this version, or one that fails: others go on
        logger.error("delivery %d failed: %s", row.pk, _place_of(error))
        _retry_or_give_up(claimed, [row], "failed", at, letter=uuid.uuid4())
        return False
    if not needed:
        claimed.settle([row], state=State.SKIPPED, settled_at=at)
    elif moment > at:
        _put_off(claimed, row, moment)
    return needed and moment <= at


def _put_off(claimed: Claim, row: Delivery, moment: datetime) -> None:
    """What waits for one moment stays together; a letter of one part, tried before, keeps its name."""
    keeps = row.attempts > 1 and len(claimed.rows) == 1
    letter = claimed.letter if keeps else uuid.uuid5(claimed.letter, moment.isoformat())
    attempts = F("attempts") - 1
    claimed.settle([row], letter=letter, due_at=moment, next_try_at=moment, attempts=attempts)


def _place_of(error: Exception) -> str:
    """What kind and where; its text may hold an address or a row."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


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


def _send(
    claimed: Claim, rows: list[Delivery], channel: Channel, now: Callable[[], datetime]
) -> None:
    try:
        channel.send(str(claimed.letter), [row.notification for row in rows])
    except Away as away:  # not this letter's fault: it costs no attempt
        soon = now() + WHILE_AWAY
        claimed.settle(rows, next_try_at=soon, attempts=F("attempts") - 1, error=str(away))
        raise
    except TryLater as later:
        _retry_or_give_up(claimed, rows, str(later), now())
    except Refused as refused:
        claimed.settle(rows, state=State.DEAD, settled_at=now(), error=str(refused))
    else:
        claimed.settle(rows, state=State.SENT, settled_at=now(), error="")


def _retry_or_give_up(
    claimed: Claim, rows: list[Delivery], error: str, at: datetime, **facts: object
) -> None:
    attempts = rows[0].attempts
    if attempts >= MAX_ATTEMPTS:
        claimed.settle(rows, state=State.DEAD, settled_at=at, error=error)
    else:
        claimed.settle(rows, next_try_at=at + pause_after(attempts), error=error, **facts)


def pause_after(attempts: int) -> timedelta:
    """15 s, 30 s, 1 min … 2 h; all tries together last about 14 hours."""
    return min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE)
