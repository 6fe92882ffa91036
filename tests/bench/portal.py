"""The portal, listening as production runs it: gunicorn, the settings of production, its own Valkey."""

from __future__ import annotations

import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ejournal.launcher import commands, ports, valkey
from ejournal.launcher.places import CHECKOUT, Places
from tests.bench import meter
from tests.reliability.database import migrate, own_database

PRODUCTION = "ejournal.settings.production"
YARDSTICK = "tests.bench.yardstick_settings"
PORTS = range(8300, 8400)
_PATIENCE = 60  # seconds


@dataclass
class Site:
    """One database, filled, and what serves it."""

    environment: dict[str, str]
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _worker: int | None = None

    def manage(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=self.environment,
            stdout=sys.stderr, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"manage.py {' '.join(arguments)} failed")

    def serve(self, settings: str = PRODUCTION) -> Served:
        """Starts gunicorn with as many workers as production has."""
        with ports.listen(PORTS) as listener:
            number, port = listener.fileno(), ports.number(listener)
            environment = self.environment | {"DJANGO_SETTINGS_MODULE": settings}
            process = self._start(commands.web(number), environment, f"web-{port}", (number,))
        served = Served(port, process.pid)
        if not served.answers():
            raise SystemExit(f"gunicorn does not answer:\n{self.log(f'web-{port}')[-3000:]}")
        return served

    def work(self) -> int:
        """Starts the worker of the general queue, once. :returns: its pid, when it is ready"""
        if self._worker is None:
            command = commands.worker("celery", 1)
            self._worker = self._start(command, self.environment, "worker").pid
            until = time.monotonic() + _PATIENCE
            while " ready." not in self.log("worker") and time.monotonic() < until:
                time.sleep(0.2)
        return self._worker

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def dismiss(self) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _start(
        self,
        command: list[str],
        environment: Mapping[str, str],
        name: str,
        fds: tuple[int, ...] = (),
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, env=environment, cwd=CHECKOUT, stdout=log, stderr=log, pass_fds=fds,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self.running.append(process)
        return process


@dataclass(frozen=True)
class Served:
    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        """The processes that answer, without the one that watches them."""
        return meter.family(self.pid)[1:]

    def answers(self, seconds: float = 60) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                link = http.client.HTTPConnection(ports.LOCAL, self.port, timeout=5)
                link.request("GET", "/health/", headers={"Host": "localhost"})
                link.getresponse()
                return True
            except OSError:
                time.sleep(0.1)
        return False


@contextmanager
def site() -> Iterator[Site]:
    """A migrated database of its own, and a Valkey; both gone in the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="rits-bench-")))
        database = stack.enter_context(own_database(None))
        addresses = database.portal, database.owner, _valkey(stack, folder)
        made = Site(_environment(*addresses) | _folders(folder), folder)
        migrate(made.environment)
        stack.callback(made.dismiss)
        yield made


def _folders(folder: Path) -> dict[str, str]:
    return {"RITS_FILES_DIR": f"{folder}/files", "RITS_ORIGINALS_DIR": f"{folder}/originals"}


def _valkey(stack: ExitStack, folder: Path) -> str:
    places = Places(folder)
    places.make()
    places.sockets.mkdir(mode=0o700)
    stack.callback(shutil.rmtree, places.sockets, ignore_errors=True)
    process = valkey.start(places)
    stack.callback(valkey.stop, process)
    return f"unix://{valkey.socket_of(places)}?db=0"


def _environment(portal: str, owner: str, redis: str) -> dict[str, str]:
    """What production asks for. Nobody takes letters: none is sent."""
    from ejournal.launcher.services import broker_form

    return dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": PRODUCTION,
        "DATABASE_URL": portal,
        "DATABASE_OWNER_URL": owner,
        "REDIS_URL": redis,
        "RITS_BROKER_URL": broker_form(redis),
        "RITS_SMTP_URL": "smtp://127.0.0.1:9",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "RITS_TRUSTED_PROXIES": ports.LOCAL,
        "RITS_ORIGIN": "https://localhost",
    }
