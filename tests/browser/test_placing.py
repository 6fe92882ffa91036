"""A move, a substitute and a restriction in the real browser: every page in its states."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again

# The looks themselves try both widths; everyday only a phone has the pages, and touches them.
DEVICES = pytest.mark.parametrize(
    "device",
    [
        pytest.param(PHONE, id="phone"),
        pytest.param(DESKTOP, id="desktop", marks=pytest.mark.deep(name="looks")),
    ],
)


@DEVICES
def test_the_pages_on_which_people_are_placed(arrives, house, device):
    child = house.children["Bitītes"][0]
    row = child.guardianships.first()
    visitor = arrives(device)
    visitor.is_signed_in(house.head)
    found = look(visitor, reverse("people:child", args=[child.pk]))
    found += look(visitor, reverse("people:assign", args=[house.people.other_teacher.pk]))
    assert found + look(visitor, reverse("people:restrict", args=[row.pk])) == []


@DEVICES
def test_administration_places_people(arrives, house, device):
    child = house.children["Bitītes"][0]
    visitor = arrives(device)
    visitor.is_signed_in(house.head)
    visitor.open(reverse("people:move", args=[child.pk]))
    page = visitor.page
    page.locator("[name=group]").select_option(label="Pūcītes")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Saglabāts")
    visitor.open(reverse("people:move", args=[child.pk]))
    page.locator("[name=group]").select_option(label="Bitītes")
    visitor.expects("422")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert look_again(visitor, "a move refused") == []
