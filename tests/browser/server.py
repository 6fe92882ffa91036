"""The portal itself, listening: WSGI as in production, static files by whitenoise."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread

from ejournal.frames import in_one_piece


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
    thread = LiveServerThread("localhost", static_handler=lambda _app: portal)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    portal.address = f"http://localhost:{thread.port}"
    try:
        yield portal
    finally:
        thread.terminate()
