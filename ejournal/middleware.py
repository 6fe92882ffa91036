"""Where a request enters: when it came, in which language it is answered, what stays private."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.core.exceptions import BadRequest
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from ejournal import proxy


class ProxyMiddleware:
    """What only a trusted proxy may say of a request is forgotten when somebody else says it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        if not proxy.is_trusted(peer, settings.RITS_TRUSTED_PROXIES):
            for name in proxy.SAID:
                request.META.pop(name, None)
        return self.get_response(request)


class ReceivedAtMiddleware:
    """The one place where the portal reads the clock: «late» is measured at receipt (R22)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get(proxy.RECEIVED, "")
        request.received_at = proxy.received_at(said, timezone.now())  # type: ignore[attr-defined]
        return self.get_response(request)


class ReadableMiddleware:
    """What nobody can read goes no further: a NUL, which PostgreSQL knows in no text, and what is not UTF-8.

    Forms explain a NUL themselves; a cookie that holds one counts as none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.casefold() != "utf-8":
            raise BadRequest("a charset that is not UTF-8")
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class LanguageMiddleware:
    """Latvian, whatever the device prefers, until the person chooses otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = chosen in dict(settings.LANGUAGES)
        with translation.override(chosen if known else settings.LANGUAGE_CODE):
            return self.get_response(request)


_NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


@receiver(user_logged_out)
def _note_sign_out(request: HttpRequest | None, **kwargs) -> None:
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]


class PrivatePagesMiddleware:
    """Pages of a signed-in person are kept by no cache, read by no other site, and ask for no device."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", _NO_DEVICES)
        if getattr(request, "signed_out", False):  # a cache may hold pictures, never a page
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
