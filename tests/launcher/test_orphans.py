"""A supervisor killed with -9 leaves children; the next one ends exactly those."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from ejournal.launcher.children import Children, KeptChild, stop_orphans
from ejournal.launcher.processes import Process

pytestmark = pytest.mark.slow  # starts processes and waits for them

SLEEPER = [sys.executable, "-c", "input()"]


def test_a_recorded_orphan_is_ended_and_a_reused_pid_is_not(tmp_path: Path) -> None:
    orphan = subprocess.Popen(SLEEPER, stdin=subprocess.PIPE, start_new_session=True)
    stranger = subprocess.Popen(SLEEPER, stdin=subprocess.PIPE)
    record = tmp_path / "children.json"
    known = Process.of(orphan.pid)
    assert known is not None
    reused = {"pid": stranger.pid, "start": "before"}
    record.write_text(json.dumps({"web": asdict(known), "beat": reused}))

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


LEADER = """
import subprocess, sys, time
follower = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(follower.pid, flush=True)
time.sleep(60)
"""


def _follower(said: Path) -> Process:
    until = time.monotonic() + 20
    while not said.exists() or not said.read_text().strip():
        assert time.monotonic() < until
        time.sleep(0.02)
    found = Process.of(int(said.read_text().split()[-1]))
    assert found is not None
    return found


def test_whoever_a_killed_one_left_behind_is_ended_before_it_starts_anew(tmp_path: Path) -> None:
    """A killed web server's workers would go on holding its socket."""
    record, said = tmp_path / "children.json", tmp_path / "said"
    children = Children(record)
    children.start("web", [sys.executable, "-c", LEADER], log=said)
    child, follower = KeptChild(children, "web"), _follower(said)
    first = json.loads(record.read_text())["web"]["pid"]
    assert child.trouble() == ""

    os.kill(first, signal.SIGKILL)
    children._running["web"].wait(10)
    assert child.trouble() == "web ended unexpectedly (signal 9)"
    assert follower.wait(5)
    assert json.loads(record.read_text()) == {}

    child.start()
    assert child.trouble() == ""
    assert json.loads(record.read_text())["web"]["pid"] != first
    children.stop()


def test_one_that_waits_to_be_started_anew_does_not_hinder_the_stop(tmp_path: Path) -> None:
    children = Children(tmp_path / "children.json")
    children.start("beat", [sys.executable, "-c", ""])
    children._running["beat"].wait(10)
    children.start("long", [sys.executable, "-c", "import time; time.sleep(60)"])
    assert (
        KeptChild(children, "beat").trouble()
        == "beat ended unexpectedly (exit code 0, see var/log/)"
    )
    children.stop()
    assert KeptChild(children, "long").trouble() == "long ended unexpectedly (signal 15)"


def test_a_child_that_ends_by_itself_is_noticed_with_its_code(tmp_path: Path) -> None:
    children = Children(tmp_path / "children.json")
    children.start("short", [sys.executable, "-c", "raise SystemExit(3)"])
    children._running["short"].wait(10)
    assert children.ended() == ("short", 3)
    children.stop()
