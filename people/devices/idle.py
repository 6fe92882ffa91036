"""Sessions on a shared device: known to be such without a question, and over when nobody is there."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime, timedelta

from django.contrib.auth import logout

from people import acting
from people.requests import PortalRequest

AFTER = timedelta(minutes=10)
_SESSION_KEY = "shared_device"


def begin(request: PortalRequest, *, in_full: bool) -> None:
    """From now on this session is one on a shared device; ``in_full``: not by a PIN."""
    seen = request.received_at.isoformat()
    request.session[_SESSION_KEY] = {"seen": seen, "in_full": in_full}


def stop(request: PortalRequest) -> None:
    request.session.pop(_SESSION_KEY, None)


def is_shared(request: PortalRequest) -> bool:
    return marks(request.session)


def marks(session: Container[str]) -> bool:
    """Whether what a session holds makes it one on a shared device."""
    return _SESSION_KEY in session


def is_in_full(request: PortalRequest) -> bool:
    """Signed in by more than a PIN."""
    return request.session.get(_SESSION_KEY, {}).get("in_full", True)


class IdleLockMiddleware:
    """Ten minutes without anybody and a shared device is locked; what comes then meets the door.

    A form that comes too late is kept there for its author, like any other (``people.sign_in.sealed``).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view, args, kwargs) -> None:
        here = request.session.get(_SESSION_KEY)
        if here is None:
            return
        seen = datetime.fromisoformat(here["seen"])
        if request.received_at - seen < AFTER:
            latest = max(seen, request.received_at)  # a form sent on was received before
            request.session[_SESSION_KEY] = {**here, "seen": latest.isoformat()}
            return
        logout(request)
        acting.change_actor(request)
