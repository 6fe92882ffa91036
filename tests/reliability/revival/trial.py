"""One trial from beginning to end. Django is set up meanwhile, to read what was written."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.bench.visitor import Visitor
from tests.reliability.revival import portal as portals
from tests.reliability.revival.kills import PLANS, Deed, Victim, kill
from tests.reliability.revival.portal import Portal
from tests.reliability.revival.writers import Mother, Teacher, Writer

CHILDREN = 6  # in each group; a register of three would soon have nobody left to be absent
_BREATH = 1.0  # seconds between somebody's return and the next kill


@dataclass(frozen=True)
class Options:
    """How large and how hard; the defaults are those of ``script/revive``."""

    clients: int = 8  # half of them teachers, half mothers
    rounds: int = 2
    plan: str = "thorough"


@dataclass
class Record:
    """All that was seen, for ``findings`` to judge."""

    writers: list[Writer]
    deeds: list[Deed]
    took: float
    screen: str = ""
    works: list[str] = field(
        default_factory=list
    )  # queues in which a task went well after the last kill
    lost: int = 0
    doubled: int = 0
    exit_code: int | None = None
    left: list[str] = field(default_factory=list)


def run(options: Options) -> Record:
    with portals.running() as portal:
        writers = _people(portal, options)
        record = _torment(portal, writers, options)
        record.works = _queues_that_work(portal)
        record.lost, record.doubled = _compare(writers)
        record.screen, record.exit_code = portal.screen, portal.stop()
        record.left = portal.left()
    return record


def _people(portal: Portal, options: Options) -> list[Writer]:
    """Signed in on the page, each with a register or a child of their own."""
    groups = (options.clients + 1) // 2
    size = {"institutions": 1, "groups": groups, "children": CHILDREN, "years": 1}
    portal.manage("demo", *(f"--{name}={number}" for name, number in size.items()))
    os.environ |= portal.environment()
    import django

    django.setup()
    from django.db import connection

    from ejournal.demo.logins import PASSWORD
    from tests.bench import cast

    teachers = [(one.user.username, one.path, Teacher) for one in cast.sittings(range(1, 2))]
    asked = cast.parents(options.clients - groups, range(1, 2))
    mothers = [(one.username, "/absences/new/", Mother) for one in asked]
    every: list[tuple[str, str, type[Writer]]] = [*teachers, *mothers]
    connection.close()  # the server is about to be killed
    return [_signed_in(portal, *one, password=PASSWORD) for one in every]


def _signed_in(
    portal: Portal, username: str, path: str, kind: type[Writer], password: str
) -> Writer:
    here = f"localhost:{portal.port}"
    person = Visitor(portal.port, said={"Host": here, "Origin": f"http://{here}"})
    person.signs_in(username, password)
    return kind(username, person, path)


def _torment(portal: Portal, writers: list[Writer], options: Options) -> Record:
    stop, began = threading.Event(), time.monotonic()
    hands = [threading.Thread(target=one.write_until, args=(stop,)) for one in writers]
    for hand in hands:
        hand.start()
    try:
        deeds = [_kill(portal, one) for _ in range(options.rounds) for one in PLANS[options.plan]]
    finally:
        stop.set()
        for hand in hands:
            hand.join()
    return Record(writers, deeds, time.monotonic() - began)


def _kill(portal: Portal, victim: Victim) -> Deed:
    time.sleep(_BREATH)
    return kill(portal, victim)


def _queues_that_work(portal: Portal) -> list[str]:
    """The beat comes by each of them every half minute at the latest."""
    before = {name: len(portal.log(name)) for name in ("worker", "letters", "jobs")}
    until, found = time.monotonic() + 45, []
    while before and time.monotonic() < until:
        found += [name for name, end in before.items() if "succeeded" in portal.log(name)[end:]]
        before = {name: end for name, end in before.items() if name not in found}
        time.sleep(0.2)
    return sorted(found)


def _compare(writers: list[Writer]) -> tuple[int, int]:
    """What was acknowledged beside what is written. :returns: how much is lost, how much doubled"""
    lost = doubled = 0
    for writer in writers:
        owed, found = Counter(writer.forms_acknowledged()), Counter(writer.forms_written())
        lost += (owed - found).total()
        doubled += (found - owed).total()
    return lost, doubled
