"""The database away: for a test's own client by patching, for a listening portal in earnest."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import main_thread
from typing import Any
from unittest.mock import patch

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.suite import databases

_END = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = %s AND application_name <> %s AND backend_type = 'client backend'
"""


def gone(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("gone")


@contextmanager
def refusing() -> Iterator[None]:
    """Whoever asks the database gets no answer. What the test's own transaction holds stays."""
    with (
        patch.object(BaseDatabaseWrapper, "cursor", gone),
        patch.object(BaseDatabaseWrapper, "ensure_connection", gone),
    ):
        yield


@contextmanager
def away() -> Iterator[None]:
    """Every connection of a listening portal is ended and none is let in."""
    name = databases.own_name()
    with connection._nodb_cursor() as cursor:
        cursor.execute("RESET ROLE")
        _let_in(cursor, name, "false")
        try:
            cursor.execute(_END, [name, main_thread().name])
            yield
        finally:
            _let_in(cursor, name, "true")


def _let_in(cursor: Any, name: str, whether: str) -> None:
    cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} ALLOW_CONNECTIONS {whether}")
