"""The processes of script/run, written down so that the next one can end what a kill -9 left."""

# ruff: noqa: S603 - starts only programs named here, never through a shell
import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .processes import Process

PATIENCE = 25  # seconds to finish a request or a task


class Children:
    """Started, watched and stopped together; what the web still orders waits in the broker."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._known: dict[str, Process] = {}

    def start(self, name: str, command: list[str], **options: Any) -> None:
        """In a session of its own: Ctrl-C reaches only the supervisor, who stops them in order."""
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, start_new_session=True, **options
        )
        self._running[name] = child
        process = Process.of(child.pid)
        if process is not None:
            self._known[name] = process
            self._record.write_text(json.dumps([asdict(one) for one in self._known.values()]))

    def ended(self) -> tuple[str, int] | None:
        """Name and exit code of one that is no longer there."""
        for name, child in self._running.items():
            if (code := child.poll()) is not None:
                return name, code
        return None

    def stop(self) -> None:
        _stop_all(list(self._known.values()))
        for child in self._running.values():
            child.wait()
            _kill_rest_of_session(child.pid)
        self._record.unlink(missing_ok=True)


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
        found = [Process(**entry) for entry in json.loads(record.read_text())]
    except (FileNotFoundError, ValueError, TypeError):
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
