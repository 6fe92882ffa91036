"""The processes of script/run, written down so that the next one can end what a kill -9 left."""

# ruff: noqa: S603 - starts only programs named here, never through a shell
import json
import os
import signal
import subprocess
import time
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .processes import Process

PATIENCE = 25  # seconds to finish a request or a task


class Children:
    """Started, watched, started anew and stopped together; what the web still orders waits in the broker."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._orders: dict[str, tuple[list[str], Path | None, dict[str, Any]]] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._known: dict[str, Process] = {}

    def start(
        self, name: str, command: list[str], *, log: Path | None = None, **options: Any
    ) -> None:
        self._orders[name] = command, log, options
        self.start_anew(name)

    def start_anew(self, name: str) -> None:
        """In a session of its own: Ctrl-C reaches only the supervisor, who stops them in order."""
        command, log, options = self._orders[name]
        with log.open("ab") if log else nullcontext() as said:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
                **options,
            )  # fmt: skip
        self._running[name] = child
        process = Process.of(child.pid)
        if process is not None:
            self._known[name] = process
            self._write()

    @property
    def names(self) -> list[str]:
        return list(self._running)

    def exit_code(self, name: str) -> int | None:
        """None while it runs. Whoever it left behind when it ended is ended too."""
        child = self._running[name]
        code = child.poll()
        if code is not None and self._known.pop(name, None) is not None:
            _kill_rest_of_session(child.pid)  # at once: later its number may be somebody else's
            self._write()
        return code

    def ended(self) -> tuple[str, int] | None:
        """Name and exit code of one that is no longer there."""
        for name in self._running:
            if (code := self.exit_code(name)) is not None:
                return name, code
        return None

    def stop(self) -> None:
        _stop_all(list(self._known.values()))
        for name in list(self._known):
            self._running[name].wait()
            self.exit_code(name)
        self._record.unlink(missing_ok=True)

    def _write(self) -> None:
        known = {name: asdict(process) for name, process in self._known.items()}
        self._record.write_text(json.dumps(known))


@dataclass
class KeptChild:
    """One of them, for ``revival.Watch``."""

    children: Children
    name: str

    def trouble(self) -> str:
        code = self.children.exit_code(self.name)
        return "" if code is None else f"{self.name} ended unexpectedly ({in_words(code)})"

    def start(self) -> None:
        self.children.start_anew(self.name)


def in_words(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}, see var/log/"


def stop_orphans(record: Path) -> int:
    """Ends what an earlier supervisor could not stop; a pid with another start is left alone."""
    orphans = _read(record)
    _stop_all(orphans)
    for process in orphans:
        _kill_rest_of_session(process.pid)
    record.unlink(missing_ok=True)
    return len(orphans)


def _read(record: Path) -> list[Process]:
    try:
        found = [Process(**entry) for entry in json.loads(record.read_text()).values()]
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return []
    return [process for process in found if process.alive]


def _stop_all(processes: list[Process]) -> None:
    """All are told at once, then each is waited for."""
    for process in processes:
        process.signal(signal.SIGTERM)
    for process in processes:
        process.wait_or_kill(PATIENCE)


def _kill_rest_of_session(leader: int) -> None:
    """A leader stops its own people; this is for one who was killed himself and could not."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
        time.sleep(0.1)  # their leases end with them
