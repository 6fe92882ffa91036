"""The notification that tells a teacher what became of a correction request."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import CorrectionRequest
from outbox.models import Notification
from outbox.registry import Shown
from people.access import Access, Action
from people.audiences import ToHolders
from people.models import Role

CODE = "correction.answered"


class CorrectionAnswered(ToHolders):
    """Nurse or clerk answered; ``subject_id`` is the request."""

    code = CODE
    label = gettext_lazy("A correction request was answered")
    roles = frozenset({Role.TEACHER})
    model, action = CorrectionRequest, Action.VIEW_ATTENDANCE

    def rows(self, access: Access) -> QuerySet:
        answered = super().rows(access).filter(granted__isnull=False)
        return answered.select_related("register__group")

    def shown(self, row: CorrectionRequest, told: Notification) -> Shown:
        title = _("A correction was made") if row.granted else _("A correction was declined")
        group = row.register.group
        detail = f"{group.name} · {date_format(row.day, 'j. F')}"
        url = reverse("attendance:register", args=[group.pk, row.day])
        return Shown(title, detail, url, "check" if row.granted else "info-circle")
