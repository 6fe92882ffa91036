"""Assessment: what the grid and a stroke cost, a child's page and a family's, the board of many groups."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING, Any

from tests.bench import cast
from tests.bench.findings import Finding
from tests.bench.plans import asks, carried, cost_of, spent
from tests.bench.portal import Served
from tests.bench.queries import PAGE, Desk

if TYPE_CHECKING:
    from people.models import ChildGroup

GRID, GRID_MS, STROKE, FAMILY, BOARD = 12, 25, 8, 15, 10  # queries; the second milliseconds
WIDE = 12  # outcomes beside each other
_BY_SCRIPT = {"HX-Request": "true"}


class Painter:
    """One column of the first group, each time in the next level, over the versions that stand."""

    def __init__(self, group: ChildGroup) -> None:
        from django.urls import reverse

        from people.whose_day import children_due

        day = cast.shown_day()
        self.page = grid_of(group)
        self.path = reverse("assessment:strokes", args=[group.pk, day])
        self._children = [child.pk for child in children_due(group, day)]
        self._outcome, self._version, self._levels = outcomes_of(group)[-1], 0, cycle("STAP")
        self.known: dict[str, str] = {}  # what the page's form carries

    def stroke(self) -> tuple[str, dict[str, Any]]:
        level, version = next(self._levels), self._version
        self._version += 1
        cells = [f"{child}:{self._outcome}:{level}:{version}" for child in self._children]
        return self.path, self.known | {"cell": cells}


def grid_of(group: ChildGroup) -> str:
    """With so many columns: the plan's of the month, and of the catalogue what lacks."""
    from urllib.parse import urlencode

    from django.urls import reverse

    from assessment.grid.page import _planned_or_assessed

    day = cast.shown_day()
    month, house = day.replace(day=1), group.institution_id
    there = {
        one.pk for one in _planned_or_assessed(group=group.pk, house=house, month=month, day=day)
    }
    others = [one for one in outcomes_of(group) if one not in there]
    more = urlencode({"more": others[: max(0, WIDE - len(there))]}, doseq=True)
    return f"{reverse('assessment:grid', args=[group.pk, month])}?{more}"


def outcomes_of(group: ChildGroup) -> list[int]:
    """Of the catalogue, of the age stage of the group's children."""
    from curriculum.models import Entry
    from curriculum.stages import stages_of
    from duties.calendar.school_year import first_day

    year = group.school_year
    stages = stages_of(group, first_day(year), first_day(year + 1))
    usable = Entry.objects.in_use(group.institution_id, year).filter(kind="outcome")
    return list(usable.filter(stage__in=[max(stages)]).in_order().values_list("pk", flat=True))


def of_pages(many_groups: int) -> Iterator[Finding]:
    """:param many_groups: the number of the institution that has thirty"""
    from django.urls import reverse

    from people.whose_day import children_due

    group = cast.groups()[0]
    painter, child = Painter(group), children_due(group, cast.shown_day())[0]
    teacher, head = Desk(cast.user("teacher0a")), Desk(cast.user("admin", many_groups))
    parent, board = Desk(cast.mother_of_three()), reverse("assessment:board")
    for name, desk, path, budget in (
        ("grid", teacher, painter.page, GRID),
        ("child", teacher, reverse("assessment:child", args=[child.pk]), PAGE),
        ("family", parent, reverse("assessment:growth"), FAMILY),
        ("board", head, board, BOARD),
    ):
        yield asks(
            f"level.queries.{name}", lambda desk=desk, path=path: desk.ask("get", path), budget
        )
    painting = Desk(teacher.person, _BY_SCRIPT)
    yield asks("level.queries.stroke", lambda: painting.ask("post", *painter.stroke()), STROKE)


def of_saving(served: Served, repeats: int) -> Iterator[Finding]:
    """Processor time, which other work on the machine does not lengthen."""
    number = 3  # of twenty-five; the first column of the first group has its versions by now
    group, teacher = cast.groups()[number], cast.user(f"teacher{number}a")
    painter, person = Painter(group), cast.visitor(served.port, teacher)
    painter.known = carried(person, painter.page)
    yield spent("level.cpu.grid", lambda: person.get(painter.page), served, repeats, GRID_MS)
    person.said = {**person.said, **_BY_SCRIPT}
    yield cost_of("level.cpu.stroke", painter.stroke, person, served, repeats)
