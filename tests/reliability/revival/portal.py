"""A checkout of its own in which script/run runs: its own servers, data, ports and key."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from documents.photos import model
from ejournal.launcher import postgres, roles, valkey
from ejournal.launcher.places import CHECKOUT, Places

_NOT_COPIED = shutil.ignore_patterns("var", ".git", ".venv", "docs", "__pycache__", ".*_cache")
_NOT_TOLD = ("DJANGO_", "DATABASE_", "REDIS_", "RITS_", "SECRET_KEY")
_PATIENCE = 300  # seconds until it is ready on a busy machine


@dataclass
class Portal:
    places: Places
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return urlsplit((self.places.var / "address").read_text()).port or 0

    @property
    def screen(self) -> str:
        return _screen(self.places).read_text(errors="replace")

    def child(self, name: str) -> int:
        """The pid of one of script/run's children; 0 while it has none of that name."""
        try:
            record = json.loads((self.places.var / "children.json").read_text())
        except (FileNotFoundError, ValueError):  # just being written
            return 0
        return int(record.get(name, {"pid": 0})["pid"])

    def log(self, name: str) -> str:
        return (self.places.logs / f"{name}.log").read_text(errors="replace")

    def environment(self) -> dict[str, str]:
        """By which a program of this checkout reads the database of that one."""
        key = (self.places.var / "secret_key").read_text()
        url = postgres.url_of(self.places, roles.APPLICATION, roles.DATABASE)
        redis = f"unix://{valkey.socket_of(self.places)}?db=0"
        settings = {"DJANGO_SETTINGS_MODULE": "ejournal.settings.dev", "SECRET_KEY": key}
        return settings | {"DATABASE_URL": url, "REDIS_URL": redis}

    def manage(self, *arguments: str) -> None:
        done = subprocess.run(
            [".venv/bin/python", "manage.py", *arguments], cwd=self.places.checkout, env=_bare(),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"manage.py {' '.join(arguments)} failed: {done.stderr[-3000:]}")

    def stop(self) -> int:
        """As Ctrl-C does. :returns: its exit code"""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(120)

    def left(self) -> list[str]:
        """Command lines of processes that still belong to it."""
        marks = (
            str(self.places.checkout),
            str(self.places.database_home),
            str(self.places.sockets),
        )
        return [line for line in _command_lines() if any(mark in line for mark in marks)]


@contextmanager
def running() -> Iterator[Portal]:
    """Ready to be asked, without the demonstration. In the end nothing of it is left on the machine."""
    with TemporaryDirectory(prefix="rits-revival-") as folder:
        places = Places(Path(folder).resolve() / "rits")
        shutil.copytree(CHECKOUT, places.checkout, ignore=_NOT_COPIED, symlinks=True)
        (places.checkout / ".venv").symlink_to((CHECKOUT / ".venv").resolve())
        portal = _started(places)
        try:
            _wait_until_ready(portal)
            yield portal
        finally:
            if portal.process.poll() is None:
                portal.stop()
            shutil.rmtree(places.database_home, ignore_errors=True)
            shutil.rmtree(places.sockets, ignore_errors=True)


def _started(places: Places) -> Portal:
    places.make()
    if model.PLACE.exists():  # it would be made anew
        shutil.copy(model.PLACE, places.var / model.PLACE.name)
    with _screen(places).open("wb") as screen:
        process = subprocess.Popen(
            ["script/run", "--no-demo"], cwd=places.checkout, env=_bare(), stdin=subprocess.DEVNULL,
            stdout=screen, stderr=screen, start_new_session=True,
        )  # fmt: skip
    return Portal(places, process)


def _bare() -> dict[str, str]:
    """Without what this program was told, by the suite for instance: that checkout has its own of all."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_NOT_TOLD)}


def _screen(places: Places) -> Path:
    return places.logs / "screen.log"


def _wait_until_ready(portal: Portal) -> None:
    until = time.monotonic() + _PATIENCE
    while "The portal is ready" not in portal.screen:
        if portal.process.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"script/run did not come up:\n{portal.screen[-3000:]}")
        time.sleep(0.2)


def _command_lines() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has just ended
