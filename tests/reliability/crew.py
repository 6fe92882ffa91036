"""The portal's own processes: workers and the beat, each a group that can be frozen, killed, replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ejournal.launcher import commands
from ejournal.launcher.places import CHECKOUT


class Crew:
    """Whoever runs now, by name. Who takes up a name again is a new process with a log of its own."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder, self._environment = folder, dict(environment)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._leaving: dict[subprocess.Popen[bytes], str] = {}
        self._logs: list[Path] = []
        self._log_of: dict[str, Path] = {}

    def worker(self, name: str, post_office: str) -> None:
        command = [*commands.worker("celery,letters", 2), f"--hostname={name}@trial"]
        self._start(name, command, RITS_SMTP_URL=post_office)

    def hire(self, name: str, module: str) -> None:
        """Somebody who is started as a program of its own."""
        self._start(name, [sys.executable, "-m", module])

    def beat(self) -> None:
        self._start("beat", commands.beat(self._folder / "schedule"))

    def is_ready(self, name: str) -> bool:
        return name in self._running and b" ready." in self._log_of[name].read_bytes()

    def freeze(self, name: str) -> None:
        os.killpg(self._running[name].pid, signal.SIGSTOP)

    def kill(self, name: str) -> None:
        """Kill -9 of the whole group: nobody in it can finish a sentence."""
        with suppress(ProcessLookupError):
            os.killpg(self._running[name].pid, signal.SIGKILL)
        self._running.pop(name).wait()

    def retire(self, name: str) -> None:
        """Ask it to finish what it has begun and to go; nobody waits for it yet."""
        process = self._running.pop(name)
        process.terminate()
        self._leaving[process] = name

    def go_home(self, patience: float = 8) -> list[str]:
        """All finish what they have begun, together within so many seconds.

        :returns: who stays longer and will have to be sent away
        """
        for name in list(self._running):
            self.retire(name)
        end = time.monotonic() + patience
        for process in self._leaving:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, end - time.monotonic()))
        return [name for process, name in self._leaving.items() if process.poll() is None]

    def dismiss(self) -> None:
        """Whatever happened, nobody stays."""
        for process in [*self._running.values(), *self._leaving]:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def deserters(self) -> list[str]:
        """Those who went without being told to; asked once of each."""
        gone = [name for name, process in self._running.items() if process.poll() is not None]
        for name in gone:
            self.kill(name)  # and whoever it left behind
        return gone

    @property
    def workers(self) -> list[str]:
        return sorted(name for name in self._running if name != "beat")

    def said(self) -> str:
        """All that the processes have logged since the beginning."""
        return "".join(path.read_text(errors="replace") for path in self._logs)

    def _start(self, name: str, command: list[str], **more: str) -> None:
        path = self._folder / f"{len(self._logs):02}-{name}.log"
        self._logs.append(path)
        self._log_of[name] = path
        with path.open("wb") as log:
            self._running[name] = subprocess.Popen(
                command, env=self._environment | more, cwd=CHECKOUT, stdout=log,
                stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
