"""Every change tells who made it, in which role, by which request."""

import uuid

import pghistory

from people.requests import PortalRequest

_READING = {"GET", "HEAD", "OPTIONS"}


class TrailMiddleware:
    """Puts the person, the acting role and the request's number beside each event."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        if request.method in _READING:
            return self.get_response(request)
        with pghistory.context(**who(request), request=uuid.uuid4().hex):
            return self.get_response(request)


def who(request: PortalRequest) -> dict[str, object]:
    """The person and the acting role, as the trail keeps them."""
    acting = request.access.acting if request.user.is_authenticated else None
    return {"user": request.user.pk, "role": acting.key if acting else None}
