"""Administration and the superuser are told that somebody's key may be in other hands (R14, R35)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action, roles_holding
from people.audiences import ToHolders, anew, to_house
from people.models import Institution, User

CODE = "account.compromised"


class MayBeCompromised(ToHolders):
    """An account is locked; its owner waits for a new key."""

    code = CODE
    label = gettext_lazy("An account may be compromised")
    roles = roles_holding(Action.OPERATE_ACCOUNTS)
    modes = (Mode.AT_ONCE,)
    model, action = User, Action.OPERATE_ACCOUNTS

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.filter(locked_at__isnull=False)

    def shown(self, row: User, told: Notification) -> Shown:
        title = _("Somebody else may have the key of: %(name)s") % {"name": row}
        detail = _("The account is locked. Send a new key.") if row.locked_at else ""
        return Shown(title, detail, reverse("people:adult_key", args=[row.pk]), "alert-triangle")


def of(person: User, houses: Iterable[Institution], *, at: datetime) -> list[Notification]:
    """Rows for all who operate accounts in the person's houses."""
    about = {"kind": CODE, "subject_id": person.pk, "occasion": anew(at)}
    return [
        row
        for house in houses
        for day in [local_day(at, house.time_zone)]
        for row in to_house(MayBeCompromised.action, house, day, day=day, **about)
    ]
