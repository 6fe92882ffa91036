"""A lease is worth something only while the very process that took it lives."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ejournal.launcher import leases
from ejournal.launcher.processes import Process

pytestmark = pytest.mark.slow  # starts processes and waits for them


def _dead_pid() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_a_living_holder_counts(tmp_path: Path) -> None:
    leases.take(tmp_path, os.getpid())
    assert [one.pid for one in leases.living(tmp_path)] == [os.getpid()]


def test_a_lease_given_back_is_gone(tmp_path: Path) -> None:
    leases.take(tmp_path, os.getpid())
    leases.give_back(tmp_path, os.getpid())
    assert leases.living(tmp_path) == []


def test_a_dead_holder_counts_no_more_and_is_cleared_away(tmp_path: Path) -> None:
    pid = _dead_pid()
    (tmp_path / str(pid)).write_text(json.dumps({"pid": pid, "start": "1"}))
    assert leases.living(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_reused_pid_with_another_start_is_a_stranger(tmp_path: Path) -> None:
    path = tmp_path / str(os.getpid())
    path.write_text(json.dumps({"pid": os.getpid(), "start": "before all time"}))
    assert leases.living(tmp_path) == []


def test_a_torn_lease_file_is_no_lease(tmp_path: Path) -> None:
    (tmp_path / "12345").write_text('{"pid": 123')
    assert leases.living(tmp_path) == []


def test_a_dead_process_gets_no_lease(tmp_path: Path) -> None:
    leases.take(tmp_path, _dead_pid())
    assert list(tmp_path.iterdir()) == []


def test_a_process_waiting_to_be_reaped_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process = Process.of(child.pid)
    assert process is not None
    assert process.alive
    child.kill()
    assert process.wait(5)
    child.communicate()


def test_stopping_a_reused_pid_leaves_the_stranger_alone() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    Process(child.pid, "before all time").stop()
    assert child.poll() is None
    child.communicate(b"\n")
    assert child.returncode == 0
