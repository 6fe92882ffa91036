"""Ending what somebody has open, and what opens their account without a password. Callers guard."""

from __future__ import annotations

from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F

from people.models import DeviceUse, User


class Closed(NamedTuple):
    """How many of each: what is told to whoever closed them."""

    sessions: int
    passkeys: int
    devices: int
    pins: int


def void_password(user: User) -> Closed:
    """Nobody comes in by what opened the account before; a link to a new password is what is left."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return close_ways_in(user)


def close_ways_in(user: User, *, keep: str = "") -> Closed:
    """With a new password everything else that opens the account is closed too (R14): sessions, passkeys,
    PINs, and devices that were known. An app with codes stays: it opens nothing by itself.

    :param keep: the key of a session that goes on, and is renewed by ``update_session_auth_hash``
    """
    uses = DeviceUse.objects.filter(user=user)
    pins = uses.exclude(pin="").count()
    passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    others = UserSession.objects.filter(user=user).exclude(session_key=keep)
    closed = Closed(others.count(), passkeys.count(), uses.count(), pins)
    end_sessions(user, keep=keep)
    passkeys.delete()
    uses.delete()
    return closed


def end_sessions(user: User, *, keep: str = "") -> None:
    """Every session of the person (but one) is over at its next request, on whatever device.

    Whoever goes on in the running one renews it by ``update_session_auth_hash``.
    """
    User.objects.filter(pk=user.pk).update(epoch=F("epoch") + 1)
    user.refresh_from_db(fields=["epoch"])
    known = UserSession.objects.filter(user=user).exclude(session_key=keep)
    Session.objects.filter(pk__in=known.values("session_key")).delete()
    known.delete()
