"""A kind of notification for tests, people to be told, and rows to tell them."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import connections

from outbox.models import Delivery, Mode, Notification
from outbox.registry import Kind, Shown
from people.models import Institution, Role, User
from tests.world import at

MORNING = at(9)


class Note(Kind):
    """Anybody may be told; a test says what is not wanted any more, and what must wait."""

    code, label, roles = "test.note", "Zvaniņš", frozenset(Role.values)

    def __init__(self) -> None:
        self.unwanted: set[int | None] = set()  # subjects
        self.postponed: dict[int | None, datetime] = {}

    def wanted(self, notification, at):
        return notification.subject_id not in self.unwanted

    def not_before(self, notification, at):
        later = self.postponed.get(notification.subject_id)
        return later if later and at < later else None

    def present(self, notifications, access, at):
        return {n.pk: Shown(self.label, "", "", "bell") for n in notifications}


class Summary(Note):
    """One that a person gets once a day unless they say otherwise."""

    code, default = "test.summary", Mode.DIGEST


def some_people(count: int, *, confirmed: bool = True) -> list[User]:
    before = User.objects.count()
    people = User.objects.bulk_create(
        User(
            username=f"kanarijs{n}", first_name="Kanārijs", last_name="Putniņš",
            email=f"kanarijs{n}@pasts.test", password="!",
        )
        for n in range(before, before + count)
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=confirmed)
        for user in people
    )
    return people


def note(person: User, place: Institution, subject: int = 1, **facts) -> Notification:
    """Something to tell somebody, not written yet."""
    facts = {"kind": Note.code, "role": "teacher", "subject_id": subject} | facts
    return Notification(person=person, institution=place, **facts)


def states() -> dict[str, int]:
    """How many deliveries stand how."""
    found: dict[str, int] = {}
    for state in Delivery.objects.values_list("state", flat=True):
        found[str(state)] = found.get(str(state), 0) + 1
    return found


def apart(work):
    """Done on a connection of its own (for a thread); what it says is returned."""
    try:
        return work()
    finally:
        connections.close_all()
