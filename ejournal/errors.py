"""Refusals and failures outside any view of ours."""

import logging
import sys
import uuid

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

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
        body = loader.get_template("503.html").render()
        return HttpResponse(body, status=503, headers={"Retry-After": "30"})
    incident = uuid.uuid4().hex[:8]
    logger.error("incident %s", incident)
    body = loader.get_template("500.html").render({"incident": incident})
    return HttpResponse(body, status=500)
