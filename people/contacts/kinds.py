"""What the owner of contact data is told when staff touch them: a kind of notification."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.clock import portal_day
from outbox.models import Notification
from outbox.registry import Shown
from people.audiences import OfOwnAccount
from people.models import ContactChange, Institution, Role, User

CODE = "account.contacts"


class ContactsTouched(OfOwnAccount):
    """Somebody else has written one's phone, or proposes another e-mail."""

    code = CODE
    label = gettext_lazy("Changes of my contact data")

    def rows(self, user: User) -> QuerySet[ContactChange]:
        return ContactChange.objects.filter(user=user)

    def shown(self, row: ContactChange) -> Shown:
        return _shown(row)


def _shown(change: ContactChange) -> Shown:
    url = reverse("people:contacts")
    if change.kind == ContactChange.Kind.PHONE:
        title, detail = (
            _("Your phone was changed by the institution"),
            _("Look whether it is right."),
        )
        return Shown(title, detail, url, "user")
    title = _("The institution has another e-mail for you")
    return Shown(title, _("Nothing changes unless you agree."), url, "mail")


def of(
    change: ContactChange, institution: Institution | None, *, at: datetime
) -> list[Notification]:
    """The row for the owner, in a role of theirs in the house."""
    about = {"institution": institution, "kind": CODE, "subject_id": change.pk}
    roles = change.user.groups.filter(role_group__institution=institution)
    role = roles.values_list("role_group__role", flat=True).first()
    row = Notification(
        person=change.user,
        role=role or Role.PARENT,
        day=portal_day(at),
        occasion=f"{change.pk}",
        **about,
    )
    return [row] if institution else []
