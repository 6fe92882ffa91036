"""Children and those who answer for them: find, check, do, show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.forms.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outbox import once
from people import operations
from people.access import Action
from people.entering import duplicates, page
from people.entering.forms import AddressForm, ChildForm, GuardianForm, NewChildForm, PickUpForm
from people.models import Address, Child, ChildGroup, PickUpPerson, Role
from people.models.group import school_year_of
from people.operations.joining import is_unseen
from people.requests import PortalRequest
from people.rules.refusals import refusal_of


@require_safe
def children(request: PortalRequest) -> HttpResponse:
    """All whom one may see, by group or by name."""
    by = request.access
    if by.acting is None or by.acts_as(Role.PARENT) or by.acts_as(Role.SUPERUSER):
        raise Http404
    wanted = page.Wanted(request.GET.get("q", "").strip(), request.GET.get("group", ""))
    context = {
        "children": list(page.children(by, wanted)), "groups": page.groups(by), "wanted": wanted,
        "kept": {"group": wanted.group} if wanted.group else {},
        "may_enter": _groups_to_enter(request).exists(), "may_invite": _may_invite(request),
        "sees_staff": by.holds(Action.ENTER_STAFF), "most": page.PAGE,
    }  # fmt: skip
    return render(request, "people/entering/children.html", context)


@require_safe
def child(request: PortalRequest, pk: int) -> HttpResponse:
    """One card, as far as one may see it."""
    found = _child(request, pk, Action.VIEW_CHILD)
    by = request.access
    context = {
        "card": page.card_of(found, by), "is_staff": not by.acts_as(Role.PARENT),
        "may_manage": by.holds(Action.MANAGE_PEOPLE), "may_talk": by.can(Action.WRITE_TALK, found),
        "kinds": [(kind.value, kind.label) for kind in Address.Kind],
    }  # fmt: skip
    return render(request, "people/entering/child.html", context)


@once.form
def child_new(request: PortalRequest) -> HttpResponse:
    """A new card, in a group of one's own; likely the same children are shown first (R9)."""
    groups = _groups_to_enter(request)
    if not groups.exists():
        raise Http404
    today = request.access.day
    begun = {"since": today, "group": request.GET.get("group")}
    form = NewChildForm(request.POST or None, groups=groups, today=today, initial=begun)
    return _entered(request, form, _("New child"), _enter_child, alike=_alike_children)


@once.form
def child_change(request: PortalRequest, pk: int) -> HttpResponse:
    found = _child(request, pk, Action.ENTER_FAMILIES)
    fields = ("first_name", "last_name", "birth_date", "sex", "personal_code", "stage_override")
    initial, by = {name: getattr(found, name) for name in fields}, request.access
    sees_code = by.acts_as(Role.ADMIN) or by.acts_as(Role.CLERK)
    form = ChildForm(
        request.POST or None, initial=initial, today=by.day,
        masked="" if sees_code else found.masked_code,
    )  # fmt: skip

    def save(request: PortalRequest, data: dict[str, Any]) -> Child:
        for name in fields:
            if sees_code or name != "personal_code" or data[name]:
                setattr(found, name, data[name])
        return operations.change_child(child=found, by=request.access)

    return _entered(request, form, str(found), save, back=found)


@once.form
def guardian_new(request: PortalRequest, pk: int) -> HttpResponse:
    """Somebody new who answers for the child."""
    found = _child(request, pk, Action.ENTER_FAMILIES)
    form = GuardianForm(request.POST or None)

    def save(request: PortalRequest, data: dict[str, Any]) -> Child:
        _enter_guardian(request, found, data)
        return found

    return _entered(
        request, form, _("Who answers for the child"), save, alike=_alike_adults, back=found
    )


@once.form
def address(request: PortalRequest, pk: int, kind: int) -> HttpResponse:
    found = _child(request, pk, Action.ENTER_FAMILIES)
    if kind not in Address.Kind.values:
        raise Http404
    known = Address.objects.filter(child=found, kind=kind).first()
    form = AddressForm(request.POST or None, instance=known)

    def save(request: PortalRequest, data: dict[str, Any]) -> Child:
        operations.set_address(child=found, kind=kind, by=request.access, **data)
        return found

    title = _("Declared address") if kind == Address.Kind.DECLARED else _("Actual address")
    return _entered(request, form, title, save, back=found)


