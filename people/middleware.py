"""A request knows who acts, in which role, on which day."""

from people import acting
from people.requests import PortalRequest


class AccessMiddleware:
    """``request.access``: computed when first asked, from current facts, never kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        acting.refresh_access(request)
        return self.get_response(request)


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
