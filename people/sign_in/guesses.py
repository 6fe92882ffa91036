"""Guessing at a password: counted until its owner comes in, on the owner's own devices apart (G51).

Whoever guesses from elsewhere shuts only elsewhere: a device that the person has signed in on counts
for itself, and a code by e-mail, a passkey or a new password open in any case. It lies in the
database, so that it holds while the cache, which counts by the minute, is away (G22).
"""

from __future__ import annotations

from typing import Any

from django.db.models import F

from people.devices import cookie
from people.models import DeviceUse, User

MOST = 100  # in a row


def at_home(user_id: int, request: Any) -> DeviceUse | None:
    """The person's own use of this device, unless somebody has guessed too often on it too."""
    key = cookie.key_of(request) if request is not None else ""
    uses = DeviceUse.objects.filter(user=user_id, device__key_digest=cookie.digest(key))
    return uses.filter(failed_sign_ins__lt=MOST).first() if key else None


def are_used_up(user: User, request: Any) -> bool:
    return user.failed_sign_ins >= MOST and at_home(user.pk, request) is None


def count(user_id: int, request: Any) -> None:
    """One more that did not fit."""
    counted = {"failed_sign_ins": F("failed_sign_ins") + 1}
    if use := at_home(user_id, request):
        DeviceUse.objects.filter(pk=use.pk).update(**counted)
    else:
        User.objects.filter(pk=user_id, failed_sign_ins__lt=MOST).update(**counted)


def forget(user: User) -> None:
    """The person is in. What was counted on the device is forgotten with its use."""
    User.objects.filter(pk=user.pk, failed_sign_ins__gt=0).update(failed_sign_ins=0)
