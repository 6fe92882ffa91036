"""Sending head counts to the caterer. A count is of use on its own day only, and before the meal:

what did not get out within an hour of trying, or by the day's end, has failed and administration is told.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from attendance.kitchen.kinds import LETTER_FAILED, failed
from attendance.kitchen.message import message_of
from attendance.kitchen.settings import CATERER_EMAIL
from attendance.models import HeadCount
from outbox import claims, queue
from outbox.channels import Email
from outbox.claims import Clock, Refused
from outbox.clock import local_day
from outbox.models import Notification

State = HeadCount.Letter
Claim = claims.Claim[HeadCount]


class Letters(claims.Work[HeadCount]):
    """Head counts whose letter is on its way."""

    what, keeps_error, in_a_hurry = "letter of head count", False, True

    def __init__(self) -> None:
        self.post = Email()

    def close(self) -> None:
        self.post.close()

    def waiting(self) -> QuerySet[HeadCount]:
        return HeadCount.objects.filter(letter=State.WAITING).select_related("institution")

    def beginning(self, head: HeadCount) -> dict[str, Any]:
        """The address is the one that stands now; the name is given once and kept."""
        to = CATERER_EMAIL.of(head.institution)
        return {"letter_to": to, "letter_name": head.letter_name or uuid.uuid4()}

    def do(self, claim: Claim, now: Clock) -> None:
        count, at = claim.row, now()
        if not count.letter_to:
            self._settle(claim, State.NONE, at)
            return
        if local_day(at, count.institution.time_zone) > count.day:
            raise Refused("the day is over")
        self.post.post(message_of(count))
        self._settle(claim, State.SENT, now())

    def give_up(self, claim: Claim, rows: Iterable[HeadCount], why: str, at: datetime) -> None:
        self._settle(claim, State.FAILED, at)

    @transaction.atomic
    def _settle(self, claim: Claim, state: str, at: datetime) -> None:
        """A failure is told to administration; one that was told before is past."""
        if not self.settle(claim, letter=state, settled_at=at, next_try_at=None):
            return
        if state == State.FAILED:
            queue.put(failed(claim.row, at=at), at=at)
        else:
            told = Notification.objects.unread()
            told.filter(kind=LETTER_FAILED, subject_id=claim.row.pk).update(read_at=at)
