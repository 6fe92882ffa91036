"""What this part tells: that an absence has to be clarified."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.models import Clarification
from outbox.models import Notification
from outbox.registry import Shown
from people.access import Action, roles_holding
from people.audiences import ToHolders

OPENED = "clarification.opened"


class AbsenceToClarify(ToHolders):
    """A child of compulsory age stays away unexplained. Of interest until it is closed."""

    code = OPENED
    label = gettext_lazy("An absence has to be clarified")
    roles = roles_holding(Action.CLARIFY_ABSENCE)
    model, action = Clarification, Action.CLARIFY_ABSENCE

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.open()  # type: ignore[attr-defined]

    def shown(self, row: Clarification, told: Notification) -> Shown:
        assert told.group
        since = _("absent since %(day)s") % {"day": date_format(row.since, "j. F")}
        url = reverse("attendance:clarification", args=[row.pk])
        return Shown(str(self.label), f"{told.group.name} · {since}", url, "phone")
