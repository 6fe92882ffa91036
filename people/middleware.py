"""A request knows who acts, in which role, on which day."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render

from people import acting
from people.access.acting import is_kept_out
from people.quotas import UsedUp
from people.requests import PortalRequest
from people.sign_in import suspended


class AccessMiddleware:
    """``request.access``: computed when first asked, from current facts, never kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        acting.refresh_access(request)
        return self.get_response(request)


class KeptOutMiddleware:
    """Whoever left or is suspended everywhere is signed out at the next request (R3, R33); the
    suspended read why.

    Asked only of those who hold no role any more; a page asks for the roles in any case.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view, args, kwargs):
        if not request.user.is_authenticated or request.access.roles:
            return None
        if not is_kept_out(request.user, request.access.day):
            return None
        user = request.user
        logout(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)  # the page knows what to say
        return suspended.page(request, user) or redirect("account_login")


class QuotaMiddleware:
    """Whoever sends more than may be sent in an hour is told so (people/quotas.py)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        return self.get_response(request)

    def process_exception(self, request: PortalRequest, exception: Exception):
        if isinstance(exception, UsedUp):
            return render(request, "429.html", {"why": str(exception)}, status=429)


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


class ToViewMiddleware:
    """``request.to_view``: how a kept form comes to its view, by the way of every other request.

    Stands last, so that what it calls is Django's own step from the middleware to a view: the
    address is resolved, each ``process_view`` is asked, an exception becomes its page. Whatever
    stands before a view stands before a kept form too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest):
        request.to_view = self.get_response
        return self.get_response(request)
