"""A supervisor killed with -9 leaves children; the next one ends exactly those."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from ejournal.launcher.children import Children, stop_orphans
from ejournal.launcher.processes import Process

pytestmark = pytest.mark.slow  # starts processes and waits for them

SLEEPER = [sys.executable, "-c", "input()"]


def test_a_recorded_orphan_is_ended_and_a_reused_pid_is_not(tmp_path: Path) -> None:
    orphan = subprocess.Popen(SLEEPER, stdin=subprocess.PIPE, start_new_session=True)
    stranger = subprocess.Popen(SLEEPER, stdin=subprocess.PIPE)
    record = tmp_path / "children.json"
    known = Process.of(orphan.pid)
    assert known is not None
    record.write_text(json.dumps([asdict(known), {"pid": stranger.pid, "start": "before"}]))

    assert stop_orphans(record) == 1

    orphan.communicate()
    assert orphan.returncode != 0
    assert stranger.poll() is None
    stranger.communicate(b"\n")
    assert not record.exists()


def test_children_are_recorded_watched_and_stopped(tmp_path: Path) -> None:
    record = tmp_path / "children.json"
    children = Children(record)
    children.start("long", [sys.executable, "-c", "import time; time.sleep(60)"])
    assert len(json.loads(record.read_text())) == 1
    assert children.ended() is None
    children.stop()
    assert children.ended() == ("long", -15)
    assert not record.exists()


def test_a_child_that_ends_by_itself_is_noticed_with_its_code(tmp_path: Path) -> None:
    children = Children(tmp_path / "children.json")
    children.start("short", [sys.executable, "-c", "raise SystemExit(3)"])
    children._running["short"].wait(10)
    assert children.ended() == ("short", 3)
    children.stop()
