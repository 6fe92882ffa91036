"""A form whose view wants a fresh sign-in waits for it sealed, and goes on like any kept form.

Allauth by itself would lay it open into the session's row, with the request's cookies, and send it
on past all that stands before a view.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse
from django.shortcuts import redirect

from people import acting
from people.requests import PortalRequest
from people.sign_in import sealed


class FreshSignInMiddleware:
    """Stands behind allauth's own, so that it is asked first. A page that is only read is allauth's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: PortalRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, ReauthenticationRequired) or request.method != "POST":
            return None
        door = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        state = {"resume": sealed.seal(request, str(request.user.pk))}
        callback = f"{go_on.__module__}.{go_on.__name__}"
        request.session[STATE_SESSION_KEY] = {"callback": callback, "state": state}
        return redirect(f"{door}?{urlencode({'next': request.path})}")


def go_on(request: PortalRequest, state: dict[str, Any]) -> HttpResponse:
    """Allauth calls it once the person has shown again who they are."""
    return acting.send_on(request, state["resume"]) or redirect("today")
