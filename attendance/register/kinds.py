"""Nurse and clerk are told that a correction is asked for."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from attendance.models import CorrectionRequest
from duties.calendar.days import monday_of
from outbox import queue
from outbox.clock import local_day
from outbox.models import Notification
from outbox.registry import Shown
from people.access import Access, Action, roles_holding
from people.audiences import ToHolders, to_groups
from people.models import ChildGroup

CODE = "correction.asked"


class CorrectionAsked(ToHolders):
    """``subject_id`` is the request. Of use while it waits."""

    code = CODE
    label = _("A correction is asked for")
    roles = roles_holding(Action.CORRECT_ATTENDANCE)
    model, action = CorrectionRequest, Action.CORRECT_ATTENDANCE

    def rows(self, access: Access) -> QuerySet:
        return super().rows(access).select_related("register__group")

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.waiting()  # type: ignore[attr-defined]

    def shown(self, row: CorrectionRequest, told: Notification) -> Shown:
        group = row.register.group
        url = reverse("attendance:group_check", args=[monday_of(row.day), group.pk])
        detail = f"{group.name} · {date_format(row.day, 'j. F')}"
        return Shown(str(self.label), detail, url, "flag")


def tell_of(request: CorrectionRequest, group: ChildGroup, *, at: datetime) -> None:
    """Tell everybody who may correct the group's register; of one request once."""
    today = local_day(at, group.institution.time_zone)
    about = {"kind": CODE, "subject_id": request.pk, "day": request.day}
    queue.put(to_groups(Action.CORRECT_ATTENDANCE, [group], today, **about), at=at)


def settle(request: CorrectionRequest, *, at: datetime) -> None:
    """It waits no more."""
    queue.settle(at=at, kind=CODE, subject_id=request.pk)
