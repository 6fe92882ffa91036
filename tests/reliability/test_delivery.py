"""The proof of ``script/deliver`` in small, among the long tests of the suite."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from ejournal.launcher.places import CHECKOUT

SMALL = [
    "--people=25", "--plan=brief", "--seconds-away=2", "--claim-seconds=4", "--beat-seconds=2",
    "--pace=0.1", "--patience=90",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_everybody_gets_the_letter_whatever_is_killed_meanwhile() -> None:
    migrated = connection.settings_dict["NAME"]
    connection.close()  # what is copied must not be in use
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability", *SMALL, f"--like={migrated}", "--json"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.stdout, done.stderr
    broken = [claim for claim in json.loads(done.stdout)["claims"] if not claim["holds"]]
    assert not broken, done.stderr
    assert done.returncode == 0
