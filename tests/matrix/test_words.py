"""R18: at every address that sends a text for others its writer is asked about a word of the word list; sent
all the same it is sent. The matrix says who may send there, and what."""

import re

import pytest

from manners import fields
from tests.matrix.cells import CELLS, Cell, everyday
from tests.matrix.forms import form
from tests.matrix.portal import undone
from tests.matrix.test_routes import address

BAD = "Idiots"
# Fields that say something only together with others of their form.
TOGETHER = {
    "own-title": {"own-area": "MAT"}, "own-text": {"own-area": "MAT", "own-title": "Tilts"},
    "agreed-text": {"agreed-name": "Vecmāmiņa"},
}  # fmt: skip
# What is sent is not in the form: tests/rules/test_r18_what_is_published.py.
WITHOUT_FIELDS = {"assessment:publish", "assessment:publish_child"}


def accepted() -> dict[str, Cell]:
    """One post that is done, of each address."""
    found: dict[str, Cell] = {}
    for cell in everyday(CELLS):
        if cell.method == "POST" and cell.expected < 400 and not cell.at_the_door:
            found.setdefault(cell.route, cell)
    return found


POSTS = accepted()
FIELDS = [
    (one.address, name)
    for one in fields.all_sent()
    for name in one.fields
    if not name.startswith("text-activities.")  # of each area, as the other sections
]  # fmt: skip
MOST_VERSIONS = 3  # of a text that the stage has


def test_every_address_is_in_the_matrix_and_has_fields():
    with_fields = {one.address for one in fields.all_sent() if one.fields}
    assert with_fields <= POSTS.keys()
    assert {one.address for one in fields.all_sent()} - with_fields == WITHOUT_FIELDS


@pytest.mark.parametrize(("address_of", "name"), FIELDS)
def test_a_word_is_asked_about_and_then_sent(portal, address_of, name):
    cell = POSTS[address_of]
    sent = form(portal.stage, cell.route, cell.objects, cell.actor, valid=True)
    name = name.replace(fields.ANY, str(portal.stage.children["bees"].pk))
    sent |= {name: BAD} | TOGETHER.get(name, {})
    there = address(portal.stage, cell)
    with undone():
        sent |= standing(portal, cell, there, sent, name)
        asked = portal.ask(cell.actor, "POST", there, sent)
        body = asked.content.decode()
        assert (asked.status_code, f"<mark>{BAD}</mark>" in body) == (422, True)
        answer = re.search(r'name="minded" value="([^"]+)"', body)[1]
        done = portal.ask(cell.actor, "POST", there, sent | {"minded": answer})
        assert done.status_code == cell.expected


def standing(portal, cell: Cell, there: str, sent: dict, name: str) -> dict[str, int]:
    """A text that is saved as it is typed comes with the version that stands."""
    known = [{name.replace("text-", "version-"): version} for version in range(MOST_VERSIONS)]
    asked = (
        one for one in known if portal.ask(cell.actor, "POST", there, sent | one).status_code != 409
    )
    return next(asked) if name.startswith("text-") else {}
