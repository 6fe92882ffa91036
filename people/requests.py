"""What the middleware adds to every request."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from people.access import Access, Action
from people.models import Institution, User
from people.sign_in.store import SessionStore


class PortalRequest(HttpRequest):
    """A request as views see it: when it came, who sent it, and what that person may do."""

    received_at: datetime
    access: Access
    session: SessionStore
    user: User  # type: ignore[assignment]
    htmx: HtmxDetails
    to_view: Callable[[HttpRequest], HttpResponse]  # past all that stands before a view
    kept: object  # of a form that is sent on: its seal (people.sign_in.sealed)
    is_kept_again: bool  # and whether it met a further door


def id_of(value: str) -> int:
    """A number that a row may have; 0, which none has, for whatever else was sent."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 18 else 0


def house_for(request: PortalRequest, right: Action) -> Institution:
    """The house acted in, of somebody who holds the right there.

    :raises Http404: to everybody else there is none
    """
    house = request.access.institution
    if house is None or not request.access.holds(right):
        raise Http404
    return house


def asked_for(request: PortalRequest) -> str:
    """The address that a form or a link says is to follow, whatever it is."""
    return request.POST.get("next") or request.GET.get("next", "")


def next_page(request: PortalRequest) -> HttpResponseRedirect:
    """To what is to follow if it is a page of ours, else to Today.

    An address, never a name: Django's ``redirect`` would take one for a view.
    """
    url = asked_for(request)
    ours = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return HttpResponseRedirect(url if ours else "/")
