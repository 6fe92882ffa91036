"""What the middleware adds to every request."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from people.access import Access
from people.models import User


class PortalRequest(HttpRequest):
    """A request as views see it: when it came, who sent it, and what that person may do."""

    received_at: datetime
    access: Access
    user: User  # type: ignore[assignment]
    htmx: HtmxDetails
    to_view: Callable[[HttpRequest], HttpResponse]  # past all that stands before a view
    kept: object  # of a form that is sent on: its seal (people.sign_in.sealed)
    is_kept_again: bool  # and whether it met a further door


def next_page(request: PortalRequest) -> str:
    """The page of ours that a form asked for; empty when it asked for none."""
    url = request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
