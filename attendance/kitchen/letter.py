"""Sending head counts to the caterer: claimed with SKIP LOCKED, the claim committed before it is sent.

Whoever is killed between the two leaves a claim that runs out; the letter then goes out under the
same name. A count is of use on its own day only: what did not get out by its end has failed.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from attendance.kitchen.kinds import LETTER_FAILED, failed
from attendance.kitchen.message import message_of
from attendance.kitchen.settings import CATERER_EMAIL
from attendance.models import HeadCount
from duties.clock import local_day
from outbox import queue
from outbox.channels import Away, Email, Refused, TryLater
from outbox.models import Notification
from outbox.relay import pause_after

MAX_ATTEMPTS = 9  # together about an hour: then somebody must ring the caterer, before the meal
State = HeadCount.Letter
logger = logging.getLogger(__name__)


def drain(now: Callable[[], datetime], *, until: datetime | None = None) -> int:
    """Letter by letter, until none is due or the time is up. While the mail server is away, only one.

    :returns: how many letters were dealt with
    """
    done = 0
    with Email() as post:
        while (until is None or now() < until) and (claimed := claim(now())):
            done += 1
            if not _deliver_or_log(claimed, post, now):
                break
    return done


@transaction.atomic
def claim(at: datetime) -> HeadCount | None:
    """The next count whose letter is due, for as long as ``settings.RITS_CLAIM_SECONDS``.

    The address is the one that stands now; the name is given once and kept.
    """
    due = HeadCount.objects.filter(letter=State.WAITING, next_try_at__lte=at)
    free = due.select_for_update(skip_locked=True, of=("self",)).select_related("institution")
    found = free.order_by("next_try_at", "pk").first()
    if found is None:
        return None
    found.letter_to = CATERER_EMAIL.of(found.institution)
    found.letter_name = found.letter_name or uuid.uuid4()
    found.attempts += 1
    found.next_try_at = at + timedelta(seconds=settings.RITS_CLAIM_SECONDS)
    found.save(update_fields=["letter_to", "letter_name", "attempts", "next_try_at"])
    return found


def _deliver_or_log(claimed: HeadCount, post: Email, now: Callable[[], datetime]) -> bool:
    """A mistake of ours in one letter keeps no other waiting; its claim runs out and it is tried again.

    :returns: False when the mail server is away
    """
    try:
        _deliver(claimed, post, now)
    except Away:
        return False
    except Exception as error:  # its text may hold an address
        logger.error("letter of head count %d failed: %s", claimed.pk, type(error).__name__)
    return True


def _deliver(claimed: HeadCount, post: Email, now: Callable[[], datetime]) -> None:
    """:raises Away: nothing can be sent now"""
    at = now()
    if not claimed.letter_to:
        return _settle(claimed, State.NONE, at)
    day_is_over = local_day(at, claimed.institution.time_zone) > claimed.day
    if day_is_over or claimed.attempts > MAX_ATTEMPTS:
        return _settle(claimed, State.FAILED, at)
    try:
        post.post(message_of(claimed))
    except TryLater as later:
        logger.warning("letter of head count %d: %s", claimed.pk, later)
        _retry_or_give_up(claimed, now())
        if isinstance(later, Away):
            raise
    except Refused as refused:
        logger.warning("letter of head count %d: %s", claimed.pk, refused)
        _settle(claimed, State.FAILED, now())
    else:
        _settle(claimed, State.SENT, now())


def _retry_or_give_up(claimed: HeadCount, at: datetime) -> None:
    if claimed.attempts >= MAX_ATTEMPTS:
        return _settle(claimed, State.FAILED, at)
    _still_ours(claimed).update(next_try_at=at + pause_after(claimed.attempts))


@transaction.atomic
def _settle(claimed: HeadCount, state: str, at: datetime) -> None:
    """Say what became of it, unless the claim has run out; a failure is told to administration."""
    if not _still_ours(claimed).update(letter=state, settled_at=at, next_try_at=None):
        return
    if state == State.FAILED:
        queue.put(failed(claimed, at=at), at=at)
    else:
        told = Notification.objects.unread().filter(kind=LETTER_FAILED, subject_id=claimed.pk)
        told.update(read_at=at)


def _still_ours(claimed: HeadCount):
    return HeadCount.objects.filter(
        pk=claimed.pk, letter=State.WAITING, next_try_at=claimed.next_try_at
    )
