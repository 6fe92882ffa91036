"""The tables unrolled: one cell is one request by one actor, and the answer that is due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from tests.matrix.actors import ACTORS, ANONYMOUS
from tests.matrix.parts import all_of
from tests.matrix.routes import Route, routes
from tests.matrix.table import ADMIN, DOORSTEP, METHODS, ROWS, Row

C = TypeVar("C", "Cell", "ForeignCell")


@dataclass(frozen=True)
class Cell:
    route: str
    method: str
    objects: str
    actor: str
    expected: int
    at_the_door: bool = False  # anonymous, and the page is not open to them

    def __str__(self) -> str:
        return f"{self.page} {self.objects or '-'} {self.actor}"

    @property
    def page(self) -> str:
        """Route and method; the history is a page of its own for every kind of thing."""
        kind = self.objects.partition("/")[0] if self.route == "audit:history" else ""
        return f"{self.route} {self.method} {kind}".strip()


def cells_of(row: Row) -> Iterator[Cell]:
    for method in row.methods.split():
        for objects in row.objects.split() or [""]:
            for actor in ACTORS:
                door = actor in ANONYMOUS and not row.open
                expected = DOORSTEP.get(method, 302) if door else _answer(row, actor)
                yield Cell(row.route, method, objects, actor, expected, door)


def _answer(row: Row, actor: str) -> int:
    return next((status for status, actors in row.answers.items() if actor in actors), row.rest)


CELLS = [cell for row in ROWS + all_of("ROWS") for cell in cells_of(row)]


BY_ROLE, BY_OBJECT = {"GET", "POST"}, {"GET", "POST", "POST!"}
METHOD_NOT_ALLOWED, HERE = 405, "first"


def everyday(cells: Iterable[C]) -> list[C]:
    """Who reads and who writes, in each role of this house that gets another answer, of whatever object;
    other methods, and the other house, by one for all who get the same. The long tests play the others.

    That a page has no such method is said before anybody asks who it is or for what, and so is to the
    anonymous that the page is not open to them; a HEAD is its GET without a body; and of another house
    its head, who may most there, is as foreign as anybody.
    """
    found: dict[object, C] = {}
    for cell in cells:
        found.setdefault(_what_it_shows(cell), cell)
    return list(found.values())


def _what_it_shows(cell: C) -> object:
    actor, refused = ACTORS[cell.actor], cell.expected == METHOD_NOT_ALLOWED
    objects = cell.objects if asks_for_it(cell) else None
    by_role = cell.method in BY_ROLE and not refused and actor and actor.house == HERE
    return cell.page, objects, cell.expected, actor and actor.house, by_role and actor.role


def asks_for_it(cell: C) -> bool:
    """Does whose object it is play any part in the answer?"""
    by_object = cell.method in BY_OBJECT and cell.expected != METHOD_NOT_ALLOWED
    return by_object and not cell.at_the_door


def others(cells: Iterable[C]) -> list[C]:
    """All that is not played everyday."""
    cells = list(cells)
    played = set(everyday(cells))
    return [cell for cell in cells if cell not in played]


def together(cells: Iterable[C]) -> dict[str, list[C]]:
    """What is played in one test: all who ask a page in one way, for whatever object."""
    found: dict[str, list[C]] = defaultdict(list)
    for cell in cells:
        found[cell.page].append(cell)
    return found


@dataclass(frozen=True)
class ForeignCell:
    """A request to a foreign namespace: let in, refused as if nothing were there, or led to the door."""

    route: Route
    method: str
    objects: str
    actor: str
    expected: str  # in, out, door

    @property
    def at_the_door(self) -> bool:
        return self.expected == "door"

    def __str__(self) -> str:
        return f"{self.page} {self.objects or '-'} {self.actor}"

    @property
    def page(self) -> str:
        return f"{self.route.name} {self.method}"


def foreign_cells() -> list[ForeignCell]:
    found = [route for route in routes() if route.namespace == ADMIN.name]
    return [
        ForeignCell(route, method, objects, actor, _fate(route, objects, actor))
        for route in found
        for method in METHODS
        for objects in _objects(route, method)
        for actor in ACTORS
    ]


def _objects(route: Route, method: str) -> list[str]:
    """Rare methods are asked of an own object; Django's admin takes them for a GET."""
    if "object_id" not in route.parameters:
        return [""]
    return list(ADMIN.objects) if method in {"GET", "POST"} else ["ours"]


def _fate(route: Route, objects: str, actor: str) -> str:
    if actor in ANONYMOUS or route.name in ADMIN.doors:
        return "door"
    if route.name in ADMIN.absent:
        return "out"
    return "in" if actor in (ADMIN.objects[objects] if objects else ADMIN.pages) else "out"


def undeclared() -> list[str]:
    """Routes × methods (and, where there is an object, whose it is) that no row speaks of."""
    declared = {(cell.route, cell.method) for cell in CELLS}
    ours = [route.name for route in routes() if route.namespace != ADMIN.name]
    return [
        f"{name} {method}" for name in ours for method in METHODS if (name, method) not in declared
    ]


def stale() -> set[str]:
    """Routes of the table that the portal no longer has."""
    return {cell.route for cell in CELLS} - {route.name for route in routes()}
