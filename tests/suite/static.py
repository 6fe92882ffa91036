"""The pages' files for the tests, collected as in production, once while they stay the same."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.test import override_settings

from tests.suite.databases import one_at_a_time

KEPT = 3  # beside one another: a run may go on with its own while files are changed for the next


def collected() -> Path:
    """:returns: the folder they are in; parallel runs and workers have it in common"""
    folder = Path(settings.VAR_DIR, "static-of-tests")
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / _stamp()
    with one_at_a_time(folder.with_suffix(".lock")):
        if not (root / "whole").exists():
            with override_settings(STATIC_ROOT=root):
                call_command("collectstatic", interactive=False, verbosity=0)
            (root / "whole").touch()
            for old in sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime)[:-KEPT]:
                shutil.rmtree(old)
    return root


def _stamp() -> str:
    """Of all files that would be collected, by name, size and moment."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda one: one[0]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()[:16]
