"""How the institution's letters are getting out, for whoever looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from outbox import registry
from outbox.models import Delivery
from people.access import Access, Action
from people.models import User

LISTED = 100
TOO_LONG = timedelta(minutes=5)  # the beat comes by every 15 seconds
LATELY = timedelta(hours=24)
State = Delivery.State


@dataclass(frozen=True)
class Failure:
    """One letter that was given up. ``person``: empty for somebody who is no longer here."""

    pk: int
    person: str
    kind: str
    given_up_at: datetime
    attempts: int
    why: str
    code: str


@dataclass(frozen=True)
class Standing:
    """``due`` should have gone out by now, the oldest of them at ``oldest``; ``later`` is not due yet."""

    due: int
    oldest: datetime | None
    later: int
    sent: int
    given_up: int
    failures: list[Failure]
    at: datetime

    @property
    def is_stuck(self) -> bool:
        return self.oldest is not None and self.at - self.oldest > TOO_LONG

    def figures(self) -> list[dict[str, Any]]:
        """Inputs of ``components/tally.html``."""
        due = pgettext("letters", "due now")
        later = pgettext("letters", "later")
        sent = pgettext("letters", "sent in 24 hours")
        given_up = pgettext("letters", "given up")
        return [
            _figure("clock", self.due, due, "bad" if self.is_stuck else ""),
            _figure("moon", self.later, later, ""),
            _figure("send", self.sent, sent, "good"),
            _figure("alert-triangle", self.given_up, given_up, "bad" if self.given_up else ""),
        ]


def _figure(icon: str, number: int, text: str, tone: str) -> dict[str, Any]:
    return {"icon": icon, "number": number, "text": text, "tone": tone}


def standing(access: Access, *, at: datetime) -> Standing:
    """How it stands in the institution. Five queries, however much there is."""
    own = Delivery.objects.visible_to(access, Action.OPERATE_DELIVERY)
    dead = own.filter(state=State.DEAD)
    return Standing(
        **_waiting(own, at),
        sent=own.filter(state=State.SENT, settled_at__gt=at - LATELY).count(),
        given_up=dead.count(),
        failures=_failures(dead, access),
        at=at,
    )


def _waiting(own: QuerySet[Delivery], at: datetime) -> dict[str, Any]:
    is_due = Q(due_at__lte=at)
    return own.filter(state=State.WAITING).aggregate(
        due=Count("pk", filter=is_due),
        oldest=Min("due_at", filter=is_due),
        later=Count("pk", filter=~is_due),
    )


def _failures(dead: QuerySet[Delivery], access: Access) -> list[Failure]:
    rows = dead.select_related("notification").order_by("-settled_at", "-pk")[:LISTED]
    names = _names({row.notification.person_id for row in rows}, access)
    return [_failure(row, names.get(row.notification.person_id, "")) for row in rows]


def _names(people: set[int], access: Access) -> dict[int, str]:
    """Only of those who belong to the institution now."""
    own = User.objects.visible_to(access, Action.MANAGE_PEOPLE).filter(pk__in=people)
    return {user.pk: str(user) for user in own}


def _failure(row: Delivery, person: str) -> Failure:
    kind = registry.find(row.notification.kind)
    assert row.settled_at  # held by a constraint
    return Failure(
        row.pk, person, str(kind.letter_label) if kind else "", row.settled_at, row.attempts,
        why=in_words(row.error), code=row.error,
    )  # fmt: skip


_WORDS = {
    "no channel": gettext_lazy("This way of sending does not exist any more."),
    "no connection": gettext_lazy("The mail server could not be reached."),
    "no address": gettext_lazy("There is no confirmed e-mail address."),
    "no answer": gettext_lazy("Sending broke off each time."),
}


def in_words(error: str) -> str:
    """«refused 550» → «the receiver's server refused it»."""
    if error.startswith("refused"):
        return _("The receiver's mail server refused the letter.")
    if error.startswith("smtp"):
        return _("The mail server did not take the letter.")
    return str(_WORDS.get(error, _("It is not known why.")))
