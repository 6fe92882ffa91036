"""One-time links. A token and a code are made of a row and the portal's key: neither lies in a table."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from outbox import wake
from outbox.clock import portal_day
from people.access.acting import is_kept_out
from people.models import OneTimeLink, User

Purpose, Carrier = OneTimeLink.Purpose, OneTimeLink.Carrier
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read for something else
CODE_LENGTH = 10  # 50 bits
_OPEN = Q(used_at=None, revoked_at=None)


class State(StrEnum):
    WAITING = "waiting"  # its letter has not gone yet
    SENT = "sent"
    PRINTED = "printed"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> Any:
        return LABELS[self]


LABELS = {
    State.WAITING: pgettext_lazy("link", "letter on its way"),
    State.SENT: pgettext_lazy("link", "letter sent"),
    State.PRINTED: pgettext_lazy("link", "slip printed"),
    State.USED: pgettext_lazy("link", "used"),
    State.EXPIRED: pgettext_lazy("link", "expired"),
    State.REVOKED: pgettext_lazy("link", "revoked"),
    State.GIVEN_UP: pgettext_lazy("link", "letter not delivered"),
}


def unsaved(*, at: datetime, good_for: timedelta, address: str = "", **facts: Any) -> OneTimeLink:
    """A link not written yet; with an address its letter is due at once, without one it is a slip."""
    return OneTimeLink(
        carrier=Carrier.EMAIL if address else Carrier.SLIP, address=address,
        nonce=secrets.token_hex(16), made_at=at, expires_at=at + good_for,
        next_try_at=at if address else None, **facts,
    )  # fmt: skip


def make(**facts: Any) -> OneTimeLink:
    """See ``unsaved``."""
    from people import tasks  # whose letters are made of links

    link = unsaved(**facts)
    link.full_clean()
    link.save()
    if link.address:
        wake.on_commit(tasks.send_links)
    return link


def token(link: OneTimeLink) -> str:
    """What stands behind ``/l/``."""
    return f"{link.pk}.{next(_macs(link))}"


def code(link: OneTimeLink) -> str:
    """What is typed by hand, with the user name: ten letters and digits in groups."""
    plain = next(_codes(link))
    return f"{plain[:4]}-{plain[4:7]}-{plain[7:]}"


def url(link: OneTimeLink) -> str:
    """The portal's own address, whatever host a request named (T5)."""
    return f"{settings.RITS_ORIGIN}/l/{token(link)}"


def find(text: str, at: datetime) -> OneTimeLink | None:
    """The link of a token while it still works; None for any other, whatever the reason."""
    link = genuine(text, at)
    return link if link and opens(link, at) else None


def genuine(text: str, at: datetime) -> OneTimeLink | None:
    """The same, also of whoever is kept out meanwhile: whose it is, it may say (R3)."""
    number, _dot, mac = text.partition(".")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    link = _alive(at).filter(pk=int(number)).first()
    if link is None or not any(constant_time_compare(mac, good) for good in _macs(link)):
        return None
    return link


def genuine_code(username: str, typed: str, at: datetime) -> OneTimeLink | None:
    """What ``genuine`` says, for what somebody typed from a slip."""
    plain = "".join(c for c in typed.upper() if c.isalnum())
    slips = _alive(at).filter(carrier=Carrier.SLIP, user__username__iexact=username.strip())
    for link in slips.order_by("-pk")[:5]:
        if any(constant_time_compare(plain, good) for good in _codes(link)):
            return link
    return None


def opens(link: OneTimeLink, at: datetime) -> bool:
    """Its owner has not left, nor is suspended."""
    return not is_kept_out(link.user, portal_day(at))


def use(link: OneTimeLink, *, purpose: str, at: datetime) -> OneTimeLink:
    """Use it up, in the transaction of what it is used for.

    :raises ValidationError: used, expired, revoked, or meant for something else
    """
    found = _alive(at).select_for_update(of=("self",)).filter(pk=link.pk, purpose=purpose).first()
    if found is None or not opens(found, at):
        raise ValidationError(_("This link no longer works."), code="dead")
    found.used_at = at
    found.save(update_fields=["used_at"])
    return found


def revoke(user: User, *, at: datetime, **of: Any) -> int:
    """The open links of a person are dead: all, or those of a purpose or an institution."""
    return OneTimeLink.objects.filter(_OPEN, user=user, **of).update(revoked_at=at)


def still_opens(at: datetime) -> Q:
    """Those that somebody may yet come in by: what ``state_of`` calls waiting, sent or printed."""
    arrives = Q(carrier=Carrier.SLIP) | Q(given_up_at=None)
    return _OPEN & Q(expires_at__gt=at) & arrives


def state_of(link: OneTimeLink, at: datetime) -> State:
    if link.used_at:
        return State.USED
    if link.revoked_at:
        return State.REVOKED
    if link.expires_at <= at:
        return State.EXPIRED
    if link.carrier == Carrier.SLIP:
        return State.PRINTED
    if link.given_up_at:
        return State.GIVEN_UP
    return State.SENT if link.sent_at else State.WAITING


def _alive(at: datetime) -> QuerySet[OneTimeLink]:
    """Of active people only: a closed account has no way in."""
    links = OneTimeLink.objects.filter(_OPEN, expires_at__gt=at, user__is_active=True)
    return links.select_related("user", "institution")


def _macs(link: OneTimeLink) -> Iterator[str]:
    for digest in _digests(link, "people.keys.token"):
        yield base64.urlsafe_b64encode(digest[:24]).decode()


def _codes(link: OneTimeLink) -> Iterator[str]:
    for digest in _digests(link, "people.keys.code"):
        yield "".join(CODE_LETTERS[byte % 32] for byte in digest[:CODE_LENGTH])


def _digests(link: OneTimeLink, salt: str) -> Iterator[bytes]:
    """With the present key first, then with those it replaced."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        what = f"{link.pk}:{link.nonce}"
        yield salted_hmac(salt, what, secret=secret, algorithm="sha256").digest()
