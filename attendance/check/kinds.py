"""The notification that tells a teacher what became of a correction request."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import CorrectionRequest
from duties.clock import local_day
from outbox.models import Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, role_key
from people.models import Role

CODE = "correction.answered"


class CorrectionAnswered(Kind):
    """Nurse or clerk answered; ``subject_id`` is the request."""

    code = CODE
    label = gettext_lazy("A correction request was answered")
    roles = frozenset({Role.TEACHER})

    def wanted(self, notification: Notification, at: datetime) -> bool:
        day = local_day(at, notification.institution.time_zone)
        key = role_key(notification.role, notification.institution_id)
        access = Access(notification.person, day=day, acting_key=key)
        holds_role = access.acting is not None and access.acting.key == key
        return holds_role and access.groups(Action.VIEW_ATTENDANCE).filter(
            pk=notification.group_id or 0
        ).exists()  # fmt: skip

    def present(
        self, notifications: Iterable[Notification], access: Access, at: datetime
    ) -> dict[int, Shown]:
        rows = list(notifications)
        asked = CorrectionRequest.objects.visible_to(access, Action.VIEW_ATTENDANCE)
        answered = asked.filter(pk__in=[row.subject_id for row in rows], granted__isnull=False)
        found = {one.pk: one for one in answered.select_related("register__group")}
        return {row.pk: _shown(found[row.subject_id]) for row in rows if row.subject_id in found}


def _shown(request: CorrectionRequest) -> Shown:
    title = _("A correction was made") if request.granted else _("A correction was declined")
    group = request.register.group
    detail = f"{group.name} · {date_format(request.day, 'j. F')}"
    url = reverse("attendance:register", args=[group.pk, request.day])
    return Shown(title, detail, url, "check" if request.granted else "info-circle")
