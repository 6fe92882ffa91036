"""Talks for tests, made by the operations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from messaging.models import Talk
from messaging.talks import operations
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from people.models import Child, User
from tests.world import MONDAY, at

SAID = "Runājām, ka Anna rītos ilgi atvadās."
HOUSE = "Tikai mums: māte lūdza neminēt."


def opened(child: Child, by: Access, day: date = MONDAY, when: datetime | None = None) -> Talk:
    return operations.open_talk(child=child, day=day, by=by, at=when or at(13))


def ready(
    child: Child, by: Access, guardians: Collection[User], *, day: date = MONDAY, said: str = SAID,
    when: datetime | None = None,
) -> Talk:  # fmt: skip
    """Everything that sharing asks for, and a note that no parent reads."""
    when = when or at(13)
    talk = opened(child, by, day, when)
    who = {"talk": talk, "by": by, "at": when}
    people = {"guardians": [one.pk for one in guardians], "staff": [by.user.pk]}
    operations.set_participants(**people, **who)
    operations.set_subjects(kinds=["behaviour"], **who)
    operations.save_section(code="content", text=said, version=0, **who)
    operations.save_section(code="house", text=HOUSE, version=0, **who)
    return talk


def shared(
    child: Child, by: Access, guardians: Collection[User], *, when: datetime | None = None,
    day: date = MONDAY, said: str = SAID,
) -> Talk:  # fmt: skip
    """Its minute runs: no parent sees anything of it yet."""
    when = when or at(13, 30)
    talk = ready(child, by, guardians, when=when, day=day, said=said)
    return operations.share(talk=talk, by=by, at=when)


def released(
    child: Child, by: Access, guardians: Collection[User], *, when: datetime | None = None,
    day: date = MONDAY, said: str = SAID,
) -> Talk:  # fmt: skip
    """Parents who took part see it, and were told."""
    when = when or at(13, 30)
    talk = shared(child, by, guardians, when=when, day=day, said=said)
    grace.release_due(when + GRACE + timedelta(seconds=1))
    talk.refresh_from_db()
    return talk


def agreed(talk: Talk, by: Access, text: str = "Rīta josla ar bildēm", due_on: date | None = None):
    who = {"user": by.user.pk, "due_on": due_on}
    return operations.add_action(talk=talk, text=text, **who, by=by, at=at(13, 10))


def a_full_talk(child: Child, by: Access, guardians: Collection[User]) -> Talk:
    """With something of all that can be of one, told to its guardians."""
    talk = ready(child, by, guardians)
    agreed(talk, by)
    operations.share(talk=talk, by=by, at=at(13, 30))
    grace.release_due(at(13, 32))
    operations.add_addition(talk=talk, text="Izdevās jau otrajā rītā.", by=by, at=at(14))
    return talk
