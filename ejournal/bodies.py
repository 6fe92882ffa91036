"""The door of bodies: what is too large, or too much just now, is answered before any of it is read (T10)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template import loader
from django.utils.translation import gettext as _

from documents import bodies
from people.requests import PortalRequest

AT_ONCE = 10  # large ones that a process receives: 6 of its 16 threads are never theirs
MEGABYTES = 48  # of them together
SILENCE = 30  # seconds without a byte after which a phone is gone
SOON = 5  # seconds after which a photo is to come again


class UnderWay:
    """Large bodies between their first byte and their answer, which this process holds in memory."""

    def __init__(self) -> None:
        self._lock, self._count, self._bytes = threading.Lock(), 0, 0

    def begins(self, size: int) -> bool:
        """:returns: whether there is room for it; then it has to end, too"""
        with self._lock:
            is_room = self._count < AT_ONCE and self._bytes + size <= MEGABYTES * 1024 * 1024
            if is_room:
                self._count, self._bytes = self._count + 1, self._bytes + size
            return is_room

    def ends(self, size: int) -> None:
        with self._lock:
            self._count, self._bytes = self._count - 1, self._bytes - size


under_way = UnderWay()


class BodyMiddleware:
    """Asked before all that reads a form (CSRF, the acting role), once the view is known.

    What a view takes is received here, as a whole: whoever is lost meanwhile has asked for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            if room := request.META.pop(_ROOM, 0):
                under_way.ends(room)

    def process_view(
        self, request: PortalRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if refused := _refused(request, view):
            _stop_listening(request)
            return refused
        return _received(request) if bodies.size(request) else None


_ROOM = "rits.room"  # that a request takes


def _refused(request: PortalRequest, view: Callable[..., Any]) -> HttpResponse | None:
    size = bodies.size(request)
    if request.META.get("HTTP_TRANSFER_ENCODING") and not size:
        return _answer(request, 411, _("This was sent without saying how large it is."))
    if size > bodies.largest(view):
        said = _("This is larger than Rīts takes: choose a smaller file or send less text.")
        return _answer(request, 413, said)
    if not bodies.is_large(request):
        return None
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    if not under_way.begins(size):
        said = _("Many photos are arriving just now. Send this one again in a moment.")
        return _answer(request, 503, said, {"Retry-After": str(SOON)})
    request.META[_ROOM] = size
    return None


def _answer(
    request: HttpRequest, status: int, said: str, headers: dict[str, str] | None = None
) -> HttpResponse:
    """A page for whoever waits before one; the sentence alone for a script, which shows it at its place."""
    is_page = "text/html" in request.headers.get("Accept", "")
    if is_page and not request.headers.get("HX-Request"):
        body = loader.get_template("413.html").render({"said": said})
        return HttpResponse(body, status=status, headers=headers)
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    return HttpResponse(said, status=status, headers=plain | (headers or {}))


def _received(request: HttpRequest) -> HttpResponse | None:
    """A phone out of reach says nothing more, not even that it has gone; its thread would wait for ever."""
    connection = request.META.get("gunicorn.socket")
    if connection:
        connection.settimeout(SILENCE)
    try:
        request.POST  # noqa: B018 - reads a form; whatever else it is stays for its view
    except UnreadablePostError:
        _stop_listening(request)
        return HttpResponse(status=408)
    if connection:
        connection.settimeout(None)
    return None


def _stop_listening(request: HttpRequest) -> None:
    """gunicorn would wait for some of what is still being sent, at last where it receives everybody."""
    if connection := request.META.get("gunicorn.socket"):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RD)
