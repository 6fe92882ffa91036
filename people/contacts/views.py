"""One's own e-mail and phone; nobody else's (R13)."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outbox import once
from people import operations
from people.contacts.forms import EmailForm, PhoneForm
from people.models import ContactChange
from people.requests import PortalRequest

Forms = dict[str, object]


@require_safe
@reauthentication_required
def contacts(request: PortalRequest) -> HttpResponse:
    """What the institution and the portal reach me by."""
    return _page(request)


@require_POST
@reauthentication_required
@once.act(again=lambda request: _page(request, email_form=EmailForm(request.POST)))
def email(request: PortalRequest) -> HttpResponse:
    """Another log-in address: a letter goes there."""
    form = EmailForm(request.POST)
    if not form.is_valid():
        return _page(request, email_form=form, status=422)
    try:
        operations.ask_email_change(
            email=form.cleaned_data["email"], by=request.access, at=request.received_at
        )
    except ValidationError as error:
        form.add_error("email", ValidationError(error.messages))
        return _page(request, email_form=form, status=422)
    messages.success(request, _("A letter is on its way to the new address."))
    return redirect("people:contacts")


@require_POST
@reauthentication_required
@once.act(again=lambda request: _page(request, phone_form=PhoneForm(request.POST)))
def phone(request: PortalRequest) -> HttpResponse:
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return _page(request, phone_form=form, status=422)
    operations.change_phone(
        phone=form.cleaned_data["phone"], by=request.access, at=request.received_at
    )
    messages.success(request, _("The phone is saved."))
    return redirect("people:contacts")


@require_POST
@reauthentication_required
@once.act()
def accept(request: PortalRequest, pk: int) -> HttpResponse:
    """Agree to the address or the name the institution proposes."""
    mine = ContactChange.objects.filter(user=request.user, kind=ContactChange.Kind.NAME)
    if mine.filter(pk=pk).exists():
        return _decide(request, pk, operations.accept_name, _("Your name is written so now."))
    done = _("A letter is on its way to the new address.")
    return _decide(request, pk, operations.accept_email, done)


@require_POST
@reauthentication_required
@once.act()
def drop(request: PortalRequest, pk: int) -> HttpResponse:
    """Leave it as it is."""
    return _decide(request, pk, operations.drop_email_change, _("It stays as it was."))


def _decide(request: PortalRequest, pk: int, act: Callable, done: str) -> HttpResponse:
    change = get_object_or_404(ContactChange, pk=pk, user=request.user)
    try:
        act(change=change, by=request.access, at=request.received_at)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)
    return redirect("people:contacts")


def _page(request: PortalRequest, *, status: int = 200, **forms) -> HttpResponse:
    mine = ContactChange.objects.filter(user=request.user)
    undecided = {one.kind: one for one in mine.filter(done_at=None, dropped_at=None)}
    waiting = undecided.get(ContactChange.Kind.EMAIL)
    context = {
        "waiting": waiting,
        "named": undecided.get(ContactChange.Kind.NAME),
        "is_proposed": waiting is not None and waiting.asked_by_id != request.user.pk,
        "email_form": forms.get("email_form", EmailForm()),
        "phone_form": forms.get("phone_form", PhoneForm(initial={"phone": request.user.phone})),
        "past": mine.exclude(done_at=None).select_related("asked_by").order_by("-done_at")[:10],
    }
    return render(request, "people/contacts/contacts.html", context, status=status)
