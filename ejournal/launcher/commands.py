"""What each child of script/run is called with; a secret stands in none of it."""

import sys
from pathlib import Path

from ejournal.launcher import access_log

_PYTHON = [sys.executable, "-m"]
_CELERY = [*_PYTHON, "celery", "--app=ejournal"]


def web(listener: int) -> list[str]:
    """Serves on a socket it inherits by this number; its log is the screen."""
    log = ["--access-logfile=-", f"--access-logformat={access_log.FORMAT}"]
    log += ["--logger-class=ejournal.launcher.access_log.AccessLog"]
    # threads: whoever waits for a locked row keeps nobody else from being received
    manner = ["--workers=2", "--threads=4", "--no-control-socket", *log]
    return [*_PYTHON, "gunicorn", "ejournal.wsgi", f"--bind=fd://{listener}", *manner]


def worker(queues: str, processes: int) -> list[str]:
    """Of the tasks of these queues (``celery`` is all that has no queue of its own)."""
    lean = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    manner = [f"--queues={queues}", f"--concurrency={processes}", "--prefetch-multiplier=1"]
    return [*_CELERY, "worker", "--loglevel=INFO", *manner, *lean]


def beat(schedule: Path) -> list[str]:
    return [*_CELERY, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=INFO"]


def mail(smtp: int, letters: int) -> list[str]:
    return [*_PYTHON, "ejournal.launcher.catcher", str(smtp), str(letters)]


def addresses(web: int, smtp: int) -> dict[str, str]:
    """What the settings ask the environment for. Always the catcher: a demo writes to nobody."""
    return {
        "RITS_ORIGIN": f"http://localhost:{web}",
        "RITS_SMTP_URL": f"smtp://127.0.0.1:{smtp}",
    }
