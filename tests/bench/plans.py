"""Plans of the month: what saving as typed costs, the board of many groups, what is covered, and a PDF."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ejournal.launcher.places import CHECKOUT
from tests.bench import cast, meter
from tests.bench.findings import Finding
from tests.bench.portal import Served, Site
from tests.bench.queries import PAGE, Desk
from tests.bench.visitor import Answer, Visitor, inputs

if TYPE_CHECKING:
    from planning.models import MonthPlan

SAVE, BOARD, COVERAGE = 8, 12, 10  # queries
SAVE_MS, PDF_SECONDS = 10, 2
_CODE, _WARM = "content", 5


@dataclass
class Typist:
    """Saves one section again and again, each time another text over the version that stands."""

    plan: MonthPlan
    known: dict[str, str] = field(default_factory=dict)  # what the page's form carries

    def __post_init__(self) -> None:
        from django.urls import reverse

        self.page = reverse("planning:plan", args=[self.plan.group_id, self.plan.month])
        self.path = f"{self.page}sections/{_CODE}/"
        section = self.plan.sections.get(code=_CODE)
        self._text, self._version = section.text[:400], section.version

    def save(self) -> tuple[str, dict[str, str]]:
        return self.path, self.next()

    def next(self) -> dict[str, str]:
        said = {f"text-{_CODE}": f"{self._text} {self._version}"}
        version = {f"version-{_CODE}": str(self._version)}
        self._version += 1
        return self.known | said | version


def of_pages(many_groups: int) -> Iterator[Finding]:
    """:param many_groups: the number of the institution that has thirty"""
    from django.urls import reverse

    plan = cast.draft()
    group, typist = plan.group, Typist(plan)
    teacher, head = Desk(cast.user("teacher0a")), Desk(cast.user("admin", many_groups))
    year = group.school_year
    covered = reverse("planning:coverage", args=[group.pk])
    boards = [reverse("planning:board", args=[one]) for one in (year, year - 1)]
    yield asks("plan.queries.save", lambda: teacher.ask("post", typist.path, typist.next()), SAVE)
    yield asks("plan.queries.write", lambda: teacher.ask("get", typist.page), PAGE)
    yield asks("plan.queries.coverage", lambda: teacher.ask("get", covered), COVERAGE)
    for name, path in zip(("board", "board_of_last_year"), boards, strict=True):
        yield asks(f"plan.queries.{name}", lambda path=path: head.ask("get", path), BOARD)
    cast.submit_again(plan)
    parent = Desk(cast.parent_of(group))
    read = reverse("planning:read", args=[group.pk, plan.month])
    yield asks("plan.queries.parent", lambda: parent.ask("get", read), PAGE)


def asks(name: str, ask: Callable[[], tuple[Any, int]], budget: int) -> Finding:
    ask()  # whatever is kept from the first time on
    answer, count = ask()
    if answer.status_code != 200:
        raise RuntimeError(f"{name}: {answer.status_code}")
    return Finding(name, count, budget, "queries")


def of_saving(served: Served, repeats: int) -> Iterator[Finding]:
    """Processor time of one save, which other work on the machine does not lengthen."""
    typist, person = Typist(cast.draft()), cast.visitor(served.port, cast.user("teacher0a"))
    typist.known = carried(person, typist.page)
    yield cost_of("plan.cpu.save", typist.save, person, served, repeats, SAVE_MS)
    cast.submit_again(typist.plan)


def carried(person: Visitor, page: str) -> dict[str, str]:
    """What every form of the page carries."""
    known = inputs(person.get(page).text)
    return {name: value for name, value in known if name in ("csrfmiddlewaretoken", "acting")}


def cost_of(
    name: str, following: Callable[[], tuple[str, dict[str, Any]]], person: Visitor, served: Served,
    repeats: int, budget: float | None = None,
) -> Finding:  # fmt: skip
    """:param following: where the next save goes, and what it says; of a list each of it"""

    def save() -> Answer:
        path, said = following()
        every = ((key, one if isinstance(one, list) else [one]) for key, one in said.items())
        return person.post(path, [(key, value) for key, values in every for value in values])

    return spent(name, save, served, repeats, budget)


def spent(
    name: str, ask: Callable[[], Answer], served: Served, repeats: int, budget: float | None
) -> Finding:
    """Processor time of the portal and its database for each answer."""

    def answered() -> float:
        answer = ask()
        if answer.status != 200:
            raise RuntimeError(f"{name}: {answer.status}")
        return answer.seconds * 1000

    for _ in range(_WARM):  # both workers
        answered()
    family, database = meter.family(served.pid), meter.database_family()
    web, base = meter.cpu_seconds(family), meter.cpu_seconds(database)
    took = [answered() for _ in range(repeats)]
    each = [
        (now - then) / repeats * 1000
        for now, then in ((meter.cpu_seconds(family), web), (meter.cpu_seconds(database), base))
    ]
    note = (
        f"web {each[0]:.1f}, PostgreSQL {each[1]:.1f} ms; {statistics.median(took):.1f} ms passed"
    )
    return Finding(name, sum(each), budget, "ms", note)


def of_the_pdf(site: Site) -> Iterator[Finding]:
    """In a process like the worker's, and how much the child held that set it."""
    plan = cast.draft()
    cast.submit_again(plan)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.plan_pdf", str(plan.pk)], cwd=CHECKOUT,
        env=site.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    yield Finding("plan.pdf", told["seconds"], PDF_SECONDS, "s", f"{told['kilobytes']} kB")
    yield Finding("plan.pdf.memory", told["megabytes"], None, "MB", "the most that the child held")
