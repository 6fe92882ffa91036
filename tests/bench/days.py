"""Days' logs: what a tick and a text saved as typed cost, a family's feed, the board of many groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING

from tests.bench import cast
from tests.bench.findings import Finding
from tests.bench.plans import asks, carried, cost_of
from tests.bench.portal import Served
from tests.bench.queries import PAGE, Desk

if TYPE_CHECKING:
    from activities.models import DayEntry

SAVE, FEED, BOARD = 8, 12, 10  # queries


@dataclass
class Writer:
    """Ticks each planned outcome, then takes each away; saves a text over the version that stands."""

    entry: DayEntry
    known: dict[str, str] = field(default_factory=dict)  # what the page's form carries

    def __post_init__(self) -> None:
        from django.urls import reverse

        log = self.entry.log
        self.page = reverse("activities:day", args=[log.group_id, log.day])
        planned = [f"choice:{one.pk}" for one in cast.outcomes(log)]
        self._ticks = cycle([{"pick": one, "on": on} for on in ("1", "") for one in planned])
        self._version = self.entry.version

    def tick(self) -> tuple[str, dict[str, str]]:
        return f"{self.page}ticks/", self.known | next(self._ticks)

    def text(self) -> tuple[str, dict[str, str]]:
        code = self.entry.code
        said = {f"text-{code}": f"Tilts {self._version}", f"version-{code}": str(self._version)}
        self._version += 1
        return f"{self.page}texts/{self.entry.pk}/", self.known | said


def of_pages(many_groups: int) -> Iterator[Finding]:
    """:param many_groups: the number of the institution that has thirty"""
    from django.urls import reverse

    writer = Writer(cast.day_entry())
    teacher, head = Desk(cast.user("teacher0a")), Desk(cast.user("admin", many_groups))
    parent = Desk(cast.mother_of_three())
    month = cast.shown_day().replace(day=1)
    yield asks("day.queries.tick", lambda: teacher.ask("post", *writer.tick()), SAVE)
    yield asks("day.queries.text", lambda: teacher.ask("post", *writer.text()), SAVE)
    for name, desk, path, budget in (
        ("write", teacher, writer.page, PAGE),
        ("feed", parent, reverse("activities:feed"), FEED),
        ("board", head, reverse("activities:board", args=[month]), BOARD),
    ):
        yield asks(
            f"day.queries.{name}", lambda desk=desk, path=path: desk.ask("get", path), budget
        )


def of_saving(served: Served, repeats: int) -> Iterator[Finding]:
    """Processor time of one save, which other work on the machine does not lengthen."""
    writer, person = Writer(cast.day_entry()), cast.visitor(served.port, cast.user("teacher0a"))
    writer.known = carried(person, writer.page)
    for name, following in (("tick", writer.tick), ("text", writer.text)):
        yield cost_of(f"day.cpu.{name}", following, person, served, repeats)
