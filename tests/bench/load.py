"""Teachers who open and confirm registers, eight at a time; and the morning's rush (G25)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from tests.bench import cast
from tests.bench.crowd import Crowd, Task
from tests.bench.findings import Finding
from tests.bench.options import Options
from tests.bench.portal import Served
from tests.bench.visitor import Visitor, confirmation

RUSH_TEACHERS, RUSH_PARENTS, RUSH_SAVE, RUSH_READ = 30, 500, 500, 300


def load(served: Served, worker: int, options: Options) -> Iterator[Finding]:
    """Waves, since a register is confirmed once: between them the day is emptied, which is not timed."""
    crowd, left = Crowd(served, worker), options.teachers
    sittings = cast.sittings(range(1, options.institutions + 1))
    while left > 0:
        wave = [
            (cast.visitor(served.port, one.user), one.path)
            for one in sittings[: min(left, len(sittings))]
        ]
        crowd.run([(0, partial(morning, *one)) for one in wave], options.concurrency)
        left -= len(wave)
        cast.leave_the_day_open()
    yield from _told(crowd, options)


def morning(person: Visitor, path: str, crowd: Crowd) -> None:
    """Open, tap twice, confirm, and see it saved."""
    page = crowd.note("open", person.get(path))
    saved = crowd.note("save", person.post(path, confirmation(page.text)))
    crowd.note("after", person.get(saved.location or path))


def _told(crowd: Crowd, options: Options) -> Iterator[Finding]:
    yield Finding(
        "load.requests", crowd.count / crowd.took, None, "per second",
        f"{options.teachers} teachers, {options.concurrency} at a time",
    )  # fmt: skip
    for kind in ("open", "save", "after"):
        for percent in (50, 95, 99):
            yield Finding(f"load.{kind}.p{percent}", crowd.part(kind, percent), None, "ms")
    of = {"web": crowd.web_cpu, "database": crowd.database_cpu, "worker": crowd.worker_cpu}
    for name, seconds in of.items():
        yield Finding(f"load.cpu.{name}", seconds / crowd.count * 1000, None, "ms a request")
    yield Finding("load.errors", crowd.errors, 0, "requests", "; ".join(crowd.failures[:3]))


def rush(served: Served, worker: int, options: Options) -> Iterator[Finding]:
    """Thirty teachers confirm registers of 22 children while five hundred parents read Today."""
    others = range(3, options.institutions + 1)
    sittings = cast.sittings(others)[:RUSH_TEACHERS]
    parents = cast.parents(RUSH_PARENTS, others)
    if len(sittings) < RUSH_TEACHERS or len(parents) < RUSH_PARENTS:
        raise RuntimeError("the database is too small for the rush")
    teachers = [partial(morning, cast.visitor(served.port, one.user), one.path) for one in sittings]
    readers = [partial(_read, cast.visitor(served.port, one)) for one in parents]
    crowd = Crowd(served, worker)
    crowd.run(_spread([*teachers, *readers], options.rush_seconds), concurrency=32)
    cast.leave_the_day_open()
    note = f"{RUSH_TEACHERS} teachers and {RUSH_PARENTS} parents within {options.rush_seconds:g} s"
    yield Finding("rush.save.p95", crowd.part("save", 95), RUSH_SAVE, "ms", note)
    yield Finding("rush.read.p95", crowd.part("read", 95), RUSH_READ, "ms")
    yield Finding("rush.failures", crowd.broken, 0, "requests", "; ".join(crowd.failures[:3]))


def _read(person: Visitor, crowd: Crowd) -> None:
    crowd.note("read", person.get("/"))


def _spread(work: list[Callable[[Crowd], None]], seconds: float) -> Iterator[Task]:
    """They come when they like, in the same order each time."""
    rng = random.Random("rush")
    return ((rng.random() * seconds, one) for one in work)
