"""One's own sessions, and the lock for the day somebody else may have the key (R14)."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import queue
from people.access import Access
from people.keys import links, told
from people.models import DeviceUse, Institution, User

from .sessions import end_sessions


@transaction.atomic
def end_own_session(*, session: UserSession, by: Access) -> None:
    if session.user_id != by.user.pk:
        raise PermissionDenied(_("You may not do this here."))
    session.end()


@transaction.atomic
def end_other_sessions(*, keep: str, by: Access) -> User:
    """All but the one of the key ``keep``, which its page binds anew.

    :returns: the person as the row now is
    """
    user = _self(by)
    end_sessions(user, keep=keep)
    return user


@transaction.atomic
def report_compromised(*, by: Access, at: datetime) -> None:
    """All sessions end, every key but a second step is void, and those who give new ones are told."""
    user = _self(by)
    user.locked_at = at
    user.set_unusable_password()
    user.save(update_fields=["locked_at", "password"])
    end_sessions(user)
    links.revoke(user, at=at)
    DeviceUse.objects.filter(user=user).update(pin="")
    houses = Institution.objects.filter(role_groups__group__user=user).distinct()
    queue.put(told.of(user, houses, at=at), at=at)


def _self(by: Access) -> User:
    """:raises PermissionDenied: nobody is signed in"""
    if by.user.pk is None:
        raise PermissionDenied(_("You may not do this here."))
    return User.objects.select_for_update().get(pk=by.user.pk)
