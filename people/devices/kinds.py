"""An account was opened on a device that is new to it: its owner is told. A kind of notification."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.models import Notification
from outbox.registry import Shown
from people.access import Access
from people.audiences import ToOwner, to_owner_anywhere
from people.models import DeviceUse

CODE = "account.new_device"


class NewDevice(ToOwner):
    """Somebody has signed in, on a device that the account does not know."""

    code = CODE
    label = gettext_lazy("My account on a new device")

    def rows(self, access: Access) -> QuerySet[DeviceUse]:
        return DeviceUse.objects.filter(user=access.user).select_related("device")

    def shown(self, row: DeviceUse, told: Notification) -> Shown:
        title = _("You signed in on a new device: %(device)s") % {"device": row.device}
        detail = _("If it was not you, end that session and change your password.")
        return Shown(title, detail, reverse("people:sessions"), "shield-check")


def of(use: DeviceUse, *, at: datetime) -> list[Notification]:
    """The row for the person."""
    return to_owner_anywhere(use.user, at=at, kind=CODE, subject_id=use.pk)