@once.form
def pick_up_new(request: PortalRequest, pk: int) -> HttpResponse:
    found = _child(request, pk, Action.ENTER_FAMILIES)
    form = PickUpForm(request.POST or None)

    def save(request: PortalRequest, data: dict[str, Any]) -> Child:
        operations.allow_pick_up(child=found, since=request.access.day, by=request.access, **data)
        return found

    return _entered(request, form, _("Who may fetch the child"), save, back=found)


@once.act()
def pick_up_end(request: PortalRequest, pk: int, person_id: int) -> HttpResponse:
    found = _child(request, pk, Action.ENTER_FAMILIES)
    person = get_object_or_404(PickUpPerson, pk=person_id, child=found)
    operations.end_pick_up(person=person, by=request.access)
    messages.success(request, _("From today on that person may fetch the child no more."))
    return redirect("people:child", pk)


def _enter_child(request: PortalRequest, data: dict[str, Any]) -> Child:
    return operations.enter_child(by=request.access, **data)


def _enter_guardian(request: PortalRequest, child: Child, data: dict[str, Any]) -> None:
    """Whoever has an account elsewhere is asked; the page answers the same."""
    by = request.access
    if is_unseen(data["email"], by):
        told = {name: value for name, value in data.items() if name != "phone"}
        operations.ask_guardian_to_join(child=child, by=by, at=request.received_at, **told)
        return
    made = operations.enter_guardian(child=child, since=by.day, by=by, **data)
    if made.user.email:
        operations.invite(user=made.user, by=by, at=request.received_at)


def _alike_children(request: PortalRequest, data: dict[str, Any]):
    return duplicates.children(
        request.access, first_name=data["first_name"], last_name=data["last_name"],
        birth_date=data["birth_date"], personal_code=data["personal_code"],
    )  # fmt: skip


def _alike_adults(request: PortalRequest, data: dict[str, Any]):
    return duplicates.adults(
        request.access, first_name=data["first_name"], last_name=data["last_name"],
        phone=data["phone"],
    )  # fmt: skip


def _entered(
    request: PortalRequest, form: BaseForm, title: str, save: Callable[..., Child], *,
    alike: Callable | None = None, back: Child | None = None,
) -> HttpResponse:  # fmt: skip
    """Shown, explained (422), asked about once (409), or saved."""
    context: dict[str, Any] = {"form": form, "title": title, "back": back}
    if request.method != "POST":
        return render(request, "people/entering/form.html", context)
    if not form.is_valid():
        return render(request, "people/entering/form.html", context, status=422)
    if "anyway" not in request.POST:
        context["alike"] = list(alike(request, form.cleaned_data)) if alike else []
        context["odd"] = form.warning() if isinstance(form, ChildForm) else ""
        if context["alike"] or context["odd"]:
            return render(request, "people/entering/form.html", context, status=409)
    try:
        with transaction.atomic():  # all of the form or nothing of it
            found = save(request, form.cleaned_data)
    except (ValidationError, IntegrityError) as error:
        _explain(form, error)
        return render(request, "people/entering/form.html", context, status=422)
    messages.success(request, _said(form))
    return redirect("people:child", found.pk)


def _said(form: BaseForm) -> str:
    """The same words whether the address was known somewhere or not."""
    if form.cleaned_data.get("email"):
        return _("Saved. A letter with an invitation is on its way.")
    return _("Saved.")


def _explain(form: BaseForm, error: ValidationError | IntegrityError) -> None:
    refusal = refusal_of(Child, error)
    told = refusal.message_dict if hasattr(refusal, "error_dict") else {None: refusal.messages}
    for name, said in told.items():
        form.add_error(name if name in form.fields else None, ValidationError(said))


def _child(request: PortalRequest, pk: int, action: Action) -> Child:
    everything = Child.objects.select_related("institution")
    return request.access.find(everything, action, pk=pk)


def _groups_to_enter(request: PortalRequest) -> QuerySet[ChildGroup]:
    year = school_year_of(request.access.day)
    found = ChildGroup.objects.visible_to(request.access, Action.ENTER_FAMILIES)  # type: ignore[attr-defined]
    return found.filter(school_year__in=(year, year + 1)).order_by("-school_year", "sort_key")


def _may_invite(request: PortalRequest) -> bool:
    by = request.access
    return by.holds(Action.INVITE_STAFF) or bool(by.seen_groups(Action.INVITE_FAMILIES))
