"""Every change tells who made it, in which role, by which request."""

import uuid

import pghistory

from audit.models import Denial
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


class DenialMiddleware:
    """What is sent and refused, or sent to what one does not see, is kept: who, what kind, when."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        response = self.get_response(request)
        page = request.resolver_match
        is_denied = response.status_code in (403, 404) and request.method not in _READING
        if is_denied and page and request.user.is_authenticated:
            Denial.objects.create(
                at=request.received_at, person=request.user, acting=str(who(request)["role"] or ""),
                act=page.view_name or "-", status=response.status_code,
            )  # fmt: skip
        return response


def who(request: PortalRequest) -> dict[str, object]:
    """The person and the acting role, as the trail keeps them."""
    acting = request.access.acting if request.user.is_authenticated else None
    return {"user": request.user.pk, "role": acting.key if acting else None}
