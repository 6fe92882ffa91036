"""A filled form that met a closed door: sealed, carried by the next page, and sent again once.

Encrypted and signed with the portal's key, bound to the person who filled it, good for 15 minutes
(an hour, when the database was away) and 64 kB. The moment of the first receipt travels along, so
that a register posted at 8:58 is not late because its author had to sign in again. However many
doors it meets, it stays the same seal: they prolong nothing, and it is sent on once behind the last.
"""

import base64
import copy
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from outbox import once
from people.requests import PortalRequest

FIELD = "resume"  # of a form that carries another one
AT_A_DOOR = timedelta(minutes=15)
IN_AN_OUTAGE = timedelta(hours=1)  # longer than anybody waits before a page
MAX_BYTES = 64 * 1024


@dataclass(frozen=True)
class Sealed:
    token: str
    person: str
    path: str
    body: str
    received_at: datetime
    until: datetime

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.token.encode()).hexdigest()


def seal(request: HttpRequest, person: str, *, good_for: timedelta = AT_A_DOOR) -> str:
    """The POST of ``request`` for ``person`` (a user id), who is sent on by whatever page carries it.

    A form that was kept before stays as it is, also while another one carries it: no door prolongs it.
    Empty for what cannot be kept (nobody's form, a file).
    """
    if kept := getattr(request, "kept", None):
        request.is_kept_again = True  # type: ignore[attr-defined]
        return kept.token
    if carried := read(request.POST.get(FIELD, "")):
        return carried.token
    body = request.POST.copy()
    body.pop("csrfmiddlewaretoken", None)
    encoded = body.urlencode()
    if not person or request.FILES or len(encoded) > MAX_BYTES:
        return ""
    received: datetime = request.received_at  # type: ignore[attr-defined]
    times = [received.isoformat(), (received + good_for).isoformat()]
    content = [person, request.path, encoded, *times]
    return _fernet().encrypt(json.dumps(content).encode()).decode()


def read(token: str) -> Sealed | None:
    """The form again, whoever's and however old; None for a forged one."""
    try:
        person, path, body, *times = json.loads(_fernet().decrypt(token.encode()))
        received, until = map(datetime.fromisoformat, times)
    except (InvalidToken, ValueError):  # forged, or of another version of ours
        return None
    return Sealed(token, person, path, body, received, until)


def unseal(token: str, person: str, *, at: datetime) -> Sealed | None:
    """The form again; None for a stranger's, a stale or a forged one."""
    kept = read(token)
    return kept if kept and kept.person == person and at <= kept.until else None


def replay(request: PortalRequest, kept: Sealed) -> HttpResponse:
    """Send the form to its own view, past everything that stands before one. Once: then to where it led.

    A form that was refused, stopped at a further door or met a failure wrote nothing, and may be
    sent again.
    """
    person, digest, at = request.user.pk, kept.digest, request.received_at
    with transaction.atomic():
        receipt, is_first = once.receive(person_id=person, key=digest, digest=digest, at=at)
        if not is_first:
            return HttpResponseRedirect(receipt.location or "/")
        again = _again(request, kept)
        response = request.to_view(again)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        elif again.is_kept_again:
            receipt.delete()
        else:
            once.keep(receipt, response)
    return response


def _again(request: PortalRequest, kept: Sealed) -> PortalRequest:
    again = copy.copy(request)
    again.method, again.path, again.path_info = "POST", kept.path, kept.path
    again.GET, again.POST = QueryDict(), QueryDict(kept.body)  # type: ignore[misc, assignment]
    again.received_at = kept.received_at
    again.kept, again.is_kept_again = kept, False
    return again


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"people.sealed:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
