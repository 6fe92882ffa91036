"""Contacts, keys, sessions and devices are changed by whoever has just said who they are (R13, R14).

A sign-in in full counts as long as an answer to «Is it you?» (``ACCOUNT_REAUTHENTICATION_TIMEOUT``); one by
a PIN never does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.decorators import reauthentication_required
from django.conf import settings

from people.requests import PortalRequest

_SESSION_KEY = "signed_in_at"
_ask = reauthentication_required(lambda request: None)


def begin(request: PortalRequest) -> None:
    """Somebody has signed in in full."""
    request.session[_SESSION_KEY] = request.received_at.isoformat()


def is_fresh(request: PortalRequest) -> bool:
    """Signed in in full a moment ago."""
    signed_in = request.session.get(_SESSION_KEY)
    if signed_in is None:
        return False
    good_for = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    return request.received_at - datetime.fromisoformat(signed_in) < good_for


def require(request: PortalRequest) -> None:
    """For a view that first finds what is to be changed: what one does not see stays 404.

    :raises ReauthenticationRequired: allauth asks who it is, and goes on with the same request
    """
    _ask(request)
