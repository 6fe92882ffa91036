"""What each process of the portal is called with; a secret stands in none of it.

`python -m ejournal.launcher.commands web|worker|letters|jobs|photos|beat` becomes it: for a system that
brings back what ends by itself (`script/units/`).
"""

import os
import sys
from pathlib import Path

from ejournal.launcher import access_log
from ejournal.launcher.places import HERE

_PYTHON = [sys.executable, "-m"]
_CELERY = [*_PYTHON, "celery", "--app=ejournal"]


def web(listener: int | None = None) -> list[str]:
    """Serves on a socket it inherits by this number, else on the one systemd hands over or 127.0.0.1:8000;
    its log is the screen.
    """
    bind = [f"--bind=fd://{listener}"] if listener is not None else []
    log = ["--access-logfile=-", f"--access-logformat={access_log.FORMAT}"]
    log += ["--logger-class=ejournal.launcher.access_log.AccessLog"]
    # threads: whoever waits for a locked row keeps nobody else from being received
    manner = ["--workers=2", "--threads=16", "--no-control-socket", *log]
    return [*_PYTHON, "gunicorn", "ejournal.wsgi", *bind, *manner]


def worker(queues: str, processes: int) -> list[str]:
    """Of the tasks of these queues (``celery`` is all that has no queue of its own)."""
    lean = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    manner = [f"--queues={queues}", f"--concurrency={processes}", "--prefetch-multiplier=1"]
    return [*_CELERY, "worker", "--loglevel=INFO", *manner, *lean]


def photos() -> list[str]:
    """The worker that holds the detector. Memory is given back as its process is exchanged: after 50
    pictures, or after one that took more than 900 MB.
    """
    return [
        *worker("photos", 1),
        "--max-tasks-per-child=50",
        f"--max-memory-per-child={900 * 1024}",
    ]


def beat(schedule: Path) -> list[str]:
    return [*_CELERY, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=INFO"]


BEHIND_THE_WEB = {
    "worker": worker("celery", 1),
    "letters": worker("letters", 2),
    "jobs": worker("jobs", 1),
    "photos": photos(),
    "beat": beat(HERE.var / "beat-schedule"),
}


def mail(smtp: int, letters: int) -> list[str]:
    return [*_PYTHON, "ejournal.launcher.catcher", str(smtp), str(letters)]


def addresses(web: int, smtp: int) -> dict[str, str]:
    """What the settings ask the environment for. Always the catcher: a demo writes to nobody."""
    return {
        "RITS_ORIGIN": f"http://localhost:{web}",
        "RITS_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
    }


def become(name: str) -> None:
    """:raises SystemExit: there is no such process"""
    known = {"web": web(), **BEHIND_THE_WEB}
    if name not in known:
        raise SystemExit(f"Name one of {', '.join(known)}.")
    HERE.make()
    os.execv(sys.executable, known[name])  # noqa: S606 - a program named here


if __name__ == "__main__":
    become(*sys.argv[1:2] or [""])
