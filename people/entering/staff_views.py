"""Staff, and the card of any adult (R8): find, check, do, show."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outbox import once
from people import operations
from people.access import Action
from people.entering import duplicates, page, words
from people.entering.forms import AdultForm, StaffForm
from people.keys.inviting import address_of
from people.models import Role, User
from people.operations.adults import roles_to_give
from people.requests import PortalRequest, house_for


@require_safe
def staff(request: PortalRequest) -> HttpResponse:
    """Everybody in a staff role, with their roles."""
    if not request.access.holds(Action.ENTER_STAFF):
        raise Http404
    q, labels = request.GET.get("q", "").strip(), dict(Role.choices)
    found = [
        (one, ", ".join(str(labels[role]) for role in one.held_here))  # type: ignore[attr-defined]
        for one in page.staff(request.access, q)
    ]
    return render(request, "people/entering/staff.html", {"lines": found, "q": q})


@once.form
def staff_new(request: PortalRequest) -> HttpResponse:
    """Somebody new, with a first role; they get their key by an invitation."""
    house = house_for(request, Action.ENTER_STAFF)
    form = StaffForm(request.POST or None, roles=roles_to_give(request.access))
    if request.method != "POST":
        return _page(request, form, _("New employee"))
    if not form.is_valid():
        return _page(request, form, _("New employee"), status=422)
    data = form.cleaned_data
    names = {name: data[name] for name in ("first_name", "last_name", "phone")}
    alike = [] if "anyway" in request.POST else list(duplicates.adults(request.access, **names))
    if alike:
        return _page(request, form, _("New employee"), status=409, alike=alike)
    try:
        with transaction.atomic():
            operations.take_on(institution=house, by=request.access, at=request.received_at, **data)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _page(request, form, _("New employee"), status=422)
    messages.success(request, words.entered(data["email"]))
    return redirect("people:staff")


@once.form
def adult_change(request: PortalRequest, pk: int) -> HttpResponse:
    """Name, phone and, before there is a key, the e-mail; afterwards the owner decides (R13)."""
    person = _kept(request, pk)
    fields = ("first_name", "last_name", "email", "phone")
    shown = {name: getattr(person, name) for name in fields} | {"email": address_of(person)}
    form = AdultForm(request.POST or None, initial=shown)
    if request.method != "POST":
        return _page(request, form, str(person), person=person)
    if not form.is_valid():
        return _page(request, form, str(person), status=422, person=person)
    try:
        with transaction.atomic():  # all of the form or nothing of it
            _save(request, person, form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _page(request, form, str(person), status=422, person=person)
    messages.success(request, _("Saved."))
    return redirect("people:adult_key", pk)


def _save(request: PortalRequest, person: User, data: dict[str, str]) -> None:
    by, at = request.access, request.received_at
    names = {name: data[name] for name in ("first_name", "last_name")}
    if operations.write_name(user=person, by=by, at=at, **names):
        messages.info(
            request, _("The owner is asked about the new name; until then the old one counts.")
        )
    operations.change_phone_of(user=person, phone=data["phone"], by=by, at=at)
    if data["email"].casefold() == address_of(person).casefold():
        return
    if person.activated_at is None:
        operations.correct_email(user=person, email=data["email"], by=by, at=at)
    elif data["email"]:
        operations.propose_email(user=person, email=data["email"], by=by, at=at)
        messages.info(
            request, _("The owner is asked about the new e-mail; until then the old one counts.")
        )


def _kept(request: PortalRequest, pk: int) -> User:
    """404: whose card this person does not keep."""
    for action in (Action.ENTER_STAFF, Action.ENTER_FAMILIES):
        found = User.objects.visible_to(request.access, action).exclude(pk=request.user.pk)
        if person := found.filter(pk=pk).first():
            return person
    raise Http404


def _page(request, form, title: str, *, status: int = 200, alike=(), person=None) -> HttpResponse:
    context = {"form": form, "title": title, "alike_adults": alike, "person": person}
    return render(request, "people/entering/adult_form.html", context, status=status)
