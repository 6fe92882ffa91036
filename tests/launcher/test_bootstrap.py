"""Missing Debian packages: root gets them, an ordinary user the one line to run and a failure."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ejournal.launcher.places import HERE

pytestmark = pytest.mark.slow  # starts processes and waits for them

# knows no package until its lists are fetched, as on a fresh machine
APT = """#!/bin/sh
echo "$@" >>{log}
case "$*" in
  update) touch {log}.fetched ;;
  *) test -e {log}.fetched ;;
esac
"""


def _program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def _bare_machine(folder: Path, uid: int) -> Path:
    """A PATH with a bare Debian's programs and an `id` that answers as told."""
    folder.mkdir()
    for name in ("bash", "sh", "dirname", "mkdir", "cat", "touch", "tail"):
        (folder / name).symlink_to(shutil.which(name) or "")
    _program(folder / "id", f"#!/bin/sh\necho {uid}\n")
    _program(folder / "apt-get", APT.format(log=folder / "apt.log"))
    return folder


def _need(path: Path, packages: str) -> subprocess.CompletedProcess[str]:
    script = f"set -euo pipefail; source {HERE.checkout}/script/bootstrap; need_packages {packages}"
    environment = os.environ | {"PATH": str(path)}
    return subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
    )


def test_an_ordinary_user_is_told_the_one_line_and_fails(tmp_path: Path) -> None:
    done = _need(_bare_machine(tmp_path / "bin", uid=1000), "gettext chromium-headless-shell")
    assert done.returncode == 1
    assert (
        "apt-get install --yes --no-install-recommends gettext chromium-headless-shell"
        in done.stderr
    )
    assert not (tmp_path / "bin" / "apt.log").exists()


def test_root_installs_and_fetches_the_lists_only_if_needed(tmp_path: Path) -> None:
    done = _need(_bare_machine(tmp_path / "bin", uid=0), "gettext")
    assert done.returncode == 0, done.stderr
    install = "install --yes --no-install-recommends gettext"
    asked = (tmp_path / "bin" / "apt.log").read_text().splitlines()
    assert asked == [install, "update", install]


def test_nothing_missing_is_no_failure(tmp_path: Path) -> None:
    assert _need(_bare_machine(tmp_path / "bin", uid=1000), "").returncode == 0
