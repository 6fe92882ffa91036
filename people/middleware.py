"""A request knows who acts, in which role, on which day."""

from django.dispatch import Signal
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from people import acting
from people.access import Access
from people.requests import PortalRequest

actor_changed = Signal()


class AccessMiddleware:
    """``request.access``: computed when first asked, from current facts, never kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        refresh_access(request)
        return self.get_response(request)


def refresh_access(request: PortalRequest) -> None:
    """Compute access anew when it is next asked."""
    request.access = SimpleLazyObject(lambda: access_of(request))  # type: ignore[assignment]


def change_actor(request: PortalRequest) -> None:
    """In the middle of a request: compute anew, and tell who listens (the trail)."""
    refresh_access(request)
    actor_changed.send(sender=change_actor, request=request)


def access_of(request: PortalRequest) -> Access:
    day = timezone.localdate(request.received_at)
    return Access(request.user, day=day, acting_key=acting.chosen(request))


class ActingRoleMiddleware:
    """A form made in one role is not sent in another (a second tab, another person): 409."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view, args, kwargs):
        token = request.POST.get(acting.FIELD) if request.method == "POST" else None
        if token is None or not request.user.is_authenticated or acting.fits(request, token):
            return None
        return acting.mismatch(request, token)
