"""Talks as the operations leave them: drafts, shared ones, and one with everything in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from messaging.models import Talk
from messaging.talks import operations
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from people.models import Child, User
from tests.world import MONDAY, at

SAID, HOUSE = "Rītos ilgi atvadās", "Par šo vecāki nelasa"


def a_draft(
    by: Access, child: Child, guardians: Iterable[User] = (), *, day: date = MONDAY,
    said: str = SAID, house: str = HOUSE, kinds: Collection[str] = ("outcomes", "behaviour"),
    own: Iterable[str] = (), names: Iterable[str] = (), when: datetime | None = None,
) -> Talk:  # fmt: skip
    """With the one who writes it, and those guardians."""
    who = {"by": by, "at": when or at(17, 20, day=day)}
    talk = operations.open_talk(child=child, day=day, **who)
    people = {"guardians": [one.pk for one in guardians], "staff": [by.user.pk], "names": names}
    operations.set_participants(talk=talk, **people, **who)
    operations.set_subjects(talk=talk, kinds=kinds, own=own, **who)
    for code, text in (("content", said), ("house", house)):
        operations.save_section(talk=talk, code=code, text=text, version=0, **who)
    return talk


def a_shared(
    by: Access, child: Child, guardians: Iterable[User], *, when: datetime | None = None, **more
) -> Talk:
    """Its minute runs: no parent sees it yet."""
    talk = a_draft(by, child, guardians, **more)
    return operations.share(talk=talk, by=by, at=when or at(17, 24, day=talk.day))


def a_released(
    by: Access, child: Child, guardians: Iterable[User], *, when: datetime | None = None, **more
) -> Talk:
    """Guardians who took part read it, and were told."""
    return released(a_shared(by, child, guardians, when=when, **more))


def released(talk: Talk) -> Talk:
    talk.refresh_from_db()
    assert talk.shared_at
    grace.release_due(talk.shared_at + GRACE)
    talk.refresh_from_db()
    return talk


def agreed(
    talk: Talk, by: Access, text: str, who: User | str, due_on: date | None = None
) -> None:  # fmt: skip
    """Of a draft."""
    does = {"name": who} if isinstance(who, str) else {"user": who.pk}
    when = talk.opened_at + timedelta(minutes=2)
    operations.add_action(talk=talk, text=text, due_on=due_on, by=by, at=when, **does)


def a_full_talk(by: Access, child: Child) -> Talk:
    """With the child's guardian: agreed, shared, read, remarked, supplemented."""
    parent = child.guardianships.select_related("user").order_by("pk")[0].user
    talk = a_draft(by, child, [parent], day=by.day)
    agreed(talk, by, "Rīta josla ar attēliem", by.user, by.day + timedelta(days=14))
    operations.share(talk=talk, by=by, at=at(17, 24, day=by.day))
    talk = released(talk)
    guardian = Access(parent, day=by.day, acting_key="parent")
    later = at(18, day=by.day)
    operations.add_remark(talk=talk, text="Atvadāmies pie durvīm", by=guardian, at=later)
    operations.acknowledge(talk=talk, by=guardian, at=later)
    operations.add_addition(talk=talk, text="Kļūst vieglāk", by=by, at=later)
    return talk
