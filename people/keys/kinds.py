"""Administration and the superuser are told that somebody's key may be in other hands (R14, R35)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, house_holders, role_key
from people.models import Institution, Role, User

CODE = "account.compromised"


class MayBeCompromised(Kind):
    """An account is locked; its owner waits for a new key."""

    code = CODE
    label = gettext_lazy("An account may be compromised")
    roles = frozenset({Role.ADMIN, Role.SUPERUSER})
    modes = (Mode.AT_ONCE,)

    def wanted(self, notification: Notification, at: datetime) -> bool:
        house, role = notification.institution, notification.role
        key, day = role_key(role, house.pk), local_day(at, house.time_zone)
        access = Access(notification.person, day=day, acting_key=key)
        waiting = User.objects.filter(pk=notification.subject_id, locked_at__isnull=False)
        return access.holds(Action.OPERATE_ACCOUNTS) and waiting.exists()

    def present(
        self, notifications: Iterable[Notification], access: Any, at: datetime
    ) -> dict[int, Shown]:
        told = list(notifications)
        ids = [n.subject_id for n in told]
        people = User.objects.visible_to(access, Action.OPERATE_ACCOUNTS).in_bulk(ids)
        return {n.pk: _shown(people[n.subject_id]) for n in told if n.subject_id in people}


def _shown(person: User) -> Shown:
    title = _("Somebody else may have the key of: %(name)s") % {"name": person}
    detail = _("The account is locked. Send a new key.") if person.locked_at else ""
    return Shown(title, detail, reverse("people:adult_key", args=[person.pk]), "alert-triangle")


def of(person: User, houses: Iterable[Institution], *, at: datetime) -> list[Notification]:
    """Rows for all who operate accounts in the person's houses."""
    return [
        Notification(
            institution=house, person_id=who, role=role, kind=CODE, subject_id=person.pk, day=day,
            occasion=f"{at:%Y%m%d%H%M%S}",
        )
        for house in houses
        for day in [local_day(at, house.time_zone)]
        for who, role in house_holders(Action.OPERATE_ACCOUNTS, house, day)
    ]  # fmt: skip
