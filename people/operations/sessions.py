"""Ending what somebody has open. Callers guard."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F

from people.models import User


def end_sessions(user: User, *, keep: str = "") -> None:
    """Every session of the person (but one) is over at its next request, on whatever device.

    Whoever goes on in the running one renews it by ``update_session_auth_hash``.
    """
    User.objects.filter(pk=user.pk).update(epoch=F("epoch") + 1)
    user.refresh_from_db(fields=["epoch"])
    known = UserSession.objects.filter(user=user).exclude(session_key=keep)
    Session.objects.filter(pk__in=known.values("session_key")).delete()
    known.delete()
