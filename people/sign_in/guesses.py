"""Guessing at a door: after some wrong tries in a row each further one has to wait (G51).

Counted in the database, so that it holds while the cache, which counts by the minute, is away (G22). A try
is taken before it is looked at and given back when it fits: many at a time get no more than one by one.
What comes during a pause is neither looked at nor counted. Whoever guesses on and on takes the free try
after each pause, but shuts only elsewhere: a device that the person has signed in on counts for itself, and
a passkey or a letter with a link to a new password open in any case; who has neither gets a slip.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from people.devices import cookie
from people.models import DeviceUse, Guesses, User


@dataclass(frozen=True)
class Door:
    """After so many tries in a row, so long a pause before each further one."""

    name: str
    pauses: tuple[tuple[int, timedelta], ...]

    @property
    def tries(self) -> int:
        return self.pauses[0][0]

    def is_open(self, tried: int, last_at: datetime, at: datetime) -> bool:
        return all(tried < tries or last_at + pause <= at for tries, pause in self.pauses)


_FIVE_MINUTES, _A_QUARTER = timedelta(minutes=5), timedelta(minutes=15)
PASSWORD = Door("password", ((10, _FIVE_MINUTES), (100, _A_QUARTER)))  # 165 in a day, then 96 a day
SECOND_STEP = Door("second_step", ((5, _FIVE_MINUTES),))
SLIP = Door("slip", ((10, _FIVE_MINUTES),))


def person_of(login: str) -> int | None:
    """Whom a user name or an e-mail means, as the database folds letters: so every door counts alike."""
    named = Q(username__iexact=login) | Q(email__iexact=login)
    return User.objects.filter(named).values_list("pk", flat=True).first()


def key_of(login: str, request: Any) -> str:
    """Under what the cache counts: the person, whatever name they are called by, and their own device."""
    person = person_of(login)
    if person is None:
        return f"name:{login.strip().casefold()}"
    home = at_home(person, request)
    return f"person:{person}:{home.pk if home else 'elsewhere'}"


def at_home(person: int, request: Any) -> DeviceUse | None:
    """The person's own use of this device."""
    key = cookie.key_of(request) if request is not None else ""
    uses = DeviceUse.objects.filter(user=person, device__key_digest=cookie.digest(key))
    return uses.first() if key else None


@transaction.atomic
def take(door: Door, person: int, request: Any, *, at: datetime) -> int:
    """One more try, before anything is looked at.

    :returns: the how manyth in a row it is; 0: none is free, and the answer is that of a wrong one
    """
    here = _here(door, person, request)
    Guesses.objects.bulk_create([Guesses(**here, last_at=at)], ignore_conflicts=True)
    row = Guesses.objects.select_for_update().get(**here)
    if not door.is_open(row.number, row.last_at, at):
        return 0
    row.number, row.last_at = row.number + 1, at
    row.save(update_fields=["number", "last_at"])
    return row.number


def give_back(door: Door, person: int, request: Any) -> None:
    """It fitted: here the door is as if nobody had tried."""
    Guesses.objects.filter(**_here(door, person, request)).update(number=0)


def forget(user: User) -> None:
    """The person is in."""
    Guesses.objects.filter(person=user).update(number=0)


def _here(door: Door, person: int, request: Any) -> dict[str, Any]:
    return {"person_id": person, "door": door.name, "device_use": at_home(person, request)}
