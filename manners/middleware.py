"""Before a text with a word of the list is sent, its writer is asked (R18)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render

from manners import fields, operations, wording
from manners.fields import Places, Sent
from manners.houses import houses_of
from manners.wording import Minded
from people.requests import PortalRequest


class WordsMiddleware:
    """Whoever may not send is refused before anything is asked: the act is done, and undone when its answer
    is not known yet. Then the form comes back with the words shown, and goes the same way again.

    Stands last, so that a form that was kept at a closed door is asked about too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        response = self.get_response(request)
        asked: _Asked | None = getattr(request, "asked", None)
        return asked.answer(lambda: self.get_response(request)) if asked else response

    def process_view(
        self, request: PortalRequest, view: Any, args: Any, kwargs: Places
    ) -> HttpResponse | None:
        if (
            request.method != "POST"
            or hasattr(request, "asked")
            or not request.user.is_authenticated
        ):
            return None
        match = request.resolver_match
        sent = fields.find(match.view_name) if match else None
        if sent is None:
            return None
        every = sent.texts(request.POST, kwargs, request.access)
        texts = [one for one in every if one[1].strip()]
        found = wording.minded(texts, houses_of(request.access)) if texts else []
        if not found:
            return None
        request.asked = _Asked(request, sent, kwargs, found)  # type: ignore[attr-defined]
        return HttpResponse(status=204)  # sent to nobody: ``__call__`` begins anew


class _Asked:
    def __init__(
        self, request: PortalRequest, sent: Sent, places: Places, found: list[Minded]
    ) -> None:
        self.request, self.sent, self.places, self.found = request, sent, places, found
        self.open = wording.unanswered(found, request.POST.get(wording.FIELD, ""))

    def answer(self, act: Any) -> HttpResponse:
        """What the act answers, where it is refused or the writer has answered; else the question."""
        with transaction.atomic():
            response = act()
            if response.status_code >= 400:
                return response
            if not self.open:
                self._flag()
                return response
            transaction.set_rollback(True)
        self._unsay()
        return self._question()

    def _flag(self) -> None:
        request = self.request
        if self.sent.things:
            for kind, pk in self.sent.things(request.POST, self.places, request.access):
                operations.flag(kind=kind, pk=pk, by=request.access, at=request.received_at)

    def _unsay(self) -> None:
        """That it was done."""
        told: Any = messages.get_messages(self.request)
        told._queued_messages.clear()

    def _question(self) -> HttpResponse:
        request, shown = self.request, {one.name for one in self.found}
        hidden = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in shown | {wording.FIELD, "csrfmiddlewaretoken"}
            for value in values
        ]
        context = {
            "asked": self.found, "hidden": hidden, "answer": wording.answer_to(self.found),
            "field": wording.FIELD, "goes_to": request.get_full_path(),
            "can_mend": any(one.name for one in self.found),
        }  # fmt: skip
        response = render(request, "manners/asked.html", context, status=422)
        if request.headers.get("HX-Request"):  # the question fills the page
            response["HX-Retarget"] = response["HX-Reselect"] = "#content"
            response["HX-Reswap"] = "outerHTML show:window:top"
        return response
