"""This device, one's PIN on it, changing who is at it; and the list of shared ones of a house."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from outbox import once
from people import operations
from people.access import Access, Action
from people.devices import cookie, idle, pins
from people.devices.forms import NameForm, PinForm
from people.devices.quick_change import may_have_a_pin
from people.models import Device, Role
from people.requests import PortalRequest
from people.sign_in import fresh


@require_safe
def device(request: PortalRequest) -> HttpResponse:
    """Whether this one is shared, by whom, and my PIN on it."""
    _require_full(request)
    fresh.require(request)
    here = cookie.known(request)
    return _page(request, here) if here else render(request, "people/devices/unknown.html")


@once.act(again=lambda request: _page(request, _known(request), name_form=NameForm(request.POST)))
def share(request: PortalRequest) -> HttpResponse:
    here, form = _known(request), NameForm(request.POST)

    def act() -> None:
        name = form.cleaned_data["name"]
        operations.share_device(device=here, name=name, by=request.access, at=request.received_at)

    if not _went(form, "name", act):
        return _page(request, here, name_form=form, status=422)
    idle.begin(request, in_full=True)
    messages.success(request, _("This device is shared now. Choose your PIN on it."))
    return redirect("people:device")


@once.act()
def unshare_here(request: PortalRequest) -> HttpResponse:
    operations.unshare_device(device=_known(request), by=request.access)
    idle.stop(request)
    messages.success(request, _("This device is not shared any more; its PINs are void."))
    return redirect("people:device")


@sensitive_post_parameters()
@require_POST
def pin(request: PortalRequest) -> HttpResponse:
    """Whoever has to say first who they are writes it anew: what waits meanwhile lies in the session."""
    try:
        here = _known(request)
    except ReauthenticationRequired:
        return redirect("people:device")
    form = PinForm(request.POST)

    def act() -> None:
        pin = form.cleaned_data["pin"]
        operations.set_pin(device=here, pin=pin, by=request.access, at=request.received_at)

    if not _went(form, "pin", act):
        return _page(request, here, pin_form=form, status=422)
    messages.success(request, _("Your PIN is set. It is good on this device only."))
    return redirect("people:device")


@require_POST
def change_user(request: PortalRequest) -> HttpResponse:
    """One goes, the next one comes: the door with the tiles."""
    logout(request)
    return redirect("account_login")


@require_safe
def present(request: PortalRequest) -> HttpResponse:
    """Somebody is at the keyboard; that the request came is all (``idle``)."""
    return HttpResponse(status=204)


@require_safe
def devices(request: PortalRequest) -> HttpResponse:
    """The shared devices of the house."""
    if not request.access.holds(Action.OPERATE_ACCOUNTS):
        raise Http404
    shared = _shared(request.access).select_related("shared_by").order_by("shared_as", "pk")
    counted = shared.annotate(pins=Count("uses", filter=~Q(uses__pin="")))
    return render(request, "people/devices/list.html", {"devices": counted})


@once.act()
def unshare(request: PortalRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(_shared(request.access), pk=pk)
    fresh.require(request)
    operations.unshare_device(device=one, by=request.access)
    messages.success(request, _("This device is not shared any more; its PINs are void."))
    return redirect("people:devices")


def _shared(by: Access):
    own = by.institution if by.holds(Action.OPERATE_ACCOUNTS) else None
    return Device.objects.filter(
        institution=own, shared_at__isnull=False, institution__isnull=False
    )


def _known(request: PortalRequest) -> Device:
    """This device, for somebody who signed in on it by more than a PIN, and lately.

    :raises PermissionDenied: by a PIN only
    :raises Http404: it never brought its cookie back
    :raises ReauthenticationRequired: too long ago
    """
    _require_full(request)
    here = cookie.known(request)
    if here is None:
        raise Http404
    fresh.require(request)
    return here


def _went(form: Form, field: str, act: Callable[[], None]) -> bool:
    """Whether it was done; what hinders it stands at its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        form.add_error(field, error)
    return not form.errors


def _require_full(request: PortalRequest) -> None:
    if not idle.is_in_full(request):
        raise PermissionDenied(_("For this, sign in by password or passkey."))


def _page(request, here: Device, *, name_form=None, pin_form=None, status: int = 200):
    by, at = request.access, request.received_at
    use = here.uses.select_related("user", "device__institution").filter(user=by.user).first()
    is_staff = by.institution is not None and not by.acts_as(Role.PARENT)
    context = {
        "device": here, "is_staff": is_staff, "name_form": name_form or NameForm(),
        "pin_form": pin_form or PinForm(), "has_pin": bool(use and pins.stands(use, at)),
        "may_have_pin": bool(here.shared_at and use and may_have_a_pin(use, by.day)),
    }  # fmt: skip
    return render(request, "people/devices/device.html", context, status=status)
