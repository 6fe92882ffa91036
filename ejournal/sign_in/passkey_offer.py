"""A passkey is offered once: on Today, from the first sign-in on a device of one's own until it is answered.

Whether there is anything to offer is asked when somebody signs in; the pages look into the session.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpResponse
from django.shortcuts import redirect

from outbox import once
from people import operations
from people.devices import idle
from people.models import User
from people.requests import PortalRequest

_SESSION_KEY = "offers_passkey"
_PASSKEY = Authenticator.Type.WEBAUTHN


def begin(request: PortalRequest) -> None:
    """Somebody has signed in on a device of their own."""
    user = request.user
    if user.passkey_answered_at is not None:
        return
    if not Authenticator.objects.filter(user=user, type=_PASSKEY).exists():
        request.session[_SESSION_KEY] = True


def stands(request: PortalRequest) -> bool:
    return _SESSION_KEY in request.session and not idle.is_shared(request)


@once.act()
def later(request: PortalRequest) -> HttpResponse:
    """Not now, and not by itself any more; the way to passkeys stays in the account."""
    _answer(request)
    return redirect("today")


@receiver(authenticator_added)
def _added(request: PortalRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    if authenticator.type == _PASSKEY:
        _answer(request)


def _answer(request: PortalRequest) -> None:
    request.session.pop(_SESSION_KEY, None)
    operations.answer_passkey_offer(by=request.access, at=request.received_at)
