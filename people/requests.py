"""What the middleware adds to every request."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from people.access import Access
from people.models import User


class PortalRequest(HttpRequest):
    """A request as views see it: when it came, who sent it, and what that person may do."""

    received_at: datetime
    access: Access
    user: User  # type: ignore[assignment]
    htmx: HtmxDetails
