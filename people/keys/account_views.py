"""Acts on somebody's account: find, check, do, show."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outbox import once
from outbox.channels import addresses
from people import operations
from people.access import Action
from people.keys import views
from people.keys.forms import LeaveForm, SuspendForm
from people.models import Exclusion, User
from people.requests import PortalRequest


@once.act()
def leave(request: PortalRequest, pk: int) -> HttpResponse:
    """The last day is set; today means at once (R33)."""
    person = _operated(request, pk)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return views.show_adult(request, person, leave_form=form, status=422)
    return _done(
        request, person, operations.leave, _("The account is closed from that day on."),
        "leave_form", form, since=form.cleaned_data["since"],
    )  # fmt: skip


@once.act()
def suspend(request: PortalRequest, pk: int) -> HttpResponse:
    """With a reason, from a day to a last one; the person is told, or whoever suspends is to tell (R3)."""
    person = _operated(request, pk)
    form = SuspendForm(request.POST)
    if not form.is_valid():
        return views.show_adult(request, person, suspend_form=form, status=422)
    wanted = {name: form.cleaned_data[name] for name in ("reason", "since", "until")}
    return _done(
        request, person, operations.suspend, _suspended(person), "suspend_form", form, **wanted
    )


@once.act()
def let_in(request: PortalRequest, pk: int, exclusion_id: int) -> HttpResponse:
    """The person is back, or the suspension is lifted."""
    person = _operated(request, pk)
    theirs = Exclusion.objects.filter(user=person)
    found = request.access.find(theirs, Action.OPERATE_ACCOUNTS, pk=exclusion_id)
    operations.let_in(exclusion=found, by=request.access, at=request.received_at)
    messages.success(request, _("The account is open again. Whoever has no key needs a new one."))
    return redirect("people:adult_key", pk)


@once.act()
def end_sessions(request: PortalRequest, pk: int) -> HttpResponse:
    person = _operated(request, pk)
    operations.end_all_sessions(user=person, by=request.access, at=request.received_at)
    messages.success(request, _("All sessions are over."))
    return redirect("people:adult_key", pk)


def _suspended(person: User) -> str:
    if addresses([person.pk]):
        said = _("A letter tells the person until when; the reason is shown when they sign in.")
    else:
        said = _(
            "There is no confirmed e-mail: tell the person the reason and the last day in writing."
        )
    return _("The account is suspended.") + " " + said


def _operated(request: PortalRequest, pk: int) -> User:
    """404 for the unseen, 403 for whom one may invite but not close."""
    person = views.person_or_404(request, pk)
    request.access.require(Action.OPERATE_ACCOUNTS, person)
    return person


def _done(
    request: PortalRequest, person: User, act: Callable, said: str, name: str, form, **facts
) -> HttpResponse:
    try:
        act(user=person, by=request.access, at=request.received_at, **facts)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return views.show_adult(request, person, **{name: form}, status=422)
    messages.success(request, said)
    return redirect("people:adult_key", person.pk)
