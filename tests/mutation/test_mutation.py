"""Guards are found by their form wherever they stand, and each can be taken away alone."""

import ast
from collections import Counter

import pytest

from tests.mutation.accepted import ACCEPTED
from tests.mutation.files import LEFT_OUT, files_for
from tests.mutation.guards import ROOT, Rewriter, all_guards, removed

CODE = '''
class Rows:
    def visible_to(self, access, action):
        """Theirs."""
        return self.filter(owner=access)

def save(*, thing, by):
    by.require("change", thing)
    require_open(thing)
    if thing.mine:
        raise PermissionDenied("no")

def show(request):
    one = request.access.find(Things.all(), "see", pk=3)
    return Things.visible_to(request.access, "see").filter(pk=1), text.find("x"), one

def may_write(rung, access):
    if rung:
        return access.holds(rung)
    return rung == 0

@require_POST
def post(request):
    if not may_write(1, request.access):
        raise ValueError
'''
KINDS = {
    "Rows.visible_to:rule:1": "return self.all()",
    "save:require:1": None,
    "save:require:2": None,
    "save:refusal:1": None,
    "show:find:1": "one = Things.all().get(pk=3)",
    "show:visible_to:1": "return (Things.all().filter(pk=1), text.find('x'), one)",
    "may_write:rung:1": "return True",
    "may_write:rung:2": "return True",
    "post:may_write:1": "if not True:",
}


def _mutated(name: str | None) -> tuple[list[str], str]:
    rewriter = Rewriter(
        "x.py", lambda guard, node: removed(guard, node) if str(guard) == f"x.py:{name}" else node
    )
    tree = ast.fix_missing_locations(rewriter.visit(ast.parse(CODE)))
    return [str(guard).removeprefix("x.py:") for guard in rewriter.found], ast.unparse(tree)


def test_every_kind_of_guard_is_found():
    found, unchanged = _mutated(None)
    assert set(found) == set(KINDS)
    assert unchanged == ast.unparse(ast.parse(CODE))


@pytest.mark.parametrize(("name", "instead"), KINDS.items())
def test_one_is_taken_away_and_all_others_stay(name, instead):
    _, changed = _mutated(name)
    whole = ast.unparse(ast.parse(CODE)).splitlines()
    lines = changed.splitlines()
    gone = [line for line in whole if line not in lines]
    assert len(gone) <= 1 or whole.count(gone[0]) > 1
    assert changed != "\n".join(whole)
    if instead:
        assert instead in [line.strip() for line in lines]


def test_the_portals_guards_are_among_them():
    guards = all_guards()
    assert len({str(guard) for guard in guards}) == len(guards)
    places = Counter(guard.place for guard in guards)
    assert "attendance:confirm:require:1" in places
    assert "people:ChildQuerySet.visible_to:rule:1" in places
    assert "duties:require_rung:may_write:1" in places
    assert {place for place in ACCEPTED if places[place] != 1} == set()


def test_of_one_app_those_are_asked_that_can_come_by():
    """Its own tests, those of all, and those that import it, be it by what makes their house."""
    files = {str(path.relative_to(ROOT / "tests")) for path in files_for(["agreements"])}
    assert {"agreements/test_pages.py", "rules/test_r03_suspension.py"} <= files
    assert {"matrix/test_routes.py", "matrix/test_operations.py"} <= files
    assert "outbox/test_claims.py" not in files
    assert not {name.partition("/")[0] for name in files} & set(LEFT_OUT)
