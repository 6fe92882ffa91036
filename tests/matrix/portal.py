"""Requests by any actor, at ten to nine on Monday."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache as once

import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse, SimpleCookie
from django.test import Client

from audit.rights import event_models
from tests.matrix.actors import ACTORS
from tests.matrix.stage import Stage
from tests.world import at

_PER_REQUEST = re.compile(
    rb'name="(csrfmiddlewaretoken|acting|resume)" value="[^"]*"|"X-CSRFToken": ?"[^"]*"'
)
# Rows written in this transaction by any statement or trigger; a session is no journal entry,
# nor is that somebody read one.
_WRITTEN = """
    SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables
    WHERE relname NOT IN ('django_session', 'people_sensitiveread')
"""


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
        return client.cookies

    def ask(self, actor: str, method: str, address: str, form: dict | None = None) -> HttpResponse:
        self.client.cookies = SimpleCookie(
            {name: morsel.value for name, morsel in self._cookies[actor].items()}
        )
        with time_machine.travel(at(8, 50), tick=False):
            if method.startswith("POST"):
                return self.client.post(address, form or {})
            return self.client.generic(method, address)


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint to act in; afterwards all is as it was."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written() -> int:
    return _number(_WRITTEN)


def in_the_trail() -> int:
    """Events that stand; a write that was taken back is not among them."""
    return _number(_events())


@once
def _events() -> str:
    tables = [model._meta.db_table for model in event_models()]
    counts = " UNION ALL ".join(f'SELECT count(*) FROM "{table}"' for table in tables)
    return f"SELECT sum(count) FROM ({counts}) AS of_each"


def _number(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def comparable(response: HttpResponse, own_address: str) -> bytes:
    """The body without what differs by its nature: tokens, and the address itself."""
    return _PER_REQUEST.sub(b"", response.content).replace(own_address.encode(), b"?")
