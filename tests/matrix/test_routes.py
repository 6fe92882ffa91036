"""Every route × method × object × actor answers as the table says, and tells nobody too much."""

import io
import zipfile
from collections import defaultdict

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from tests.matrix.cells import CELLS, Cell, ForeignCell, foreign_cells
from tests.matrix.forms import form
from tests.matrix.parts import merged
from tests.matrix.portal import comparable, in_the_trail, written
from tests.matrix.routes import routes
from tests.matrix.table import LOGIN
from tests.matrix.table import TELLS as EVERYWHERE

TELLS = EVERYWHERE | merged("TELLS")

READING = {"GET", "HEAD", "OPTIONS"}
_WITH_PARAMETERS = {route.name for route in routes() if route.parameters}


def address(stage, cell: Cell) -> str:
    if cell.route == "account_reset_password_from_key":
        user = stage.user(cell.actor) or stage.first.people.teacher
        key = default_token_generator.make_token(user) if cell.objects == "valid" else "0-0"
        return reverse(cell.route, args=[user_pk_to_url_str(user), key])
    if cell.route not in _WITH_PARAMETERS:
        return reverse(cell.route)
    return reverse(cell.route, kwargs=stage.arguments(cell.route, cell.objects, cell.actor))


def play(portal, cell: Cell):
    stage, valid = portal.stage, not cell.method.endswith("!")
    sent = form(stage, cell.route, cell.objects, cell.actor, valid=valid)
    return portal.ask(cell.actor, cell.method, address(stage, cell), sent)


def text_of(response) -> str:
    """Of a file for a spreadsheet program, what is packed in it."""
    if not response.content.startswith(b"PK"):
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def told(response) -> set[str]:
    body = text_of(response).casefold()
    return {needle for needle in TELLS if needle in body}


def not_for(actor: str) -> set[str]:
    return {needle for needle, actors in TELLS.items() if actor not in actors}


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_cell(scene, portal, cell: Cell):
    before, events = written(), in_the_trail() if cell.expected == 422 else 0
    response = play(portal, cell)
    assert response.status_code == cell.expected
    if cell.expected == 422:
        assert in_the_trail() == events, "the database was changed"
    elif cell.method in READING or cell.expected >= 400:
        assert written() == before, "the database was touched"
    if cell.at_the_door and response.status_code == 302:
        assert response["Location"].startswith(LOGIN)
    assert not told(response) & not_for(cell.actor)


# --- a foreign namespace is let in or does not exist ------------------------------------------------
def foreign_address(stage, cell: ForeignCell) -> str:
    if cell.objects:
        model = cell.route.name.split("_")[1]
        return reverse(cell.route.name, args=[stage.pk(model, cell.objects)])
    if cell.route.name.endswith(":-"):
        return reverse("admin:index") + "nothing/"
    return reverse(cell.route.name, args=["people"] if cell.route.parameters else [])


def fate(response) -> str:
    if response.status_code == 401 or response.headers.get("Location", "").startswith(LOGIN):
        return "door"
    return "out" if response.status_code == 404 else "in"


@pytest.mark.parametrize("cell", foreign_cells(), ids=str)
def test_foreign_cell(scene, portal, cell: ForeignCell):
    before = written()
    response = portal.ask(cell.actor, cell.method, foreign_address(portal.stage, cell))
    assert fate(response) == cell.expected
    if cell.method != "POST" or cell.expected != "in":
        assert written() == before, "the database was changed"
    assert not told(response) & not_for(cell.actor)


# --- what one may not see is not to be told from what does not exist -----------------------------------
def hidden() -> dict[str, list[Cell]]:
    """Cells of one kind of page that answer one actor 404, where at least two are declared."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in CELLS:
        kind = cell.objects.partition("/")[0] if cell.route == "audit:history" else ""
        if cell.expected == 404 and cell.method in {"GET", "POST", "POST!"}:
            found[f"{cell.route} {kind} {cell.method} {cell.actor}"].append(cell)
    return {name: cells for name, cells in found.items() if len(cells) > 1}


HIDDEN = hidden()


@pytest.mark.parametrize("name", HIDDEN)
def test_the_unseen_is_like_the_non_existent(scene, portal, name):
    bodies = set()
    for cell in HIDDEN[name]:
        bodies.add(comparable(play(portal, cell), address(portal.stage, cell)))
    assert len(bodies) == 1


FOREIGN_CHILDREN = ["bees/owls", "bees/theirs", "bees/nothing"]


@pytest.mark.parametrize("method", ["POST", "POST!"])
@pytest.mark.parametrize("actor", ["teacher", "assistant", "substitute", "nurse"])
def test_a_foreign_child_in_a_form_is_like_nobody(scene, portal, actor, method):
    bodies = set()
    for objects in FOREIGN_CHILDREN:
        cell = Cell("attendance:draft", method, objects, actor, 0)
        bodies.add(comparable(play(portal, cell), address(portal.stage, cell)))
    assert len(bodies) == 1
