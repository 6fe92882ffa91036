"""A kind of the tests' own, and notifications of it."""

from datetime import datetime

from django.urls import reverse

from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.models import User
from tests.world import House, at

GONE = "gone"  # the occasion of what its reader may no longer see


class News(Kind):
    code = "test.news"
    label = "Jaunums"
    roles = frozenset({"teacher", "parent", "admin"})

    def wanted(self, notification, at):
        return True

    def present(self, notifications, access, at):
        place = reverse("people:account")
        return {
            n.pk: Shown(f"Jaunums {n.subject_id}", n.group.name if n.group else "", place, "bell")
            for n in notifications
            if n.occasion != GONE
        }


class ForAdministration(News):
    code = "test.office"
    label = "Ziņa administrācijai"
    roles = frozenset({"admin"})
    modes = (Mode.AT_ONCE, Mode.NEVER)


def row(house: House, person: User, role: str, number: int, **facts) -> Notification:
    facts = {"kind": News.code, "created_at": at(8), "institution": house.institution} | facts
    return Notification(person=person, role=role, subject_id=number, **facts)


def tell(house: House, person: User, role: str = "teacher", count: int = 1, **facts) -> list:
    """So many notifications, each a minute older than the one before."""
    begin = Notification.objects.count()
    rows = [row(house, person, role, begin + place, **facts) for place in range(count)]
    return Notification.objects.bulk_create(rows)


def read_at(notification: Notification) -> datetime | None:
    notification.refresh_from_db()
    return notification.read_at
