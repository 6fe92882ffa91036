"""An ordinary user who lacks Debian packages gets the one line to run, and a failure."""

import os
import shutil
import subprocess
from pathlib import Path

from ejournal.launcher.places import HERE


def _bare_machine(folder: Path, uid: str) -> Path:
    """A PATH with what every Debian has, an `id` that answers as told, and no chromium, msgfmt or apt-get."""
    for name in ("bash", "dirname", "mkdir", "cat"):
        (folder / name).symlink_to(shutil.which(name) or "")
    (folder / "id").write_text(f"#!/bin/sh\necho {uid}\n")
    (folder / "id").chmod(0o755)
    return folder


def _need(tmp_path: Path, packages: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "bin").mkdir()
    path = str(_bare_machine(tmp_path / "bin", uid="1000"))
    script = f"set -euo pipefail; source {HERE.checkout}/script/bootstrap; need_packages {packages}"
    command = ["bash", "-c", script]
    environment = os.environ | {"PATH": path}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_missing_packages_are_named_in_one_line(tmp_path: Path) -> None:
    done = _need(tmp_path, "gettext chromium")
    assert done.returncode == 1
    assert "apt-get install --yes --no-install-recommends gettext chromium" in done.stderr


def test_nothing_needed_is_no_failure(tmp_path: Path) -> None:
    assert _need(tmp_path, "").returncode == 0
