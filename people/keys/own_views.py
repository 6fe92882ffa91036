"""One's own sessions, and the button for the day somebody else may have the key (R14)."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outbox import once
from people import operations
from people.devices import sessions as sessions_page
from people.models import Joining
from people.requests import PortalRequest
from people.sign_in import fresh


@require_safe
def sessions(request: PortalRequest) -> HttpResponse:
    """Where I am signed in."""
    return render(request, "people/keys/sessions.html", {"sessions": sessions_page.of(request)})


@once.act()
def end_session(request: PortalRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(UserSession, pk=pk, user=request.user)
    fresh.require(request)
    operations.end_own_session(session=one, by=request.access)
    messages.success(request, _("That session is over."))
    return redirect("people:sessions")


@once.act()
def end_other_sessions(request: PortalRequest) -> HttpResponse:
    """All but this one; it is bound anew."""
    fresh.require(request)
    user = operations.end_other_sessions(keep=request.session.session_key or "", by=request.access)
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)  # its key is a new one
    messages.success(request, _("All other sessions are over."))
    return redirect("people:sessions")


@once.act()
def compromised(request: PortalRequest) -> HttpResponse:
    """The account is locked and administration told; nobody gets in before there is a new key."""
    operations.report_compromised(by=request.access, at=request.received_at)
    logout(request)
    return redirect("people:locked")


@login_not_required
@require_safe
def locked(request: PortalRequest) -> HttpResponse:
    """What happens next; it tells nothing of anybody."""
    return render(request, "people/keys/locked.html")


@require_safe
def joinings(request: PortalRequest) -> HttpResponse:
    """Preschools that ask me to belong to them too."""
    asked = _asked(request).select_related("institution", "child", "asked_by").order_by("pk")
    return render(request, "people/keys/joinings.html", {"asked": asked})


@once.act()
def decide_joining(request: PortalRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Joining.objects.filter(user=request.user), pk=pk)
    by, at = request.access, request.received_at
    try:
        if "accept" in request.POST:
            operations.accept_joining(joining=one, by=by, at=at, day=by.day)
            messages.success(request, _("You belong there now: choose the role above."))
        else:
            operations.decline_joining(joining=one, by=by, at=at)
            messages.success(request, _("Declined. Nothing has changed."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("people:account")


def _asked(request: PortalRequest) -> QuerySet[Joining]:
    return Joining.objects.filter(user=request.user, accepted_at=None, declined_at=None)
