"""An entry of a day on a phone: Enter saves, what is wrong is said at its field, nothing typed is lost."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from activities.models import DayLog
from tests.activities import makers
from tests.browser import checks
from tests.browser.chromium import PHONE
from tests.browser.visitor import Visitor
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

NEEDED, AN_AREA = "Šis lauks ir nepieciešams.", "Matemātikas"


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def ilze(arrives, house) -> Visitor:
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    return visitor


def place(bees, name: str = "day", *more) -> str:
    return reverse(f"activities:{name}", args=[bees.pk, MONDAY, *more])


def title(page: Page):
    return page.get_by_label("Ko darījāt?")


def by(house):
    return house.access(house.people.teacher, "teacher")


def test_enter_in_the_title_saves_the_entry(ilze, house, bees):
    log = makers.confirmed(bees, by(house), when=at(8))
    ilze.open(place(bees, "entry", makers.entry_of(log).pk))
    title(ilze.page).fill("Tornis")
    title(ilze.page).press("Enter")
    ilze.page.wait_for_url(f"**{place(bees)}")
    expect(ilze.page.locator(".did")).to_contain_text("Tornis")
    assert makers.entry_of(log).title == "Tornis"


def test_enter_never_answers_the_question_about_a_name(ilze, house, bees):
    """Its buttons stand before the form's own."""
    ilze.expects("status of 422")
    log = makers.confirmed(bees, by(house), when=at(8))
    ilze.open(place(bees, "entry", makers.entry_of(log).pk))
    for _again in range(2):
        title(ilze.page).fill("Annas tornis")
        with ilze.page.expect_navigation():
            title(ilze.page).press("Enter")
        expect(ilze.page.locator(".child-named")).to_contain_text("Vai tas ir bērna vārds?")
    assert makers.entry_of(log).title == "Tilts no klučiem"


def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(ilze, house, bees):
    ilze.expects("status of 422")
    makers.confirmed(bees, by(house), when=at(8))
    page = ilze.page
    ilze.open(place(bees, "new_entry"))
    page.get_by_label("Kā tas notika?").fill("Lai turas")
    page.locator(".chip", has_text="sadarbība").tap()
    with page.expect_navigation():
        title(page).press("Enter")
    for part in (
        page.locator(".field", has=title(page)),
        page.get_by_role("group", name="Mācību joma"),
    ):
        expect(part).to_contain_text(NEEDED)
        expect(part.locator(".errorlist")).to_be_in_viewport()
    expect(page.get_by_label("Kā tas notika?")).to_have_value("Lai turas")
    expect(page.get_by_label("sadarbība")).to_be_checked()
    title(page).fill("Tornis")
    page.locator(".chip", has_text=AN_AREA).tap()
    title(page).press("Enter")
    page.wait_for_url(f"**{place(bees)}")
    added = DayLog.objects.get().entries.latest("pk")
    assert (added.title, added.text, added.skills) == ("Tornis", "Lai turas", ["SA"])


def test_a_refused_entry_is_calm(ilze, house, bees):
    ilze.expects("status of 422")
    makers.confirmed(bees, by(house), when=at(8))
    ilze.open(place(bees, "new_entry"))
    with ilze.page.expect_navigation():
        title(ilze.page).press("Enter")
    assert checks.nothing_wrong_with(ilze.page, ilze.page.content()) == []


def test_enter_adds_what_was_done_beside_the_plan(ilze, house, bees):
    """On the page of the day, below all that is planned; Enter confirms nothing."""
    a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    ilze.expects("status of 422")
    page = ilze.page
    ilze.open(place(bees))
    page.locator("#own-entry > summary").tap()
    title(page).fill("Tornis")
    with page.expect_navigation():
        title(page).press("Enter")
    area = page.get_by_role("group", name="Mācību joma")
    expect(area).to_contain_text(NEEDED)
    expect(area.locator(".errorlist")).to_be_in_viewport()
    expect(title(page)).to_have_value("Tornis")
    page.locator("#own-entry .chip", has_text=AN_AREA).tap()
    with page.expect_navigation():
        title(page).press("Enter")
    expect(page.get_by_role("region", name="Saviem vārdiem")).to_contain_text("Tornis")
    log = DayLog.objects.get()
    assert (log.is_confirmed, makers.entry_of(log).title) == (False, "Tornis")
