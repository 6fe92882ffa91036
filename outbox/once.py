"""A form does its work once, however often it comes: a double tap, a retry after a lost answer (T16).

Its page carries a random key; the first post with a key leaves a receipt, written in one
transaction with its work. Who comes second waits for that transaction and is led to the same place.

A view says it by its decorator: ``form`` of a page that also takes what is posted from it, ``act`` of an
address that takes posts only.
"""

import copy
import hashlib
import json
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from outbox.models import Receipt

View = Callable[..., HttpResponse]
FIELD = "once"
_OUTSIDE = (FIELD, "csrfmiddlewaretoken")  # of what a person filled in
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST = Receipt._meta.get_field("location").max_length or 0


class AnotherForm(ValidationError):
    """A key came again with other content: a saved form was filled anew. Nothing is written.

    The answer is 409, the form as it was filled, with a new key and this message: only the person
    knows whether it corrects what was saved, repeats it or comes beside it.
    """

    def __init__(self, location: str = "") -> None:
        self.location = location  # where the saved one led
        text = _(
            "This form was saved before, with other content. What you see here is not saved. "
            "Look at what was saved; if this is still needed, save it again."
        )
        super().__init__(text, code="another_form")


def field() -> SafeString:
    """The hidden field of a form: a key never used before."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_urlsafe())


def form(view: View) -> View:
    """Of a page and the form on it: what it posts is done once.

    Another one comes back by the page's own reading, which writes nothing, bound to what was posted.
    """

    def again(request: Any, **places: Any) -> HttpResponse:
        reading = copy.copy(request)
        reading.method = "GET"
        return view(reading, **places)

    return require_http_methods(["GET", "HEAD", "POST"])(_once(view, again))


def act(*, again: View | None = None) -> Callable[[View], View]:
    """Of an address that takes posts only: each is done once.

    ``again`` is the page of a form that somebody fills in. A mere button needs none, nor does a form
    that is not offered once it was saved.
    """
    return lambda view: require_POST(_once(view, again))


def _once(view: View, again: View | None) -> View:
    @wraps(view)
    def done(request: Any, **places: Any) -> HttpResponse:
        work = partial(view, request, **places)
        try:
            return answer(request, work, at=request.received_at)
        except AnotherForm as error:
            return _shown(request, error, again and partial(again, request, **places))

    return done


def _shown(
    request: HttpRequest, error: AnotherForm, page: Callable[[], HttpResponse] | None
) -> HttpResponse:
    """409, and why nothing was done."""
    if page is None:
        context = {"location": error.location}
        return render(request, "came_before.html", context, status=409)
    request.came_before = error.messages[0]  # type: ignore[attr-defined]  # the frame says it
    response = page()
    response.status_code = 409 if response.status_code == 200 else response.status_code
    return response


def answer(request: HttpRequest, work: Callable[[], HttpResponse], *, at: datetime) -> HttpResponse:
    """What ``work`` answers to the form; when it was done before, where it led (204: nowhere).

    A refusal (an exception, a status from 400 up) leaves no receipt: the form may come again.
    A form without a key, as of a page made before there were keys, is not held to it.

    :raises AnotherForm: the person sent other content with this key
    :raises BadRequest: no key of ours looks like this
    """
    key, person = _key(request), request.user
    if not key or not person.is_authenticated:
        return work()
    digest = _digest(request)
    with transaction.atomic():
        receipt, is_first = receive(person_id=person.pk, key=key, digest=digest, at=at)
        if is_first:
            return keep(receipt, work())
    if receipt.digest != digest:
        raise AnotherForm(receipt.location)
    return HttpResponseRedirect(receipt.location) if receipt.location else HttpResponse(status=204)


def receive(*, person_id: int, key: str, digest: str, at: datetime) -> tuple[Receipt, bool]:
    """The receipt of a form, and whether this is the first; in the transaction of its work.

    While another transaction works on the same form, the unique index makes this one wait.
    """
    first = {"digest": digest, "received_at": at}
    return Receipt.objects.get_or_create(person_id=person_id, key=key, defaults=first)


def keep(receipt: Receipt, response: HttpResponse) -> HttpResponse:
    """Remember where the form led; of a refused one, nothing."""
    if response.status_code >= 400:
        receipt.delete()
    elif place := _place(response):
        receipt.location = place
        receipt.save(update_fields=["location"])
    return response


def _key(request: HttpRequest) -> str:
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if key and not _KEY.fullmatch(key):
        raise BadRequest("key of a form")
    return key


def _digest(request: HttpRequest) -> str:
    """Of where the form was sent and what a person filled in, files too."""
    filled = sorted((name, values) for name, values in request.POST.lists() if name not in _OUTSIDE)
    digest = hashlib.sha256(json.dumps([request.path, filled]).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(json.dumps([name, file.name, file.size]).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def _place(response: HttpResponse) -> str:
    """Where it leads, or what it tells of: a path of ours, without what somebody searched for."""
    url = response.get("Location") or response.get("Content-Location", "")
    if not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return ""
    place = urlsplit(url).path
    return place if len(place) <= _LONGEST else ""
