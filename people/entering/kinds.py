"""What administration is told of restrictions whose document is past."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, role_key
from people.models import Restriction, Role

CODE = "restriction.past"


class DocumentIsPast(Kind):
    """The document of a restriction has passed its last day."""

    code = CODE
    label = gettext_lazy("A restriction whose document is past")
    letter_label = gettext_lazy("A document needs a decision")  # type: ignore[assignment]
    roles = frozenset({Role.ADMIN})
    modes = (Mode.AT_ONCE, Mode.DIGEST)

    def wanted(self, notification: Notification, at: datetime) -> bool:
        day = local_day(at, notification.institution.time_zone)
        key = role_key(notification.role, notification.institution_id)
        access = Access(notification.person, day=day, acting_key=key)
        waiting = past(day).visible_to(access, Action.MANAGE_PEOPLE)  # type: ignore[attr-defined]
        return waiting.filter(pk=notification.subject_id).exists()

    def present(
        self, notifications: Iterable[Notification], access: Any, at: datetime
    ) -> dict[int, Shown]:
        told = list(notifications)
        seen = Restriction.objects.visible_to(access, Action.MANAGE_PEOPLE)
        found = seen.in_bulk([n.subject_id for n in told])
        return {n.pk: self._shown(found[n.subject_id]) for n in told if n.subject_id in found}

    def _shown(self, restriction: Restriction) -> Shown:
        until = restriction.valid_until
        detail = _("valid until %(day)s") % {"day": date_format(until)} if until else ""
        url = reverse("people:restriction", args=[restriction.pk])
        return Shown(str(self.label), detail, url, "alert-triangle")


def past(day: date) -> QuerySet[Restriction]:
    """Still in force though their document is not."""
    return Restriction.objects.filter(valid_until__lt=day, until=None)
