"""Before the journal opens: the institution's terms are accepted, a second step is set up where it must be.

Composition: ``people`` knows no ``agreements``, and neither knows the other's pages.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from agreements import views as agreements
from agreements.owed import owed
from ejournal.sign_in import second_step
from people.requests import PortalRequest
from people.sign_in import sealed

# Pages of one's own key and the way out; everything else is behind the gate.
_OPEN = frozenset(
    {"agreements:accept", "agreements:version", "people:account", "people:act_as", "set_language"}
    | {"people:send_on"}  # the form that it sends on meets the gate by itself
    | {"people:sessions", "people:compromised", "people:locked"}
    | {"people:change_user", "people:present", "people:device"}
    | {"about", "health", "arrive", "door", "dead_link", "slip"}
)
_PASSED = "papers"  # in a session: house → the newest publication it was let through for
_OPEN_KINDS = ("account_", "mfa_", "usersessions_")


class GateMiddleware:
    """Nobody gets further before the terms of the house are accepted in their current version (R3)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.user.is_authenticated or _is_open(request):
            return None
        if _owes(request):
            return _to_accept(request)
        if second_step.is_missing(request):
            return second_step.stopped(request)
        return _kept(request)


def _owes(request: PortalRequest) -> bool:
    """Asked once for what was published last: an acknowledgement is never taken back.

    Staff are asked nothing further until their house publishes again; a parent has several houses.
    """
    house = request.access.institution
    if house is None:
        return bool(owed(request.access))
    changed = house.papers_changed_at.isoformat() if house.papers_changed_at else ""
    passed = request.session.get(_PASSED, {})
    if not changed or passed.get(str(house.pk)) == changed:
        return False
    if owed(request.access):
        return True
    request.session[_PASSED] = {**passed, str(house.pk): changed}
    return False


def _is_open(request: PortalRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in _OPEN or name.startswith(_OPEN_KINDS)


def _kept(request: PortalRequest) -> HttpResponse | None:
    """What waited behind the second step is offered first, once; that page carries it."""
    is_page = request.method == "GET" and not request.headers.get("HX-Request")
    if not is_page or sealed.FIELD not in request.session:
        return None
    return render(request, "people/kept.html", {"resume": request.session.pop(sealed.FIELD)})


def _to_accept(request: PortalRequest) -> HttpResponse:
    is_part = request.headers.get("HX-Request")
    if request.method == "POST":  # the page sends a part's form again the plain way when told 401
        return HttpResponse(status=401) if is_part else agreements.stopped(request)
    page = reverse("agreements:accept")
    if is_part:
        return HttpResponse(status=204, headers={"HX-Redirect": page})
    return redirect(f"{page}?{urlencode({'next': request.path})}")
