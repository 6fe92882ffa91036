"""Processor time and memory of processes, from /proc; nothing where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ejournal.launcher import postgres
from ejournal.launcher.places import HERE

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found, parents = [pid], _parents()
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Of these processes and of those of their children that are gone."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids if _stat(pid)) / _TICKS


def database_family() -> list[int]:
    """The embedded server with all its backends; empty when the database is somewhere else."""
    server = postgres.running(HERE)
    return family(server.pid) if server else []


def rss_megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _parents() -> dict[int, int]:
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    stats = {pid: _stat(pid) for pid in pids}
    return {pid: int(stat[1]) for pid, stat in stats.items() if stat}


def _stat(pid: int) -> list[str]:
    """Fields after the bracketed name, which may hold spaces; state is the first."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
