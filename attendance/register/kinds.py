"""Nurse and clerk are told that a correction is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from attendance.models import CorrectionRequest
from duties.clock import local_day
from duties.days import monday_of
from outbox import queue
from outbox.models import Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, holders, role_key, roles_holding
from people.models import ChildGroup

CODE = "correction.asked"


class CorrectionAsked(Kind):
    """``subject_id`` is the request. Of use while it waits."""

    code = CODE
    label = _("A correction is asked for")
    roles = roles_holding(Action.CORRECT_ATTENDANCE)

    def wanted(self, notification: Notification, at: datetime) -> bool:
        today = local_day(at, notification.institution.time_zone)
        key = role_key(notification.role, notification.institution_id)
        access = Access(notification.person, day=today, acting_key=key)
        holds_role = access.acting is not None and access.acting.key == key
        return holds_role and _seen(access).waiting().filter(pk=notification.subject_id).exists()

    def present(
        self, notifications: Iterable[Notification], access: Access, at: datetime
    ) -> dict[int, Shown]:
        notifications = list(notifications)
        about = _seen(access).filter(pk__in=[n.subject_id for n in notifications])
        requests = {request.pk: request for request in about.select_related("register__group")}
        return {
            n.pk: self._shown(requests[n.subject_id])
            for n in notifications
            if n.subject_id in requests
        }

    def _shown(self, request: CorrectionRequest) -> Shown:
        group = request.register.group
        url = reverse("attendance:group_check", args=[monday_of(request.day), group.pk])
        detail = f"{group.name} · {date_format(request.day, 'j. F')}"
        return Shown(str(self.label), detail, url, "flag")


def tell_of(request: CorrectionRequest, group: ChildGroup, *, at: datetime) -> None:
    """Tell everybody who may correct the group's register; of one request once."""
    day = local_day(at, group.institution.time_zone)
    told = [
        Notification(
            institution=group.institution, person_id=right.user_id, role=right.role, kind=CODE,
            group=group, subject_id=request.pk, day=request.day,
        )
        for right in holders(Action.CORRECT_ATTENDANCE, [group], day)
    ]  # fmt: skip
    queue.put(told, at=at)


def settle(request: CorrectionRequest, *, at: datetime) -> None:
    """It waits no more, and asks for nobody's attention."""
    told = Notification.objects.unread().filter(kind=CODE, subject_id=request.pk)
    told.update(read_at=at)


def _seen(access: Access):
    return CorrectionRequest.objects.visible_to(access, Action.CORRECT_ATTENDANCE)
