"""Server time of one user: pages of the register beside the smallest Django page of the same run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from tests.bench import cast, meter
from tests.bench.findings import Finding
from tests.bench.portal import YARDSTICK, Served, Site
from tests.bench.visitor import Visitor, confirmation

TIMES = 3


def times(site: Site, served: Served, repeats: int) -> Iterator[Finding]:
    """All take turns, so that what else the machine does meets each of them."""
    smallest = site.serve(YARDSTICK)
    group, teacher = cast.groups()[0], cast.user("teacher0a")
    path = cast.register_path(group)
    by_rule = cast.visitor(smallest.port, teacher, "django.contrib.auth.backends.ModelBackend")
    person = cast.visitor(served.port, teacher)
    saver = Saver(person, path)
    turns: dict[str, Callable[[], float]] = {
        "smallest": lambda: _ok(by_rule, f"/one/{group.pk}/"),
        "open": lambda: _ok(person, path),
        "save": saver.save,
        "today": lambda: _ok(person, "/"),
    }
    seconds = _take_turns(turns, repeats)
    cast.leave_the_day_open()
    yield from _compared(seconds)
    yield from _cpu(turns, {"smallest": smallest}, served, repeats)
    cast.leave_the_day_open()


class Saver:
    """Confirms first, then corrects: each time another number of children is absent."""

    def __init__(self, person: Visitor, path: str) -> None:
        self._person, self._path, self._turn = person, path, 0

    def save(self) -> float:
        self._turn += 1
        page = self._person.get(f"{self._path}?edit").text
        fields = confirmation(page, absent=2 + self._turn % 2)
        answer = self._person.post(self._path, fields)
        if answer.status != 302:
            raise RuntimeError(f"not saved: {answer.status}")
        return answer.seconds


def _ok(person: Visitor, path: str) -> float:
    answer = person.get(path)
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer.seconds


def _take_turns(turns: dict[str, Callable[[], float]], repeats: int) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in turns}
    for number in range(repeats + 5):
        for name, turn in turns.items():
            took = turn()
            if number >= 5:  # both workers are warm
                seconds[name].append(took)
    return seconds


def _compared(seconds: dict[str, list[float]]) -> Iterator[Finding]:
    middle = {name: statistics.median(all_of) * 1000 for name, all_of in seconds.items()}
    yield Finding(
        "time.smallest", middle["smallest"], None, "ms", "a Django page that reads one row"
    )
    for name in ("open", "save"):
        times = middle[name] / middle["smallest"]
        yield Finding(f"time.register.{name}", times, TIMES, "times", f"{middle[name]:.1f} ms")
    yield Finding("time.today", middle["today"] / middle["smallest"], None, "times",
                  f"{middle['today']:.1f} ms, a teacher's")  # fmt: skip


def _cpu(turns, smaller: dict[str, Served], served: Served, repeats: int) -> Iterator[Finding]:
    """Processor time alone, which other work on the machine does not lengthen."""
    for name in ("smallest", "open", "today"):
        family = meter.family(smaller.get(name, served).pid)
        before, base = meter.cpu_seconds(family), meter.cpu_seconds(meter.database_family())
        for _ in range(repeats):
            turns[name]()
        web = (meter.cpu_seconds(family) - before) / repeats * 1000
        database = (meter.cpu_seconds(meter.database_family()) - base) / repeats * 1000
        yield Finding(f"time.cpu.{name}", web, None, "ms", f"PostgreSQL {database:.1f} ms")
