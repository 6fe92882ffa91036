"""The portal itself, listening: WSGI as in production, static files by whitenoise."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import Any
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from django.test.testcases import LiveServerThread

from ejournal.frames import in_one_piece

KEPT = {"CONN_MAX_AGE": 600}  # as in production


class Server(ThreadedWSGIServer):
    """Its threads stay, each with its connection to the database: a new one would have to learn every
    trigger and foreign key anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pool = ThreadPoolExecutor(64)
        self._databases: set[BaseDatabaseWrapper] = set()  # one of each thread

    def process_request(self, request: Any, client_address: Any) -> None:
        self._pool.submit(self.process_request_thread, request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self._databases.add(connections[DEFAULT_DB_ALIAS])
        super().process_request_thread(request, client_address)

    def _close_connections(self) -> None:
        """Not with the browser's, but at the end."""

    def server_close(self) -> None:
        super().server_close()
        self._pool.shutdown(wait=False)
        for one in self._databases:
            one.inc_thread_sharing()
            one.close()


class Thread(LiveServerThread):
    server_class = Server


class Portal:
    """Serves, and knows whether it is at work: a request that a closed browser has left behind
    would meet the emptying of the database after the test."""

    def __init__(self) -> None:
        self.address = ""
        with override_settings(WHITENOISE_AUTOREFRESH=False):  # as in production
            self._serve = in_one_piece(WSGIHandler())
        self._lock = Lock()
        self._at_work = 0

    def __call__(self, environ, start_response):
        self._count(+1)
        try:
            return self._serve(environ, start_response)
        finally:
            self._count(-1)

    def rests(self) -> None:
        """Wait until nothing has been at work for a moment."""
        calm = 0
        while calm < 5:
            time.sleep(0.02)
            calm = 0 if self._at_work else calm + 1

    def _count(self, by: int) -> None:
        with self._lock:
            self._at_work += by


@contextmanager
def listening() -> Iterator[Portal]:
    """Not with Django's handler for tests, which would answer for static files itself."""
    portal = Portal()
    thread = Thread("localhost", static_handler=lambda _app: portal)
    thread.daemon = True
    with patch.dict(connection.settings_dict, KEPT):
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        portal.address = f"http://localhost:{thread.port}"
        try:
            yield portal
        finally:
            thread.terminate()
