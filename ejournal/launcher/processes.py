"""A process named so that a later one with the same pid is not mistaken for it."""

# ruff: noqa: S603, S607 - starts only programs named here, never through a shell
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


def start_of(pid: int) -> str | None:
    """When the process began, in the system's words; None when gone or waiting to be reaped."""
    if Path("/proc/self/stat").exists():
        return _start_from_proc(pid)
    state, _, start = _ps(pid, "stat=,lstart=").partition(" ")
    return None if not start or state.startswith("Z") else start.strip()


def _start_from_proc(pid: int) -> str | None:
    try:
        # after the bracketed name, which may hold spaces: state is the 1st field, start the 20th
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else fields[19]


def _ps(pid: int, fields: str) -> str:
    """For systems without /proc."""
    shown = subprocess.run(
        ["ps", "-ww", "-o", fields, "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip()


@dataclass(frozen=True)
class Process:
    """One process of this machine: its pid together with its start."""

    pid: int
    start: str

    @classmethod
    def of(cls, pid: int) -> "Process | None":
        start = start_of(pid)
        return cls(pid, start) if start is not None else None

    @property
    def alive(self) -> bool:
        return start_of(self.pid) == self.start

    @property
    def command(self) -> str:
        """The command line, empty when the process is gone."""
        try:
            return (
                Path(f"/proc/{self.pid}/cmdline")
                .read_bytes()
                .replace(b"\0", b" ")
                .decode(errors="replace")
                .strip()
            )
        except ProcessLookupError:
            return ""
        except FileNotFoundError:
            return "" if Path("/proc/self/stat").exists() else _ps(self.pid, "command=")

    def stop(self, gentle: signal.Signals = signal.SIGTERM, patience: float = 20) -> None:
        """Asks first; kills only the one who does not listen."""
        self.signal(gentle)
        self.wait_or_kill(patience)

    def wait_or_kill(self, patience: float) -> None:
        if not self.wait(patience):
            self.signal(signal.SIGKILL)
            self.wait(5)

    def signal(self, number: signal.Signals) -> None:
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, seconds: float) -> bool:
        """True once the process is gone."""
        until = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True
