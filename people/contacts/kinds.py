"""What the owner of contact data is told when staff touch them: a kind of notification."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.models import Notification
from outbox.registry import Shown
from people.access import Access
from people.audiences import ToOwner, to_owner
from people.models import ContactChange, Institution

CODE = "account.contacts"


class ContactsTouched(ToOwner):
    """Somebody else has written one's phone, or proposes another e-mail."""

    code = CODE
    label = gettext_lazy("Changes of my contact data")

    def rows(self, access: Access) -> QuerySet[ContactChange]:
        return ContactChange.objects.filter(user=access.user)

    def shown(self, row: ContactChange, told: Notification) -> Shown:
        url = reverse("people:contacts")
        if row.kind == ContactChange.Kind.NAME and row.done_at:
            title = _("Your name was changed by the institution")
            return Shown(title, _("Look whether it is right."), url, "user")
        if row.kind == ContactChange.Kind.NAME:
            title = _("The institution writes your name differently")
            return Shown(title, _("Nothing changes unless you agree."), url, "user")
        if row.kind == ContactChange.Kind.PHONE:
            title = _("Your phone was changed by the institution")
            return Shown(title, _("Look whether it is right."), url, "user")
        title = _("The institution has another e-mail for you")
        return Shown(title, _("Nothing changes unless you agree."), url, "mail")


def of(
    change: ContactChange, institution: Institution | None, *, at: datetime
) -> list[Notification]:
    """The row for the owner."""
    if institution is None:
        return []
    about = {"kind": CODE, "subject_id": change.pk, "occasion": f"{change.pk}"}
    return to_owner(change.user, institution, at=at, **about)
