"""Every route × method × object × actor answers as the table says, and tells nobody too much."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from people.models import SCOPES, Restriction
from tests.documents.reading import text_of
from tests.matrix.cells import (
    CELLS,
    Cell,
    ForeignCell,
    everyday,
    foreign_cells,
    others,
    together,
)
from tests.matrix.forms import form
from tests.matrix.parts import merged
from tests.matrix.plugin import PLAYED
from tests.matrix.portal import comparable, undone
from tests.matrix.routes import routes
from tests.matrix.table import LOGIN
from tests.matrix.table import TELLS as EVERYWHERE
from tests.matrix.writes import Writes

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


def told(response) -> set[str]:
    body = text_of(response.content).casefold()
    return {needle for needle in TELLS if needle in body}


def not_for(actor: str) -> set[str]:
    return {needle for needle, actors in TELLS.items() if actor not in actors}


PAGES, BY_THE_OTHERS = together(everyday(CELLS)), together(others(CELLS))


@pytest.mark.parametrize("page", PAGES)
def test_page(portal, record_property, page: str):
    """Whoever asks, for whatever object; and what one may not see is not to be told from nothing."""
    record_property(PLAYED, len(PAGES[page]))
    assert not [*faults_of(portal, page, PAGES[page])]


@pytest.mark.deep(name="access")
@pytest.mark.parametrize("page", BY_THE_OTHERS)
def test_page_by_the_others(portal, record_property, page: str):
    """Who gets the same answer as those who stand for them everyday."""
    record_property(PLAYED, len(BY_THE_OTHERS[page]))
    assert not [*faults_of(portal, page, BY_THE_OTHERS[page])]


def faults_of(portal, page: str, cells: list[Cell]) -> Iterator[str]:
    unseen: dict[str, set[bytes]] = defaultdict(set)
    for cell in cells:
        with undone() as writes:
            response = play(portal, cell)
            yield from (f"{cell}: {fault}" for fault in _faults(cell, response, writes))
            if response.status_code == 404:
                body = comparable(response, address(portal.stage, cell))
                unseen[cell.actor].add(body)
    yield from (
        f"{page} {whose}: a 404 tells" for whose, bodies in unseen.items() if len(bodies) > 1
    )


def _faults(cell: Cell, response, writes: Writes) -> Iterator[str]:
    status = response.status_code
    if status != cell.expected:
        yield f"{status} instead of {cell.expected}"
    if cell.expected == 422:
        if writes.standing:
            yield "the database was changed"
    elif (cell.method in READING or cell.expected >= 400) and writes.rows:
        yield "the database was touched"
    if cell.at_the_door and status == 302 and not response["Location"].startswith(LOGIN):
        yield f"led to {response['Location']} instead of the log-in page"
    if secrets := told(response) & not_for(cell.actor):
        yield f"tells {secrets}"


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


FOREIGN = foreign_cells()
FOREIGN_PAGES, FOREIGN_BY_THE_OTHERS = together(everyday(FOREIGN)), together(others(FOREIGN))


@pytest.mark.parametrize("page", FOREIGN_PAGES)
def test_foreign_page(portal, record_property, page: str):
    record_property(PLAYED, len(FOREIGN_PAGES[page]))
    assert not [*foreign_faults_of(portal, FOREIGN_PAGES[page])]


@pytest.mark.deep(name="access")
@pytest.mark.parametrize("page", FOREIGN_BY_THE_OTHERS)
def test_foreign_page_by_the_others(portal, record_property, page: str):
    record_property(PLAYED, len(FOREIGN_BY_THE_OTHERS[page]))
    assert not [*foreign_faults_of(portal, FOREIGN_BY_THE_OTHERS[page])]


def foreign_faults_of(portal, cells: list[ForeignCell]) -> Iterator[str]:
    for cell in cells:
        with undone() as writes:
            address = foreign_address(portal.stage, cell)
            response = portal.ask(cell.actor, cell.method, address)
            faults = _foreign_faults(cell, response, writes)
            yield from (f"{cell}: {fault}" for fault in faults)


def _foreign_faults(cell: ForeignCell, response, writes: Writes) -> Iterator[str]:
    if fate(response) != cell.expected:
        yield f"{fate(response)} ({response.status_code}) instead of {cell.expected}"
    if (cell.method != "POST" or cell.expected != "in") and writes.rows:
        yield "the database was changed"
    if secrets := told(response) & not_for(cell.actor):
        yield f"tells {secrets}"


# --- what one may not see is not to be told from what does not exist -----------------------------------
FOREIGN_CHILDREN = ["bees/owls", "bees/theirs", "bees/nothing"]


@pytest.mark.parametrize("method", ["POST", "POST!"])
@pytest.mark.parametrize("actor", ["teacher", "assistant", "substitute", "nurse"])
def test_a_foreign_child_in_a_form_is_like_nobody(scene, portal, actor, method):
    bodies = set()
    for objects in FOREIGN_CHILDREN:
        cell = Cell("attendance:draft", method, objects, actor, 0)
        bodies.add(comparable(play(portal, cell), address(portal.stage, cell)))
    assert len(bodies) == 1


def test_no_page_tells_a_guardian_kept_from_a_childs_whereabouts_its_group(portal):
    """R20, M1: every page that opens to them, for every object of the table."""
    group = portal.stage.group("bees").name
    opened = [
        cell
        for cell in CELLS
        if cell.actor == "restricted" and cell.method == "GET" and cell.expected == 200
    ]
    assert len(opened) > 10
    with undone():
        others = set(SCOPES) - {"whereabouts"}
        Restriction.objects.update(**dict.fromkeys(others, False))
        assert [str(cell) for cell in opened if group in text_of(play(portal, cell).content)] == []
