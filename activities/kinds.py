"""What families are told of the day's log: that it is there. Never what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import DayLog
from outbox import queue
from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action, families
from people.audiences import ToFamilies


class DayIsThere(ToFamilies):
    """Told when the minute of grace is over; in the daily summary, unless somebody wants it at once."""

    code = "activities.day"
    label = _("The day's log is there")
    model = DayLog
    action = Action.VIEW_DAY
    default = Mode.DIGEST

    def shown(self, row: Any, told: Notification) -> Shown:
        address = f"{reverse('activities:feed')}#day-{row.pk}"
        return Shown(str(self.label), str(row), address, "notebook")


def tell_families(log: DayLog, at: datetime) -> None:
    """Each guardian of the children whom the group answers for on the day. Nine queries."""
    told: Mapping[str, Any] = {
        "kind": DayIsThere.code, "institution": log.institution, "group": log.group,
        "subject_id": log.pk, "day": log.day,
    }  # fmt: skip
    today = local_day(at, log.institution.time_zone)
    rights = families(Action.VIEW_DAY, [log.group], today, since=log.day)
    queue.put([Notification(person_id=one.user_id, role=one.role, **told) for one in rights], at=at)
