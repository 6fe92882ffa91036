"""What this part tells: that the caterer's letter did not get through."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from attendance.models import HeadCount
from duties.clock import local_day
from outbox.models import Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, house_holders, role_key
from people.models import Institution, Role

LETTER_FAILED = "kitchen.letter_failed"


class LetterFailed(Kind):
    """Told to administration, who can ring the caterer; it matters while the letter stays undelivered."""

    code = LETTER_FAILED
    label = _("The caterer's letter was not delivered")
    roles = frozenset({Role.ADMIN})

    def wanted(self, notification: Notification, at: datetime) -> bool:
        key = role_key(notification.role, notification.institution_id)
        day = local_day(at, notification.institution.time_zone)
        access = Access(notification.person, day=day, acting_key=key)
        is_in_it = access.acting is not None and access.acting.key == key
        failed = _seen(access).filter(pk=notification.subject_id, letter=HeadCount.Letter.FAILED)
        return is_in_it and failed.exists()

    def present(
        self, notifications: Iterable[Notification], access: Any, at: datetime
    ) -> dict[int, Shown]:
        told = list(notifications)
        seen = _seen(access).filter(pk__in=[n.subject_id for n in told])
        counts = {count.pk: count for count in seen}
        return {n.pk: self._shown(counts[n.subject_id]) for n in told if n.subject_id in counts}

    def _shown(self, head_count: HeadCount) -> Shown:
        url = reverse("attendance:kitchen_day", args=[head_count.day])
        return Shown(str(self.label), date_format(head_count.day, "j. F"), url, "mail")


def failed(head_count: HeadCount, *, at: datetime) -> list[Notification]:
    """Rows for everybody of administration; each failure is told anew."""
    about = {
        "institution": head_count.institution, "role": Role.ADMIN, "kind": LETTER_FAILED,
        "subject_id": head_count.pk, "day": head_count.day, "occasion": f"{at:%Y%m%d%H%M%S}",
    }  # fmt: skip
    people = _administration(
        head_count.institution, local_day(at, head_count.institution.time_zone)
    )
    return [Notification(person_id=person, **about) for person in people]


def _seen(access: Access):
    return HeadCount.objects.visible_to(access, Action.VIEW_KITCHEN)


def _administration(institution: Institution, day: date) -> list[int]:
    held = house_holders(Action.VIEW_KITCHEN, institution, day)
    return [person for person, role in held if role == Role.ADMIN]
