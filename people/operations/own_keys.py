"""One's own sessions, and the lock for the day somebody else may have the key (R14)."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import queue
from people.access import Access
from people.keys import kinds, links
from people.keys.links import Purpose
from people.models import ContactChange, Institution, User
from people.sign_in.kinds import codes_guessed

from .sessions import Closed, close_ways_in, end_sessions, void_password


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
def after_new_password(*, user: User, keep: str, at: datetime) -> Closed:
    """One's own new password is set: whatever else opened the account is closed, but the running session."""
    closed = close_ways_in(user, keep=keep)
    links.revoke(user, at=at, purpose__in=(Purpose.INVITE, Purpose.RESET))
    return closed


@transaction.atomic
def answer_passkey_offer(*, by: Access, at: datetime) -> None:
    """Added or put off: a passkey is offered to the person no more."""
    user = _self(by)
    user.passkey_answered_at = at
    user.save(update_fields=["passkey_answered_at"])


@transaction.atomic
def report_compromised(*, by: Access, at: datetime) -> None:
    """All sessions end, the password and the passkeys are void, and those who give new ones are told.

    An app with codes stays: it opens nothing by itself, and a new password never passes it by.
    """
    user = _self(by)
    user.locked_at = at
    user.save(update_fields=["locked_at"])
    # a passkey is a whole door, and the intruder may have added one: all are made anew
    void_password(user)
    # the way back to one's own address stays: an intruder may have changed it
    links.revoke(user, at=at, purpose__in=set(Purpose.values) - {Purpose.UNDO_EMAIL})
    ContactChange.objects.filter(user=user, done_at=None, dropped_at=None).update(dropped_at=at)
    houses = Institution.objects.filter(role_groups__group__user=user).distinct()
    queue.put(kinds.of(user, houses, at=at), at=at)


@transaction.atomic
def tell_of_guesses(*, user: User, at: datetime) -> None:
    """Whoever failed at the second step knew the password: its owner is told (R19)."""
    queue.put(codes_guessed(user, at=at), at=at)


def _self(by: Access) -> User:
    """:raises PermissionDenied: nobody is signed in"""
    if by.user.pk is None:
        raise PermissionDenied(_("You may not do this here."))
    return User.objects.select_for_update().get(pk=by.user.pk)
