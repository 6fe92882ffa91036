"""One person's key: find, check, do, show."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outbox import once
from people import operations
from people.access import Action
from people.keys import inviting, links, standing
from people.keys.forms import LeaveForm, SuspendForm
from people.keys.inviting import invitable
from people.models import Guardianship, OneTimeLink, User
from people.requests import PortalRequest


@require_safe
def adult_key(request: PortalRequest, pk: int) -> HttpResponse:
    """One person's key: how it came, and how a new one is sent."""
    return show_adult(request, person_or_404(request, pk))


def show_adult(
    request: PortalRequest, person: User, *, leave_form=None, suspend_form=None, status: int = 200
) -> HttpResponse:
    mine = OneTimeLink.objects.filter(user=person, institution=request.access.institution)
    recent = mine.select_related("made_by").order_by("-pk")[:20]
    at, today = request.received_at, {"since": request.access.day}
    access, may_operate = request.access, request.access.holds(Action.OPERATE_ACCOUNTS)
    keeps_staff = access.can(Action.ENTER_STAFF, person)
    context = {
        "person": person, "may_operate": may_operate,
        "may_change": keeps_staff or access.can(Action.ENTER_FAMILIES, person),
        "address": inviting.address_of(person),
        "writes": bool(inviting.written_to([person], request.access)),
        "prints": bool(inviting.printed_alone([person], request.access)),
        "may_assign": keeps_staff and access.holds(Action.MANAGE_PEOPLE),
        "standing": standing.of(person, request.access),
        "guardianships": _guardianships(request, person),
        "history": [(link, links.state_of(link, at)) for link in recent],
        "open_states": (links.State.WAITING, links.State.SENT, links.State.PRINTED),
        "leave_form": leave_form or LeaveForm(initial=today),
        "suspend_form": suspend_form or SuspendForm(initial=today, auto_id="suspend-%s"),
    }  # fmt: skip
    return render(request, "people/keys/adult.html", context, status=status)


def _guardianships(request: PortalRequest, person: User) -> QuerySet[Guardianship]:
    """Where a parent's part in the house is ended, for whoever may: nobody else reads of children here."""
    mine = Guardianship.objects.visible_to(request.access, Action.MANAGE_PEOPLE)
    return mine.on(request.access.day).filter(user=person).select_related("child")


@once.act()
def invite(request: PortalRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk)
    return _done(request, person, operations.invite, _("The invitation is on its way."))


@once.act()
def print_one(request: PortalRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk)
    try:
        made = operations.ask_for_slips(
            users=[person], by=request.access, at=request.received_at
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:adult_key", pk)
    return redirect("people:slips", made.pk)


@once.act()
def new_key(request: PortalRequest, pk: int) -> HttpResponse:
    """The password is void at once; a link goes out, by letter or on a slip (R35)."""
    person = person_or_404(request, pk)
    try:
        made, closed = operations.send_new_key(
            user=person, by_letter="letter" in request.POST, by=request.access,
            at=request.received_at,
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:adult_key", pk)
    messages.success(request, _("The old password is void.") + " " + standing.said_of(closed))
    if made:
        return redirect("people:slips", made.pk)
    messages.success(request, _("A link to a new one is on its way."))
    return redirect("people:adult_key", pk)


@once.act()
def revoke(request: PortalRequest, pk: int, link_id: int) -> HttpResponse:
    person = person_or_404(request, pk)
    mine = OneTimeLink.objects.select_related("user")
    link = get_object_or_404(mine, pk=link_id, user=person, institution=request.access.institution)
    operations.revoke_link(link=link, by=request.access, at=request.received_at)
    messages.success(request, _("It is taken back: the link no longer works."))
    return redirect("people:adult_key", pk)


def _done(request: PortalRequest, person: User, act, said: str) -> HttpResponse:
    try:
        act(user=person, by=request.access, at=request.received_at)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, said)
    return redirect("people:adult_key", person.pk)


def person_or_404(request: PortalRequest, pk: int) -> User:
    """Unseen is 404: whom one may not invite one does not see here."""
    return get_object_or_404(invitable(request.access), pk=pk)
