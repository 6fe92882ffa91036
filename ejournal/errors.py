"""Refusals and failures outside any view of ours."""

import logging
import sys
import uuid
from datetime import datetime

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.template import loader

from documents import bodies
from people import acting
from people.sign_in import sealed

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without a look at what could not be read (Django's own asks for the form's token)."""
    return HttpResponse(loader.get_template("400.html").render(), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the database is away, else 500 with a number to quote; neither page needs anything.

    Django calls it wherever the failure arose: in a view, in a middleware, before either.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _away(request)
    incident = uuid.uuid4().hex[:8]
    logger.error("incident %s", incident)
    body = loader.get_template("500.html").render({"incident": incident})
    return HttpResponse(body, status=500)


def _away(request: HttpRequest) -> HttpResponse:
    """The page keeps a filled form and sends it on; of a part of a page the page itself keeps it."""
    response = HttpResponse(status=503, headers={"Retry-After": "30"})
    is_form = request.method == "POST"
    kept = _kept(request) if is_form else None
    if request.headers.get("HX-Request"):
        if kept:  # then it may come again the plain way
            response["Rits-Keeps-Forms"] = "yes"
        return response
    context = {"is_form": is_form, "kept": kept, "csrf_token": get_token(request)}
    response.content = loader.get_template("503.html").render(context)
    return response


class _OfOurs(CsrfViewMiddleware):
    """Django's question where a form comes from; the failure may have come before it was asked."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)  # its page would ask the database


def _kept(request: HttpRequest) -> sealed.Sealed | None:
    """The form, for the person whom it names itself (signed): who is signed in, nobody can say now."""
    if bodies.is_large(request):
        return None  # a file is not kept, nor read for nothing
    try:
        if _OfOurs(server_error).process_view(request, server_error, (), {}):
            return None
        author, _key = acting.read(request.POST.get(acting.FIELD, "")) or ("", "")
        kept = sealed.read(sealed.seal(request, author, good_for=sealed.IN_AN_OUTAGE))
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        return None  # what cannot be read cannot be kept
    received_at: datetime = request.received_at  # type: ignore[attr-defined]
    return kept if kept and received_at <= kept.until else None
