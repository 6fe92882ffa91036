"""What this part tells: that an absence has to be clarified."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import Clarification
from duties.clock import local_day
from outbox.models import Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, role_key, roles_holding

OPENED = "clarification.opened"


class AbsenceToClarify(Kind):
    """A child of compulsory age stays away unexplained. Of interest until it is closed."""

    code = OPENED
    label = gettext_lazy("An absence has to be clarified")
    roles = roles_holding(Action.CLARIFY_ABSENCE)
    icon = "phone"

    def wanted(self, notification: Notification, at: datetime) -> bool:
        key = role_key(notification.role, notification.institution_id)
        today = local_day(at, notification.institution.time_zone)
        access = Access(notification.person, day=today, acting_key=key)
        holds_role = access.acting is not None and access.acting.key == key
        return holds_role and _seen(access).open().filter(pk=notification.subject_id).exists()

    def present(
        self, notifications: Iterable[Notification], access: Access, at: datetime
    ) -> dict[int, Shown]:
        rows = list(notifications)
        seen = _seen(access).filter(pk__in=[row.subject_id for row in rows])
        known = set(seen.values_list("pk", flat=True))
        return {row.pk: self._shown(row) for row in rows if row.subject_id in known}

    def _shown(self, row: Notification) -> Shown:
        assert row.group
        assert row.day
        since = _("absent since %(day)s") % {"day": date_format(row.day, "j. F")}
        url = reverse("attendance:clarification", args=[row.subject_id])
        return Shown(str(self.label), f"{row.group.name} · {since}", url, self.icon)


def _seen(access: Access):
    return Clarification.objects.visible_to(access, Action.CLARIFY_ABSENCE)
