"""Devices: who signed in on which, which are shared by a group room, and the PINs of those."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outbox import queue
from people.access import Access, Action
from people.devices import kinds, pins
from people.devices.quick_change import may_have_a_pin
from people.models import Device, DeviceUse, Role, User
from people.sign_in import guesses


@transaction.atomic
def note_sign_in(*, user: User, digest: str, label: str, at: datetime) -> DeviceUse:
    """Somebody signed in in full on the device of that digest; told to them when it is one more.

    :param label: the browser in a few words
    """
    guesses.forget(user)
    device, _made = Device.objects.get_or_create(
        key_digest=digest, defaults={"label": label, "first_seen_at": at}
    )
    has_others = DeviceUse.objects.filter(user=user).exclude(device=device).exists()
    use, is_first = DeviceUse.objects.get_or_create(
        device=device, user=user,
        defaults={"first_seen_at": at, "last_seen_at": at, "signed_in_at": at},
    )  # fmt: skip
    if not is_first:
        use.last_seen_at, use.signed_in_at = at, at
        use.save(update_fields=["last_seen_at", "signed_in_at"])
    elif has_others:
        queue.put(kinds.of(use, at=at), at=at)
    return use


@transaction.atomic
def share_device(*, device: Device, name: str, by: Access, at: datetime) -> Device:
    """From now on it is the computer of a group room: it locks itself, and PINs open it.

    :raises ValidationError: it has no name, or is shared already
    """
    _require_staff(by)
    device = Device.objects.select_for_update().get(pk=device.pk)
    if device.shared_at:
        raise ValidationError(_("This device is shared already."))
    if not name.strip():
        raise ValidationError(_("Give the device a name, for example the group's."))
    device.institution, device.shared_as = by.institution, name.strip()
    device.shared_by, device.shared_at = by.user, at
    device.full_clean()
    device.save()
    return device


@transaction.atomic
def unshare_device(*, device: Device, by: Access) -> Device:
    """One person's device again, or nobody's; all its PINs are void."""
    _require_staff(by)
    device = Device.objects.select_for_update().get(pk=device.pk)
    is_own = device.shared_by_id == by.user.pk or by.holds(Action.OPERATE_ACCOUNTS)
    if device.institution_id != by.institution.pk or not is_own:  # type: ignore[union-attr]
        raise PermissionDenied(_("You may not do this here."))
    device.institution = device.shared_by = device.shared_at = None
    device.shared_as = ""
    device.save()
    device.uses.exclude(pin="").update(pin="")
    return device


@transaction.atomic
def set_pin(*, device: Device, pin: str, by: Access, at: datetime) -> None:
    """One's own PIN on a shared device, after a sign-in in full there.

    :raises ValidationError: it is no PIN, or one that is guessed at once
    :raises PermissionDenied: not staff of the device's house, or in a role with a second step
    """
    use = DeviceUse.objects.select_for_update(of=("self",)).select_related("user", "device")
    mine = use.filter(device=device, user=by.user.pk, device__shared_at__isnull=False).first()
    if mine is None or at >= mine.signed_in_at + pins.GOOD_FOR:
        raise PermissionDenied(_("You may not do this here."))
    if not may_have_a_pin(mine, by.day):
        raise PermissionDenied(
            _(
                "You have no PIN here: "
                "it is for staff of this preschool whose role does without a second step."
            )
        )
    pins.require_decent(pin)
    mine.pin, mine.pin_failures = pins.sealed(pin, mine.user), 0
    mine.save(update_fields=["pin", "pin_failures"])


@transaction.atomic
def try_pin(*, device: Device, use_id: int, pin: str, at: datetime) -> DeviceUse | None:
    """The use whose PIN this is. A failure is counted whatever follows; the fifth voids the PIN.

    :returns: None when it does not fit, is void, or is nobody's on this device
    """
    uses = DeviceUse.objects.select_for_update(of=("self",)).select_related("user")
    use = uses.filter(pk=use_id, device=device, device__shared_at__isnull=False).first()
    if use is None or not pins.stands(use, at):
        return None
    if not pins.fits(use, pin):
        use.pin_failures += 1
        use.pin = use.pin if use.pin_failures < pins.TRIES else ""
        use.save(update_fields=["pin", "pin_failures"])
        return None
    use.pin_failures, use.last_seen_at = 0, at
    use.save(update_fields=["pin_failures", "last_seen_at"])
    return use


def _require_staff(by: Access) -> None:
    """:raises PermissionDenied: not acting as staff of a house"""
    if by.institution is None or by.acts_as(Role.PARENT):
        raise PermissionDenied(_("You may not do this here."))
