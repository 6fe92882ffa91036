"""Where each role can go, on phone and desktop; a group's page; the part below Today's first screen."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from ejournal import places
from people.models import Role
from tests.browser import scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look
from tests.world import House

DEVICES = pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
TODAY, MORE, INSTITUTION = reverse("today"), reverse("more"), reverse("institution")
PEOPLE = {"admin": "head", "parent": "mother"}
# How far the page has moved by itself, as the browser counts it.
SHIFT = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(moved), 300);
})"""


def person_in(house: House, role: str):
    return getattr(house.people, PEOPLE.get(role, role))


@DEVICES
@pytest.mark.parametrize("role", list(Role))
def test_every_place_is_a_tap_or_two_away(arrives, house, role, device):
    """From Today: a tab or a line of the side list, else «More» or «Institution» and a line there."""
    visitor = arrives(device)
    visitor.is_signed_in(person_in(house, role))
    visitor.open(TODAY)
    page, by = visitor.page, house.access(person_in(house, role), role)
    within = [place for block in places.behind(by) for place in block.places]
    wanted = {place.url for place in [*places.of(by), *within]} - {INSTITUTION}
    menu = seen(page.locator(".places a, .masthead a"))
    rest = menu & {MORE, INSTITUTION}
    if rest:
        page.locator(f'.places a[href="{rest.pop()}"]').click()
        page.locator("main .rows").first.wait_for()
        menu |= seen(page.locator("main a"))
    assert wanted - menu == set()


def seen(links: Locator) -> set[str]:
    return {link.get_attribute("href") or "" for link in links.filter(visible=True).all()}


@pytest.mark.parametrize(
    ("role", "name"), [("admin", "duties:calendar"), ("nurse", "duties:ladder")]
)
def test_two_taps_lead_there(arrives, house, role, name):
    visitor = arrives(PHONE)
    visitor.is_signed_in(person_in(house, role))
    visitor.open(TODAY)
    visitor.page.locator(f'.places a[href="{MORE}"]').tap()
    visitor.page.locator(f'main a[href="{reverse(name)}"]').tap()
    visitor.page.wait_for_url(f"**{reverse(name)}")
    here = visitor.page.locator(".places [aria-current]").filter(visible=True)
    expect(here).to_have_attribute("href", MORE)


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("url", [MORE, INSTITUTION, reverse("further")])
def test_the_pages_of_the_rest_in_their_looks(arrives, house, url):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    assert look(visitor, url) == []


@DEVICES
def test_from_today_through_a_group_to_its_register_and_a_childs_card(arrives, house, device):
    visitor = arrives(device)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(TODAY)
    page, group = visitor.page, reverse("group", args=[house.groups["Bitītes"].pk])
    page.locator(f'main a[href="{group}"]').click()
    page.wait_for_url(f"**{group}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bitītes")
    page.get_by_role("link", name="Apmeklējums šodien").click()
    page.wait_for_url("**/attendance/**")
    visitor.open(group)
    page.get_by_role("link", name="Bērziņa Anna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Bērziņa")


@pytest.mark.parametrize(
    ("who", "state"), [("teacher", "large"), ("head", "confirmed"), ("head", "empty")]
)
def test_a_groups_page_in_its_states(arrives, house, who, state):
    name = {"large": scenes.a_large_group, "empty": scenes.an_empty_group}.get(state, confirmed)(
        house
    )
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    assert look(visitor, reverse("group", args=[house.groups[name].pk])) == []


def confirmed(house: House) -> str:
    scenes.confirmed(house, house.people.teacher, away={1: None})
    return "Bitītes"


@DEVICES
def test_the_further_cards_come_by_themselves_and_nothing_moves(arrives, house, device):
    visitor = arrives(device)
    visitor.is_signed_in(house.head)
    visitor.open(TODAY)
    kitchen = visitor.page.locator(f'main a[href="{reverse("attendance:kitchen")}"]')
    expect(kitchen).to_have_count(1)
    assert visitor.page.evaluate(SHIFT) < 0.01


@DEVICES
def test_without_script_they_are_a_link_away(arrives, house, device):
    visitor = arrives(device, java_script_enabled=False)
    visitor.is_signed_in(house.head)
    visitor.open(TODAY)
    page = visitor.page
    page.locator("main").get_by_role("link", name="Vēl šodien").click()
    expect(page.locator(f'main a[href="{reverse("attendance:kitchen")}"]')).to_have_count(1)
    page.locator(f'main a[href="{TODAY}"]').click()
    expect(page).to_have_url(f"{visitor.portal}{TODAY}")


def test_when_the_part_fails_the_link_stays(arrives, house, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError("planted")

    monkeypatch.setattr("ejournal.today.staff.cards.FURTHER", (breaks,))
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    visitor.expects("status of 500", "Response Status Error Code 500")
    visitor.open(TODAY)
    link = visitor.page.locator("main").get_by_role("link", name="Vēl šodien")
    expect(link).to_be_visible()
