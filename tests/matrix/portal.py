"""Requests by any actor, at ten to nine on Monday."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse, SimpleCookie, StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from tests.matrix.actors import ACTORS
from tests.matrix.stage import Stage
from tests.matrix.writes import Writes
from tests.world import at

_PER_REQUEST = re.compile(
    rb'name="(csrfmiddlewaretoken|acting|resume)" value="[^"]*"|"X-CSRFToken": ?"[^"]*"'
)


class Portal:
    """One client; the sessions of all actors are opened beforehand."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.client = Client()
        self._cookies = {actor: self._sign_in(actor) for actor in ACTORS}

    def _sign_in(self, actor: str) -> SimpleCookie:
        client, user = Client(), self.stage.user(actor)
        if user:
            with time_machine.travel(at(8, 40), tick=False):
                client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
                client.get(reverse("more"))  # the session knows now that no paper is owed
        return client.cookies

    def cookies(self, actor: str) -> dict[str, str]:
        """What the actor's browser sends."""
        return {name: morsel.value for name, morsel in self._cookies[actor].items()}

    def ask(self, actor: str, method: str, address: str, form: dict | None = None) -> HttpResponse:
        self.client.cookies = SimpleCookie(self.cookies(actor))
        with time_machine.travel(at(8, 50), tick=False):
            if method.startswith("POST"):
                return whole(self.client.post(address, form or {}))
            return whole(self.client.generic(method, address))


def whole(response: HttpResponse | StreamingHttpResponse) -> HttpResponse:
    """A stored file comes in pieces."""
    if not response.streaming:
        return response
    return HttpResponse(
        response.getvalue(), status=response.status_code, headers=response.headers
    )  # fmt: skip


@contextmanager
def undone() -> Iterator[Writes]:
    """A savepoint to act in; afterwards all is as it was. What was written meanwhile is counted."""
    cache.clear()
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        yield writes
        transaction.set_rollback(True)


def comparable(response: HttpResponse, own_address: str) -> bytes:
    """The body without what differs by its nature: tokens, and the address itself."""
    return _PER_REQUEST.sub(b"", response.content).replace(own_address.encode(), b"?")
