"""script/run: starts the whole portal, brings back what ends, and stops all of it on Ctrl-C."""

import argparse
import fcntl
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from . import commands, ports, preparation, services
from .children import Children, KeptChild, in_words, stop_orphans
from .places import HERE
from .revival import Hopeless, Kept, Watch

ADDRESS_FILE = HERE.var / "address"
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(BaseException):
    """Somebody asked us to stop: Ctrl-C, a signal from the system, a closed terminal."""


def main() -> int:
    options = _options()
    HERE.make()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ejournal.settings.dev")
    with _only_one():
        for number in STOPS:
            signal.signal(number, _ask)
        children = Children(HERE.var / "children.json")
        try:
            return _serve(children, options)
        except Asked:
            print("\nStopping ...", flush=True)
            return 0
        finally:
            _stop(children)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/run", description="Runs the portal with its demo."
    )
    parser.add_argument(
        "--port", type=int, help="this port and no other (default: the first free one from 8000)"
    )
    parser.add_argument(
        "--no-demo", action="store_true", help="start without loading or topping up the demo"
    )
    return parser.parse_args()


@contextmanager
def _only_one() -> Iterator[None]:
    """One portal per checkout; the lock ends with its holder, so a kill -9 leaves none behind."""
    with (HERE.var / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = ADDRESS_FILE.read_text() if ADDRESS_FILE.exists() else "is just starting"
            raise SystemExit(f"The portal of this folder runs already: {where}") from None
        yield


def _ask(number: int, frame: FrameType | None) -> None:
    raise Asked


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Whoever asks is heard at the end: nothing that was started stays unknown or half done."""
    asked: list[int] = []
    for number in STOPS:
        signal.signal(number, lambda number, frame: asked.append(number))
    try:
        yield
    finally:
        for number in STOPS:
            signal.signal(number, _ask)
        if asked:
            raise Asked


def _serve(children: Children, options: argparse.Namespace) -> int:
    if left := stop_orphans(HERE.var / "children.json"):
        print(f"Ended {left} processes a killed run had left behind.")
    if not _outside_servers():
        with _undisturbed():
            services.ensure(HERE)
    # kept open here: while the web server is away, who asks waits and is not refused
    with ports.listen(_wanted(options.port)) as listener:
        port = ports.number(listener)
        with_demo = preparation.prepare(HERE, with_demo=not options.no_demo)
        with _undisturbed():
            letters = _start_all(children, listener)
        if not (_answers(children, port, "/health/") and _answers(children, letters, "/")):
            return _report(children)
        _announce(port, letters, with_demo=with_demo)
        return _keep(children)


def _keep(children: Children) -> int:
    """Brings back whatever ends. :returns: the exit code, when that is hopeless"""
    kept: list[Kept] = [KeptChild(children, name) for name in children.names]
    if not _outside_servers():
        kept += [services.KeptService(name, is_up) for name, is_up in services.KEPT.items()]
    watches = [Watch(one) for one in kept]
    try:
        while True:
            with _undisturbed():
                for watch in watches:
                    watch.look(time.monotonic())
            time.sleep(0.3)
    except Hopeless as hopeless:
        print(f"{hopeless}; stopping all.", flush=True)
        return 1


def _outside_servers() -> bool:
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


def _wanted(port: int | None) -> range:
    return ports.WEB if port is None else range(port, port + 1)


def _start_all(children: Children, listener: socket.socket) -> int:
    """:returns: the port of the page that shows the letters"""
    smtp, letters = ports.free(ports.SMTP), ports.free(ports.LETTERS)
    portal = os.environ | commands.addresses(ports.number(listener), smtp)
    number = listener.fileno()
    _start_logged(children, "mail", commands.mail(smtp, letters))
    children.start("web", commands.web(number), cwd=HERE.checkout, env=portal, pass_fds=[number])
    for name, command in commands.BEHIND_THE_WEB.items():
        _start_logged(children, name, command, env=portal)
    return letters


def _start_logged(children: Children, name: str, command: list[str], **options: Any) -> None:
    children.start(name, command, log=HERE.logs / f"{name}.log", cwd=HERE.checkout, **options)


def _answers(children: Children, port: int, path: str, seconds: float = 60) -> bool:
    """Waits for the first answer; any status counts, a page may well be broken."""
    until = time.monotonic() + seconds
    while children.ended() is None and time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection(ports.LOCAL, port, timeout=5)
            connection.request("GET", path, headers={"Host": f"localhost:{port}"})
            connection.getresponse()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def _announce(port: int, letters: int, with_demo: bool) -> None:
    address = f"http://localhost:{port}/"
    ADDRESS_FILE.write_text(address)
    if with_demo:
        print(f"\nDemo log-ins:\n{preparation.demo_logins(HERE)}")
    print(f"\nThe portal is ready: {address}   (Ctrl-C stops it)")
    print(f"Letters: http://localhost:{letters}/   (none leaves this machine)\n", flush=True)


def _report(children: Children) -> int:
    ended = children.ended()
    if ended is None:
        print("Not everything answered within a minute; stopping all.", flush=True)
    else:
        name, code = ended
        print(f"{name} ended unexpectedly ({in_words(code)}); stopping all.", flush=True)
    return 1


def _stop(children: Children) -> None:
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    children.stop()
    ADDRESS_FILE.unlink(missing_ok=True)
    if not _outside_servers() and not services.stop_unless_leased(HERE):
        print("Somebody else uses the database of this folder: it keeps running.")


if __name__ == "__main__":
    sys.exit(main())
