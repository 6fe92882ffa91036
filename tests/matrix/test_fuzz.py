"""Whatever is sent to whatever page in whatever role, the answer is never a server error.

Starts from a request of the matrix and spoils a field, a parameter, the address or the wire. Which fields and
parameters a page asks for is heard while it answers, so that none needs to be named here.
"""

from collections.abc import Iterator

import pytest

from tests.matrix import fuzz
from tests.matrix.plugin import PLAYED
from tests.matrix.portal import undone

EVERYDAY, DEEP = 5, 100
PAGES = fuzz.pages()


@pytest.mark.parametrize("page", PAGES)
def test_no_form_is_a_server_error(portal, record_property, page: str):
    record_property(PLAYED, EVERYDAY * len(PAGES[page]))
    assert "\n".join(failures(portal, page, EVERYDAY)) == ""


@pytest.mark.deep(name="fuzz")
@pytest.mark.parametrize("page", PAGES)
def test_no_form_of_a_hundred_is_a_server_error(portal, record_property, page: str):
    record_property(PLAYED, DEEP * len(PAGES[page]))
    assert "\n".join(failures(portal, page, DEEP)) == ""


def failures(portal, page: str, examples: int) -> Iterator[str]:
    for cell in PAGES[page]:
        with undone():
            sound, asked = fuzz.heard(portal, cell)
        for number in range(examples):
            spoilt = fuzz.spoil(sound, asked, seed=f"{cell} {number}")
            with undone():
                answer = fuzz.send(portal, cell.actor, spoilt)
            if answer.status_code >= 500:
                yield f"{cell} {spoilt}: {fuzz.cause(answer)}"


# --- the fuzz itself is true ------------------------------------------------------------------------
def test_every_way_to_spoil_a_request_is_taken(portal):
    cell = next(cell for cell in PAGES["people:child_new POST"] if cell.actor == "head")
    with undone():
        sound, asked = fuzz.heard(portal, cell)
    spoilt = [fuzz.spoil(sound, asked, seed=str(number)) for number in range(200)]
    assert {one.way for one in spoilt} == {way.__name__ for way in fuzz.WAYS} - {"a_place"}
    assert all(one != sound for one in spoilt)


def test_what_a_page_asks_for_is_heard(portal):
    cell = next(cell for cell in PAGES["people:children GET"] if cell.actor == "head")
    with undone():
        _sound, asked = fuzz.heard(portal, cell)
    assert {"q", "group"} <= asked


def test_a_page_that_fails_is_found(portal, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("of a test")

    monkeypatch.setattr("ejournal.more.render", broken)
    assert len([*failures(portal, "more GET", 1)]) > 3
