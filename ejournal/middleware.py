"""Where a request enters: when it came, what happens when the database is away, what stays private."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone, translation

logger = logging.getLogger(__name__)


class ReceivedAtMiddleware:
    """The one place where the portal reads the clock: «late» is measured at receipt (R22)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.received_at = timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)


class DatabaseAwayMiddleware:
    """503 with a page that needs no database, and a promise to try again soon."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):  # raised by a middleware further in
            return _away()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return _away()
        return None


def _away() -> HttpResponse:
    logger.exception("database away")
    body = loader.get_template("503.html").render()
    return HttpResponse(body, status=503, headers={"Retry-After": "30"})


class LanguageMiddleware:
    """Latvian, whatever the device prefers, until the person chooses otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = chosen in dict(settings.LANGUAGES)
        with translation.override(chosen if known else settings.LANGUAGE_CODE):
            return self.get_response(request)


class PrivatePagesMiddleware:
    """Pages of a signed-in person are kept by no cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
