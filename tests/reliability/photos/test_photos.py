"""The trial of photos, among the long tests of the suite."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from ejournal.launcher.places import CHECKOUT


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_photo_is_covered_once_whenever_its_worker_is_killed() -> None:
    migrated = connection.settings_dict["NAME"]
    connection.close()  # what is copied must not be in use
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.photos", f"--like={migrated}"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.stdout, done.stderr
    assert not [claim for claim in json.loads(done.stdout) if not claim["holds"]], done.stderr
    assert done.returncode == 0
