"""What must be done before the portal can answer: tables, static files, demo data."""

# ruff: noqa: S603 - starts only programs named here, never through a shell
import hashlib
import os
import subprocess
import sys
import time

from .places import Places

DEMO_REFUSED = 3  # the exit code of `manage.py demo` where institutions of one's own are


def prepare(places: Places, with_demo: bool) -> bool:
    """Everything in order of need.

    :returns: whether the demonstration is there to be signed in to
    """
    _manage(places, "Database", "migrate", "--noinput")
    if _static_changed(places):
        _manage(places, "Static files", "collectstatic", "--noinput", "--clear")
        (places.var / "static-stamp").write_text(_static_state(places))
    return with_demo and _demo(places)


def _demo(places: Places) -> bool:
    try:
        _manage(places, "Demo data", "demo")
    except CommandFailed as failed:
        if failed.exit_code != DEMO_REFUSED:
            raise
        print("none: this database holds institutions of your own", flush=True)
        return False
    return True


class CommandFailed(SystemExit):
    """Ends the start with what the command said, unless somebody knows better."""

    def __init__(self, said: str, exit_code: int) -> None:
        super().__init__(said)
        self.exit_code = exit_code


def demo_logins(places: Places) -> str:
    return _succeed(places, "demo", "--logins").strip()


def _manage(places: Places, title: str, *arguments: str) -> None:
    began = time.monotonic()
    print(f"{title} ... ", end="", flush=True)
    (places.logs / f"{arguments[0]}.log").write_text(_succeed(places, *arguments))
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def _succeed(places: Places, *arguments: str) -> str:
    """What the command said; what it said stands on the screen only if it failed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=places.checkout,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        failed = f"manage.py {' '.join(arguments)} failed with exit code {done.returncode}"
        raise CommandFailed(f"\n{done.stdout}\n{failed}", done.returncode)
    return done.stdout


def _static_changed(places: Places) -> bool:
    stamp = places.var / "static-stamp"
    collected = (places.var / "static" / "staticfiles.json").exists()
    return not collected or not stamp.exists() or stamp.read_text() != _static_state(places)


def _static_state(places: Places) -> str:
    """Ours by time and size, those of packages by their lock, their storage by the settings."""
    seen = hashlib.sha256((places.checkout / "script/locks/run.txt").read_bytes())
    seen.update((places.checkout / "ejournal/settings/base.py").read_bytes())
    for folder, _, names in sorted(os.walk(places.checkout / "static")):
        for name in sorted(names):
            facts = os.stat(os.path.join(folder, name))
            seen.update(f"{folder}/{name} {facts.st_mtime_ns} {facts.st_size}\n".encode())
    return seen.hexdigest()
