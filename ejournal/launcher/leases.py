"""Who uses the embedded services: a file per process, worth nothing once that process is gone."""

import json
import os
from dataclasses import asdict
from pathlib import Path

from .processes import Process


def take(folder: Path, pid: int) -> None:
    """Registers a process; it need not give the lease back, its end does. A dead one gets none."""
    holder = Process.of(pid)
    if holder is not None:
        draft = folder / f".{pid}"
        draft.write_text(json.dumps(asdict(holder)))
        os.replace(draft, folder / str(pid))


def give_back(folder: Path, pid: int) -> None:
    (folder / str(pid)).unlink(missing_ok=True)


def living(folder: Path) -> list[Process]:
    """The leases of processes that still run; the files of dead ones are cleared away."""
    found = []
    for path in folder.glob("[0-9]*"):
        holder = _read(path)
        if holder is not None and holder.alive:
            found.append(holder)
        else:
            path.unlink(missing_ok=True)
    return found


def _read(path: Path) -> Process | None:
    try:
        return Process(**json.loads(path.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
