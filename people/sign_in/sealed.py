"""A filled form that met a closed door: sealed, carried by the next page, and sent again once.

Encrypted and signed with the portal's key, bound to the person who filled it, good for 15 minutes
and 64 kB. The moment of the first receipt travels along, so that a register posted at 8:58 is not
late because its author had to sign in again.
"""

import base64
import copy
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from outbox import once
from people.requests import PortalRequest

MAX_AGE = 15 * 60
MAX_BYTES = 64 * 1024


@dataclass(frozen=True)
class Sealed:
    path: str
    body: str
    received_at: datetime
    digest: str  # of the token, to know it again


def seal(request: PortalRequest, person: str) -> str:
    """The POST of ``request`` for ``person`` (a user id); empty when it cannot be carried."""
    body = request.POST.copy()
    body.pop("csrfmiddlewaretoken", None)
    encoded = body.urlencode()
    if not person or request.FILES or len(encoded) > MAX_BYTES:
        return ""
    received = request.received_at.isoformat()
    content = [person, request.path, encoded, received]
    return _fernet().encrypt(json.dumps(content).encode()).decode()


def unseal(token: str, person: str) -> Sealed | None:
    """The form again; None for a stranger's, a stale or a forged one."""
    try:
        content = json.loads(_fernet().decrypt(token.encode(), ttl=MAX_AGE))
    except (InvalidToken, ValueError):
        return None
    owner, path, body, received = content
    digest = hashlib.sha256(token.encode()).hexdigest()
    kept = Sealed(path, body, datetime.fromisoformat(received), digest)
    return kept if owner == person else None


def replay(request: PortalRequest, sealed: Sealed) -> HttpResponse | None:
    """Send the form to its own view, through that view's usual guards. Once: a second time is None.

    A form that was refused or met a failure wrote nothing, and may be sent again.
    """
    try:
        match = resolve(sealed.path)
    except Resolver404:
        return None
    person, digest, at = request.user.pk, sealed.digest, request.received_at
    with transaction.atomic():
        receipt, is_first = once.receive(person_id=person, key=digest, digest=digest, at=at)
        return once.keep(receipt, _answer(request, sealed, match)) if is_first else None


def _answer(request: PortalRequest, sealed: Sealed, match: ResolverMatch) -> HttpResponse:
    again = copy.copy(request)
    again.method, again.path, again.path_info = "POST", sealed.path, sealed.path
    again.POST = QueryDict(sealed.body)  # type: ignore[misc, assignment]
    again.received_at = sealed.received_at
    again.resolver_match = match
    return match.func(again, *match.args, **match.kwargs)


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"people.sealed:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
