"""The door of one-time links: opening one uses nothing up; only what is sent from its page does.

The token leaves the address bar at once: it waits in the session while the person reads.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people import operations
from people.keys import links
from people.keys.forms import FirstPasswordForm, SlipForm
from people.keys.links import Purpose
from people.models import OneTimeLink
from people.requests import PortalRequest
from people.sign_in import guesses, suspended

_TOKEN = "one_time_link"  # noqa: S105 – where the session keeps it


@login_not_required
@require_safe
def arrive(request: PortalRequest, token: str) -> HttpResponse:
    """A printed or mailed address; what follows is at an address without the token.

    A session is made for a token that works only, so that nobody fills the table with them.
    """
    at = request.received_at
    link = links.genuine(token, at)
    if link is None or not (links.opens(link, at) or suspended.everywhere(link.user, at)):
        return redirect("dead_link")
    request.session[_TOKEN] = token
    return redirect("door")


@login_not_required
@require_safe
def dead(request: PortalRequest) -> HttpResponse:
    """The same page for all that do not work, at an address that names none."""
    return _dead(request)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: PortalRequest) -> HttpResponse:
    """What the link is for; the same page for all that do not work, whatever the reason."""
    token = request.session.get(_TOKEN, "")
    if not token:
        return _dead(request) if request.method == "POST" else redirect("slip")
    link = links.find(token, request.received_at)
    if link is None:
        return _why(request, links.genuine(token, request.received_at)) or _dead(request)
    act, template = _DOORS[Purpose(link.purpose)]
    if request.method == "POST":
        return act(request, link)
    return _page(request, template, link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: PortalRequest) -> HttpResponse:
    """User name and code, typed from a slip. Guesses are counted by the person first."""
    form = SlipForm(request.POST or None)
    if request.method != "POST":
        return render(request, "people/keys/slip.html", {"form": form})
    if not form.is_valid():
        return render(request, "people/keys/slip.html", {"form": form}, status=422)
    username = form.cleaned_data["username"].strip()
    if not ratelimit.consume(request, action="slip", key=guesses.key_of(username, None)):
        return render(request, "429.html", status=429)
    link = _by_code(request, username, form.cleaned_data["code"])
    if link is None or not links.opens(link, request.received_at):
        if why := _why(request, link):
            return why
        form.add_error(
            None,
            _(
                "User name and code do not fit, or the slip no longer works. "
                "After ten wrong tries wait five minutes before each further one."
            ),
        )
        return render(request, "people/keys/slip.html", {"form": form}, status=422)
    request.session[_TOKEN] = links.token(link)
    return redirect("door")


def _by_code(request: PortalRequest, username: str, code: str) -> OneTimeLink | None:
    """A try too many gets the answer of a wrong code; so does an unknown name."""
    person, at = guesses.person_of(username), request.received_at
    is_free = person is None or guesses.take(guesses.SLIP, person, None, at=at)
    link = links.genuine_code(username, code, at)
    if link is None or person is None or not is_free:
        return None
    guesses.give_back(guesses.SLIP, person, None)
    return link


def _set_key(request: PortalRequest, link: OneTimeLink) -> HttpResponse:
    form = FirstPasswordForm(link.user, request.POST)
    if not form.is_valid():
        return _page(request, "people/keys/set.html", link, form=form, status=422)
    try:
        user = operations.set_key(
            link=link, password=form.cleaned_data["new_password1"], at=request.received_at
        )
    except ValidationError:
        return _dead(request)
    _forget(request)
    return perform_login(request, user, email_verification="none")


def _confirm_email(request: PortalRequest, link: OneTimeLink) -> HttpResponse:
    said = _("From now on you sign in by this address.")
    return _contacts(request, link, operations.confirm_email, said)


def _undo_email(request: PortalRequest, link: OneTimeLink) -> HttpResponse:
    said = _("The address is as it was. A letter with a link to a new password comes to it.")
    return _contacts(request, link, operations.undo_email, said)


def _contacts(request, link: OneTimeLink, act: Callable, said: str) -> HttpResponse:
    try:
        act(link=link, at=request.received_at)
    except ValidationError:
        return _dead(request)
    _forget(request)
    return render(request, "people/keys/done.html", {"said": said})


def _to_joining(request: PortalRequest, link: OneTimeLink) -> HttpResponse:
    """Only the account itself decides: it signs in first, and the link is of no other use."""
    _forget(request)
    return redirect("people:joining")


_DOORS = {
    Purpose.JOIN: (_to_joining, "people/keys/join.html"),
    Purpose.INVITE: (_set_key, "people/keys/set.html"),
    Purpose.RESET: (_set_key, "people/keys/set.html"),
    Purpose.CONFIRM_EMAIL: (_confirm_email, "people/keys/confirm.html"),
    Purpose.UNDO_EMAIL: (_undo_email, "people/keys/undo.html"),
}


def _page(request, template: str, link: OneTimeLink, *, form=None, status: int = 200):
    context = {"link": link, "is_new": link.purpose == Purpose.INVITE}
    if template == "people/keys/set.html":
        context["form"] = form or FirstPasswordForm(link.user)
    return render(request, template, context, status=status)


def _why(request: PortalRequest, link: OneTimeLink | None) -> HttpResponse | None:
    """Whoever holds a key that would open, were its owner not suspended, reads why (R3)."""
    is_key = link is not None and link.purpose in (Purpose.INVITE, Purpose.RESET)
    return suspended.page(request, link.user) if link and is_key else None


def _dead(request: PortalRequest) -> HttpResponse:
    _forget(request)
    return render(request, "people/keys/dead.html", status=404)


def _forget(request: PortalRequest) -> None:
    request.session.pop(_TOKEN, None)
