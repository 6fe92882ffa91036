"""The door of bodies on the server itself: phones that fall silent, and phones that go on though refused."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from ejournal.launcher import commands, ports
from ejournal.launcher.places import CHECKOUT

pytestmark = pytest.mark.slow  # starts a server and waits
SILENCE, LASTS = 1, 8  # seconds, here
PLAIN = "/static/css/plain.css"


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """One process, so that whoever is held up holds up the next one too."""
    log = tmp_path_factory.mktemp("gunicorn") / "log"
    with ports.listen(range(8400, 8500)) as listener, log.open("wb") as said:
        command = commands.web(listener.fileno())
        command[command.index("ejournal.wsgi")] = "tests.test_bodies_by_gunicorn:served()"
        server = subprocess.Popen(
            [*command, "--workers=1"], cwd=CHECKOUT, stdout=said, stderr=said,
            pass_fds=[listener.fileno()], env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        )  # fmt: skip
        try:
            yield ports.number(listener)
        finally:
            server.terminate()
            server.wait(30)
            sys.stderr.write(log.read_text()[-2000:])


def served():
    """What gunicorn asks for: the portal, which waits shorter."""
    import django

    django.setup()
    from django.conf import settings

    from tests.suite import static

    settings.STATIC_ROOT = static.collected()
    from ejournal import bodies, wsgi

    bodies.SILENCE = SILENCE
    return wsgi.application


@contextmanager
def phone(port: int, size: int) -> Iterator[socket.socket]:
    """Begins to send so much."""
    head = f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with socket.create_connection((ports.LOCAL, port), timeout=30) as link:
        link.sendall(f"{head}{kind}login=a".encode())
        yield link


def answer(link: socket.socket) -> int:
    return int(link.recv(1000).split()[1])


def seconds_of_a_page(port: int) -> float:
    began = time.monotonic()
    with socket.create_connection((ports.LOCAL, port), timeout=30) as link:
        link.sendall(f"GET {PLAIN} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert answer(link) == 200
    return time.monotonic() - began


def test_whoever_falls_silent_gives_the_thread_back(port):
    seconds_of_a_page(port)  # it is up
    began = time.monotonic()
    with phone(port, 1000) as link:
        assert answer(link) == 408
        assert SILENCE <= time.monotonic() - began < 4 * SILENCE
        assert max(seconds_of_a_page(port) for _ in range(30)) < 1  # whoever comes next


def test_whoever_goes_on_sending_though_refused_keeps_nobody_waiting(port):
    """Without ``bodies._stop_listening`` the server waits two seconds for it where it receives everybody.

    ``LASTS`` is longer than it goes on taking in what is refused, before that.
    """
    seconds_of_a_page(port)
    with phone(port, 50_000_000) as link:
        assert answer(link) == 413
        slowest = 0.0
        until = time.monotonic() + LASTS
        while time.monotonic() < until:
            with suppress(ConnectionError):
                link.sendall(bytes(1000))
            slowest = max(slowest, seconds_of_a_page(port))
            time.sleep(0.1)
    assert slowest < 1
