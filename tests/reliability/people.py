"""The people of the trial. Their names and addresses are canaries: words that occur nowhere else."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outbox import queue
from outbox.models import Hours, Notification
from people import operations
from people.access import Access
from people.models import ChildGroup, Role, User
from people.operations.adults import members

FIRST, LAST, DOMAIN, GROUP = "Zeltcanaria", "Dziedataja", "spruksti.test", "Kanarijputni"


@dataclass(frozen=True)
class Put:
    """How long one call to the outbox took for everybody, and how many queries it made."""

    new: int
    seconds: float
    queries: int


def assemble(count: int) -> tuple[ChildGroup, list[User]]:
    """An institution with one group and so many parents, in bulk, without quiet hours."""
    institution, head = operations.create_institution(
        name="Trial", registration_number="40000000003", head_first_name=FIRST, head_last_name=LAST
    )
    by = Access(head, day=timezone.localdate(), acting_key=f"admin-{institution.pk}")
    group = operations.open_group(
        institution=institution, name=GROUP, school_year=2026, symbol="bitites", by=by
    )
    people = User.objects.bulk_create(_person(number) for number in range(count))
    _settle_in(people, members(institution, Role.PARENT))
    return group, people


def _person(number: int) -> User:
    name = f"{LAST}{number:04}"
    return User(
        username=f"trial{number:04}", first_name=FIRST, last_name=name, sort_key=name,
        search_key=name.lower(), email=f"p{number:04}@{DOMAIN}", password="!",
    )  # fmt: skip


def _settle_in(people: list[User], parents: Group) -> None:
    member = User.groups.through
    member.objects.bulk_create(member(user=user, group=parents) for user in people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in people
    )
    midnight = "00:00"  # from midnight to midnight: none
    Hours.objects.bulk_create(
        Hours(person=user, quiet_since=midnight, quiet_until=midnight) for user in people
    )


def put(group: ChildGroup, people: list[User]) -> Put:
    """Tell each of them one thing, as the portal would: in one call, within a transaction."""
    told = [
        Notification(
            institution=group.institution, person=user, role=Role.PARENT, kind="trial.delivery",
            group=group, day=timezone.localdate(),
        )
        for user in people
    ]  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        with transaction.atomic():
            new = queue.put(told, at=timezone.now())
        seconds = time.perf_counter() - began
    return Put(new, seconds, sum(_is_a_question(query["sql"]) for query in asked))


def _is_a_question(said: str) -> bool:
    return not said.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
