"""kill -9, and how long until what was killed works again."""

from __future__ import annotations

import os
import signal
import smtplib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ejournal.launcher import postgres, valkey
from ejournal.launcher.ports import LOCAL
from ejournal.launcher.processes import Process
from tests.bench import meter
from tests.bench.visitor import Visitor
from tests.reliability.revival.portal import Portal

_PATIENCE = 90


@dataclass(frozen=True)
class Deed:
    what: str
    back_after: float | None  # seconds; None: not at all


@dataclass(frozen=True)
class Victim:
    """``pid`` of who is killed; ``works`` answers whether one of its kind does its work since."""

    name: str
    pid: Callable[[Portal], int]
    works: Callable[[Portal, Mark], bool]


@dataclass(frozen=True)
class Mark:
    """How things stood at the kill."""

    pid: int
    logs: dict[str, int]  # how long each was


def kill(portal: Portal, victim: Victim) -> Deed:
    logs = {name: len(portal.log(name)) for name in ("worker", "letters", "jobs", "photos", "beat")}
    mark = Mark(victim.pid(portal), logs)
    began = time.monotonic()
    os.kill(mark.pid, signal.SIGKILL)
    while time.monotonic() < began + _PATIENCE:
        if victim.pid(portal) not in (0, mark.pid) and victim.works(portal, mark):
            return Deed(victim.name, round(time.monotonic() - began, 1))
        time.sleep(0.05)
    return Deed(victim.name, None)


def _child(name: str) -> Callable[[Portal], int]:
    return lambda portal: portal.child(name)


def _below(name: str) -> Callable[[Portal], int]:
    """The first of those that a child of script/run keeps itself."""

    def pid(portal: Portal) -> int:
        found = meter.family(portal.child(name))[1:] if portal.child(name) else []
        return found[0] if found else 0

    return pid


def _answers(portal: Portal, mark: Mark) -> bool:
    """The page that asks the database."""
    with suppress(OSError):
        return Visitor(portal.port, said={"Host": "localhost"}).get("/health/").status == 200
    return False


def _takes_letters(portal: Portal, mark: Mark) -> bool:
    command = Process(portal.child("mail"), "").command.split()
    with (
        suppress(OSError, IndexError, ValueError),
        smtplib.SMTP(LOCAL, int(command[-2]), timeout=5),
    ):
        return True
    return False


def _said(name: str, words: str) -> Callable[[Portal, Mark], bool]:
    return lambda portal, mark: words in portal.log(name)[mark.logs[name] :]


def _server(running: Callable) -> Callable[[Portal], int]:
    def pid(portal: Portal) -> int:
        process = running(portal.places)
        return process.pid if process else 0

    return pid


WEB = Victim("web server", _child("web"), _answers)
WORKER = Victim("worker", _child("worker"), _said("worker", " ready."))
POSTGRESQL = Victim("PostgreSQL", _server(postgres.running), _answers)
VALKEY = Victim(
    "Valkey", _server(valkey.running), lambda portal, mark: valkey.answers(portal.places)
)
PLANS = {
    "brief": [WORKER, WEB, VALKEY, POSTGRESQL],
    "thorough": [
        Victim("mail catcher", _child("mail"), _takes_letters),
        WEB,
        Victim("a process of the web server", _below("web"), _answers),
        WORKER,
        Victim("the process of the worker", _below("worker"), _said("worker", "succeeded")),
        Victim("worker of letters", _child("letters"), _said("letters", " ready.")),
        Victim("worker of jobs", _child("jobs"), _said("jobs", " ready.")),
        Victim("worker of photos", _child("photos"), _said("photos", " ready.")),
        Victim("beat", _child("beat"), _said("beat", "Sending due task")),
        VALKEY,
        POSTGRESQL,
    ],
}
