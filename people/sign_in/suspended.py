"""Who is suspended is told why and until when (R3): after the right key, and nobody else."""

from __future__ import annotations

from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import render

from outbox.clock import portal_day
from people.access.acting import roles_of
from people.devices import idle
from people.models import Exclusion, User
from people.requests import PortalRequest

_WORD = "suspended"  # in what is left of a session: whose it was


def of(user: User, day: date) -> list[Exclusion]:
    """The person's suspensions of a day, with their houses; they may hold roles elsewhere. One query."""
    rows = Exclusion.objects.on(day).filter(user=user.pk, kind=Exclusion.Kind.SUSPENDED)
    return list(rows.select_related("institution").order_by("institution__name"))


def everywhere(user: User, at: datetime) -> list[Exclusion]:
    """The same of whoever gets in nowhere for it; nothing of a closed or a locked account."""
    day = portal_day(at)
    if not user.is_active or user.locked_at is not None or roles_of(user, day):
        return []
    return of(user, day)


def page(request: PortalRequest, user: User) -> HttpResponse | None:
    """Why, until when, whom to ask, for somebody who has just shown their own key; they are not signed in.

    :returns: None for whoever is not suspended everywhere
    """
    found = everywhere(user, request.received_at)
    if not found:
        return None
    request.session.flush()  # half a sign-in may lie in it
    return render(request, "account/suspended.html", {"suspensions": found}, status=403)


# --- where somebody was signed in ---------------------------------------------------------------
def leave_word(user: User) -> None:
    """In place of each session of the person: its next request reads the page, once. Not on a shared
    device, where somebody else may sit by now."""
    known = UserSession.objects.filter(user=user)
    for row in Session.objects.filter(pk__in=known.values("session_key")):
        if idle.marks(row.get_decoded()):
            continue
        known.filter(session_key=row.pk).delete()
        row.session_data = SessionStore().encode({_WORD: user.pk})
        row.save(update_fields=["session_data"])


def word(request: PortalRequest) -> HttpResponse | None:
    """The page, where a session was ended by a suspension that still lasts."""
    left = request.session.pop(_WORD, None)
    user = User.objects.filter(pk=left).first() if left else None
    return page(request, user) if user else None
