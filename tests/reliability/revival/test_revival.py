"""The proof of ``script/revive`` in small, among the long tests of the suite."""

import json
import subprocess
import sys

import pytest

from ejournal.launcher.places import CHECKOUT

SMALL = ["--clients=3", "--rounds=1", "--plan=brief"]


@pytest.mark.slow
def test_whatever_is_killed_comes_back_and_no_acknowledged_write_is_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.revival", *SMALL, "--json"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.stdout, done.stderr
    broken = [claim for claim in json.loads(done.stdout)["claims"] if not claim["holds"]]
    assert not broken, done.stderr
    assert done.returncode == 0
