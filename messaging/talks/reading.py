"""Who was shown a shared talk, and who said «Izlasīju»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from messaging.models import Talk
from messaging.talks.people import told_of
from outbox import seen
from people.models import User

KIND = "messaging.talk"  # of outbox.Seen
ADDITION = "messaging.talk_addition"


@dataclass(frozen=True)
class Reader:
    """A guardian who took part and may read it; when they said that they have."""

    person: User
    at: datetime | None


def readers_of(talk: Talk, day: date) -> list[Reader]:
    """In Latvian order. Two queries."""
    said = seen.acknowledged(KIND, [talk.pk])
    return [Reader(person, said.get((person.pk, talk.pk))) for person in told_of(talk, day)]
