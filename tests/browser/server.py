"""The portal itself, listening: WSGI as in production, static files by whitenoise."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings


@contextmanager
def collected_static_files(shared: Path) -> Iterator[None]:
    """``collectstatic`` into a folder of this run; the first worker does it for all."""
    root = shared / "static"
    with (shared / "static.lock").open("w") as lock, override_settings(STATIC_ROOT=root):
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        fcntl.flock(lock, fcntl.LOCK_UN)
        yield


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
