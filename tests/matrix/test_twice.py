"""M10: whatever is posted comes twice, and the second time writes nothing: every route that takes a POST."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.matrix.cells import CELLS, Cell, everyday
from tests.matrix.forms import form
from tests.matrix.portal import undone
from tests.matrix.test_routes import address

KEY = "K" * 43
# Forms without a key, by the beginning of their template, and why a second time does no harm.
WITHOUT_A_KEY = {
    "account/": "django-allauth: signs in or out, or sets the password that was typed",
    "mfa/": "django-allauth: one's own second step; what is made or gone is refused",
    "activities/writing/read.html": "a note has a version: the same text again is the same text",
    "activities/photos/form.html": "a photo has its own key: sent again it is the same photo",
    "admin/base_site.html": "signs out",
    "agreements/accept.html 1": "signs out",
    "assessment/grid/grid.html": "a cell has a version: the same stroke again agrees with itself",
    "attendance/register.html": "a register has a version: the same marks again are the same marks",
    "attendance/unmarked.html": "a register has a version: the same marks again are the same marks",
    "components/change_user.html": "signs out",
    "components/other_role_news.html": "a role to act in",
    "components/quick_change.html": "a PIN that fits lets in",
    "components/roles.html": "a role to act in",
    "messaging/in_another_role.html": "what is read is read",
    "manners/asked.html": "the form that is asked about brings its own key",
    "messaging/inbox.html": "what is read is read",
    "people/account.html": "a role to act in, signing out, a language",
    "people/devices/device.html 1": "a PIN, of which no digest is kept: the same PIN is set",
    "people/devices/unknown.html": "signs out",
    "people/keys/confirm.html": "a one-time link works once",
    "people/keys/join.html": "a one-time link works once",
    "people/keys/set.html": "a one-time link works once",
    "people/keys/slip.html": "a slip works once",
    "people/keys/undo.html": "a one-time link works once",
    "503.html": "the form that it keeps brings its own seal, which is written once",
    "people/kept.html": "the form that it keeps brings its own seal, which is written once",
    "people/other_role.html": "a role to act in; the kept form brings its own key",
}
WRITES_AGAIN = {
    "account_reset_password": "a letter asked for is a letter counted",
    "account_reauthenticate": "a try is counted before it is looked at, and given back",
    "people:end_other_sessions": "who it is is asked first, and the receipt taken back with all else",
    "people:unshare_device": "who it is is asked first, and the receipt taken back with all else",
}


def posts() -> dict[str, list[Cell]]:
    """What is accepted of each route, by one person for each kind of object."""
    found: dict[str, dict[str, Cell]] = {}
    for cell in everyday(CELLS):
        if cell.method == "POST" and cell.expected < 400 and not cell.at_the_door:
            found.setdefault(cell.route, {}).setdefault(cell.objects, cell)
    return {route: list(cells.values()) for route, cells in found.items()}


POSTS = posts()


@pytest.mark.parametrize("route", POSTS)
def test_the_second_of_two_taps_writes_nothing(portal, route):
    again = {str(cell) for cell in POSTS[route] if writes_again(portal, cell)}
    assert again == ({str(cell) for cell in POSTS[route]} if route in WRITES_AGAIN else set())


def writes_again(portal, cell: Cell) -> int:
    sent = form(portal.stage, cell.route, cell.objects, cell.actor, valid=True) | {"once": KEY}
    there = address(portal.stage, cell)
    with undone() as writes:
        first = portal.ask(cell.actor, "POST", there, sent)
        assert first.status_code == cell.expected
        before = writes.rows
        portal.ask(cell.actor, "POST", there, sent)
        return writes.rows - before


FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.S)


def forms_without_a_key() -> Iterator[str]:
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for page in sorted(Path(folder).rglob("*.html")):
            for number, found in enumerate(FORM.findall(page.read_text())):
                if "{% once %}" not in found:
                    yield f"{page.relative_to(folder)} {number}"


def test_every_form_carries_a_key_or_says_why_it_needs_none():
    found = list(forms_without_a_key())
    assert [form for form in found if not form.startswith(tuple(WITHOUT_A_KEY))] == []
    assert [known for known in WITHOUT_A_KEY if not any(f.startswith(known) for f in found)] == []
