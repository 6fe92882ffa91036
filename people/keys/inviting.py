"""Whom a person may invite: the same question for a list and for one."""

from __future__ import annotations

from django.db.models import QuerySet

from people.access import Access, Action
from people.models import User

_INVITES = (Action.INVITE_STAFF, Action.INVITE_FAMILIES, Action.OPERATE_ACCOUNTS)


def invitable(by: Access) -> QuerySet[User]:
    """Staff, families or all accounts, as the table of access has it; never oneself."""
    found = User.objects.none()
    for action in _INVITES:
        found = found | User.objects.visible_to(by, action)
    return found.exclude(pk=by.user.pk)
