"""How long one stays signed in. A parent on a device of their own: 30 days, counted anew each day they come
(first the day, so that no page writes for it). Everybody else: until the browser is closed, 12 hours at most.

A parent is who holds no other role anywhere, whichever they act in: a session of 30 days never carries the
rights of staff. Given another role, the person signs in anew at the next request. A device is one's own
unless it is shared, or whoever signs in says that it is not theirs.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout

from people import acting
from people.access import Access
from people.devices import idle
from people.devices.forms import NOT_MINE
from people.models import Role
from people.requests import PortalRequest
from people.sign_in.store import SessionStore

FOR = timedelta(days=30)
_MOVED_AFTER = timedelta(days=1)
_SEEN_AFTER = timedelta(minutes=10)
_OWN, _STAYS = "own_device", "stays"


def note_choice(request: PortalRequest) -> None:
    """Whose device it is was said with the first step; a second one may come between."""
    request.session[_OWN] = not request.POST.get(NOT_MINE)


def begin(request: PortalRequest) -> bool:
    """Somebody has signed in in full.

    :returns: whether the device is their own
    """
    is_own = request.session.pop(_OWN, False) and not idle.is_shared(request)
    request.session[_STAYS] = is_own and _roles(request.access) == {Role.PARENT}
    hold(request)
    return is_own


def hold(request: PortalRequest) -> None:
    """The session lasts as it began, whoever has set its end meanwhile."""
    request.session.set_expiry(int(FOR.total_seconds()) if _stays(request.session) else 0)


class StayMiddleware:
    """Moves the end of a long session, ends it for whoever is staff now, notes when a session was seen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view, args, kwargs) -> None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return
        if _stays(request.session) and _roles(request.access) - {Role.PARENT}:
            logout(request)  # the door comes next, and keeps a form that was sent
            acting.change_actor(request)
            return
        _move(request)
        _note_seen(request)


def _move(request: PortalRequest) -> None:
    session = request.session
    if not _stays(session) or session.expires_at is None:
        return
    if session.expires_at - request.received_at <= FOR - _MOVED_AFTER:
        session.modified = True  # saved with the answer, and the cookie with it


def _note_seen(request: PortalRequest) -> None:
    session, at = request.session, request.received_at
    if session.seen_at is not None and at - session.seen_at >= _SEEN_AFTER:
        mine = UserSession.objects.filter(session_key=session.session_key)
        mine.update(last_seen_at=at)


def _stays(session: SessionStore) -> bool:
    return bool(session.get(_STAYS))


def _roles(access: Access) -> set[str]:
    return {one.role for one in access.roles}
