"""PINs of a shared device: short, and so good for little: one person, one device, a month, five tries.

A PIN is bound to what the person's sessions are bound to. With a new password, or when all sessions
are ended, it is void by itself, and nothing makes it good again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import DeviceUse, User

LENGTH = 6  # digits; in words: here and in ``require_decent``
LABEL = gettext_lazy("PIN, six digits")
TRIES = 5
GOOD_FOR = timedelta(days=30)  # since the last sign-in in full on that device


def require_decent(pin: str) -> None:
    """:raises ValidationError: not six digits, or the first that anybody would try"""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        raise ValidationError(_("A PIN is six digits."))
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    is_repeated = any(pin == pin[:n] * (LENGTH // n) for n in (2, LENGTH // 2))
    if len(steps) == 1 or is_repeated:
        raise ValidationError(_("This PIN is guessed at once. Choose another."))


def sealed(pin: str, user: User) -> str:
    return f"{_bound(user)}{make_password(pin)}"


def stands(use: DeviceUse, at: datetime) -> bool:
    """Whether there is a PIN that still opens anything."""
    is_bound = constant_time_compare(use.pin[:_BOUND], _bound(use.user))
    is_fresh = at < use.signed_in_at + GOOD_FOR
    return bool(use.pin) and is_bound and is_fresh and use.pin_failures < TRIES


def fits(use: DeviceUse, pin: str) -> bool:
    return check_password(pin, use.pin[_BOUND:])


_BOUND = 16


def _bound(user: User) -> str:
    return user.get_session_auth_hash()[:_BOUND]
