"""What administration is told of restrictions whose document is past."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action, roles_holding
from people.audiences import ToHolders, today_of
from people.models import Restriction

CODE = "restriction.past"


class DocumentIsPast(ToHolders):
    """The document of a restriction has passed its last day."""

    code = CODE
    label = gettext_lazy("A restriction whose document is past")
    letter_label = gettext_lazy("A document needs a decision")  # type: ignore[assignment]
    roles = roles_holding(Action.MANAGE_PEOPLE)
    modes = (Mode.AT_ONCE, Mode.DIGEST)
    model, action = Restriction, Action.MANAGE_PEOPLE

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.filter(pk__in=past(today_of(told, at)))

    def shown(self, row: Restriction, told: Notification) -> Shown:
        until = row.valid_until
        detail = _("valid until %(day)s") % {"day": date_format(until)} if until else ""
        url = reverse("people:restriction", args=[row.pk])
        return Shown(str(self.label), detail, url, "alert-triangle")


def past(day: date) -> QuerySet[Restriction]:
    """Still in force though their document is not."""
    return Restriction.objects.filter(valid_until__lt=day, until=None)
