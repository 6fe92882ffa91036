"""The table is whole: nothing undeclared, nothing stale, nothing said twice."""

from collections import Counter

from tests.matrix.actors import ACTORS
from tests.matrix.cells import (
    BY_ROLE,
    CELLS,
    HERE,
    asks_for_it,
    everyday,
    foreign_cells,
    others,
    stale,
    undeclared,
)
from tests.matrix.routes import routes
from tests.matrix.table import ADMIN

OWNERSHIP = {
    "own group": "bees",
    "other group": "owls",
    "other institution": "theirs",
    "none": "nothing",
}
OURS = {"attendance", "audit", "messaging"}
NOBODYS = {"day", "monday", "month", "year"}  # a date in an address is no object of anybody's


def test_every_route_and_method_is_declared():
    assert undeclared() == []


def test_no_row_speaks_of_a_route_that_is_gone():
    assert stale() == set()
    assert ADMIN.doors | ADMIN.absent <= {route.name for route in routes()}


def test_nothing_is_declared_twice():
    said = Counter(str(cell) for cell in CELLS)
    assert [name for name, times in said.items() if times > 1] == []


def test_every_route_with_an_object_is_declared_for_every_ownership():
    for route in routes():
        if not set(route.parameters) - NOBODYS or route.namespace not in OURS:
            continue
        words = {w for c in CELLS if c.route == route.name for w in c.objects.split("/")}
        assert set(OWNERSHIP.values()) <= words, route


def test_what_can_be_posted_is_also_posted_wrong():
    valid = {(c.route, c.objects) for c in CELLS if c.method == "POST" and c.expected in {200, 302}}
    wrong = {(c.route, c.objects) for c in CELLS if c.method == "POST!"}
    without_content = {("account_logout", ""), ("account_reset_password_from_key", "valid")}
    assert valid - wrong - without_content == set()


def test_no_forbidden_person_is_told_that_the_content_is_wrong():
    """What stands there meanwhile (409) or cannot be done today (422) is told to whoever may do it."""
    posts = [c for c in CELLS if c.method == "POST"]
    let_in = [c for c in posts if c.expected < 400 or c.expected in (409, 422)]
    allowed = {(c.route, c.objects, c.actor) for c in let_in}
    wrong = [c for c in CELLS if c.method == "POST!" and c.expected == 422]
    assert [str(c) for c in wrong if (c.route, c.objects, c.actor) not in allowed] == []


def test_everyday_leaves_out_only_who_is_answered_like_another_of_the_house():
    for cells in (CELLS, foreign_cells()):
        played, left_out = everyday(cells), others(cells)
        assert len(played) + len(left_out) == len(cells)
        shown = {(c.page, c.expected, home(c.actor)) for c in played}
        of_an_object = {(c.page, c.objects, c.expected, home(c.actor)) for c in played}
        in_a_role = {(c.page, c.objects, c.expected, role(c.actor)) for c in played}
        for cell in left_out:
            assert (cell.page, cell.expected, home(cell.actor)) in shown
            if asks_for_it(cell):
                assert (cell.page, cell.objects, cell.expected, home(cell.actor)) in of_an_object
                if cell.method in BY_ROLE and home(cell.actor) == HERE:
                    assert (cell.page, cell.objects, cell.expected, role(cell.actor)) in in_a_role


def role(name: str) -> tuple[str, str]:
    actor = ACTORS[name]
    return (actor.house, actor.role) if actor else ("", "")


def home(name: str) -> str:
    actor = ACTORS[name]
    return actor.house if actor else ""
