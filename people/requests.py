"""What the middleware adds to every request."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from people.access import Access
from people.models import User
from people.sign_in.store import SessionStore


class PortalRequest(HttpRequest):
    """A request as views see it: when it came, who sent it, and what that person may do."""

    received_at: datetime
    access: Access
    session: SessionStore
    user: User  # type: ignore[assignment]
    htmx: HtmxDetails


def next_page(request: PortalRequest) -> str:
    """The page of ours that a form asked for; empty when it asked for none."""
    url = request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
