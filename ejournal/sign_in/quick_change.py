"""The door of a shared device: a tile, a PIN, and the form that met the lock goes on its way."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from ejournal.sign_in.login import door
from people import acting, operations
from people.backends import may_sign_in
from people.devices import cookie, idle, pins
from people.devices.quick_change import QuickChange, may_have_a_pin, tiles
from people.models import Device, DeviceUse
from people.requests import PortalRequest, id_of, next_page
from people.sign_in import sealed, suspended

_BACKEND = "people.backends.KeyBackend"


def at_the_door(request: PortalRequest) -> QuickChange:
    """What the door shows: nothing more on a device that is not shared."""
    device = cookie.known(request)
    if device is None or device.shared_at is None:
        return QuickChange()
    author, _key = acting.read(request.POST.get(acting.FIELD, "")) or ("", "")
    here = tiles(device, acting.access_of(request).day, request.received_at)
    meant = next((one.pk for one in here if str(one.user_id) == author), 0)
    chosen = meant or (here[0].pk if len(here) == 1 else 0)
    return QuickChange(device, here, chosen, next_url=request.GET.get("next", ""))


@login_not_required
@sensitive_post_parameters()
@require_POST
def enter(request: PortalRequest) -> HttpResponse:
    """By a PIN. The session it opens is of no use for what wants a password again."""
    device = cookie.known(request)
    if device is None or device.shared_at is None:
        return redirect("account_login")
    chosen = id_of(request.POST.get("who", ""))
    if not chosen:
        return _refused(request, device, 0, _("Touch your name first."))
    if not ratelimit.consume(request, action="pin", key=f"pin:{device.pk}"):
        return render(request, "429.html", status=429)
    use = operations.try_pin(
        device=device, use_id=chosen, pin=request.POST.get("pin", ""), at=request.received_at
    )
    if use is None:
        return _refused(request, device, chosen, _sentence(request, device, chosen))
    if answer := suspended.page(request, use.user):
        return answer
    if not _opens(request, use):
        return _refused(request, device, chosen, _void())
    return _in(request, use)


def _opens(request: PortalRequest, use: DeviceUse) -> bool:
    day = acting.access_of(request).day
    return may_sign_in(use.user, request) and may_have_a_pin(use, day)


def _in(request: PortalRequest, use: DeviceUse) -> HttpResponse:
    login(request, use.user, backend=_BACKEND)
    UserSession.objects.create_from_request(request)
    idle.begin(request, in_full=False)
    acting.change_actor(request)
    return acting.send_on(request, request.POST.get(sealed.FIELD, "")) or next_page(request)


def _refused(request: PortalRequest, device: Device, chosen: int, error: str) -> HttpResponse:
    day = acting.access_of(request).day
    here = tiles(device, day, request.received_at)
    request.quick_change = QuickChange(device, here, chosen, error, request.POST.get("next", ""))  # type: ignore[attr-defined]
    return door(request, resume=request.POST.get(sealed.FIELD, ""), status=422)


def _void() -> str:
    return _("This PIN is void. Sign in by password or passkey, and choose a new one.")


def _sentence(request: PortalRequest, device: Device, use_id: int) -> str:
    use = device.uses.select_related("user").filter(pk=use_id).first()
    if use is None or not pins.stands(use, request.received_at):
        return _void()
    left = pins.TRIES - use.pin_failures
    return ngettext(
        "The PIN does not fit. %(n)d try is left.",
        "The PIN does not fit. %(n)d tries are left.",
        left,
    ) % {"n": left}
