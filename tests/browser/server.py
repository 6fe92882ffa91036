"""The portal itself, listening: WSGI as in production, static files by whitenoise."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread


@contextmanager
def listening() -> Iterator[str]:
    """The portal's address. Django's own server for tests would answer for static files itself."""
    thread = LiveServerThread("localhost", static_handler=lambda _app: WSGIHandler())
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://localhost:{thread.port}"
    finally:
        thread.terminate()
