"""A device is known again by a cookie of its own. The table keeps a digest of it only."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people.models import Device

LASTS = 400 * 24 * 3600  # no browser keeps one longer


def new_key() -> str:
    return secrets.token_urlsafe(32)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def key_of(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.RITS_DEVICE_COOKIE_NAME, "")


def known(request: HttpRequest) -> Device | None:
    """The device the request comes from; one query, none without the cookie."""
    key = key_of(request)
    found = Device.objects.select_related("institution").filter(key_digest=digest(key))
    return found.first() if key else None


def remember(response: HttpResponse, key: str) -> HttpResponse:
    response.set_cookie(
        settings.RITS_DEVICE_COOKIE_NAME, key, max_age=LASTS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response
