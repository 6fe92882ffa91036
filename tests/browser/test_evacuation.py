"""The evacuation list on a phone in the yard, and on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.models import User
from tests.attendance import makers
from tests.browser import scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look
from tests.browser.visitor import Visitor
from tests.world import MONDAY, House

PAGE = reverse("attendance:evacuation")


def with_phones(house: House) -> None:
    User.objects.filter(pk=house.people.mother.pk).update(phone="+37126000001")


def read_aloud(visitor: Visitor) -> str:
    """What a screen reader is given, the stylesheet's counters too."""
    browser = visitor.context.new_cdp_session(visitor.page)
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    texts = [node for node in nodes if node.get("role", {}).get("value") == "StaticText"]
    return " ".join(node["name"]["value"].strip() for node in texts)


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("who", ["teacher", "head", "former_teacher"])
def test_the_page_in_its_states(arrives, house, who):
    with_phones(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    found = look(visitor, PAGE)
    scenes.a_large_group(house)
    scenes.confirmed(house, house.people.teacher, away={1: None})
    assert found + look(visitor, PAGE) == []


def test_children_are_ticked_and_counted_with_no_further_request(arrives, house):
    with_phones(house)
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(PAGE)
    fetched = "performance.getEntriesByType('resource').map(one => one.name).join(' ')"
    assert "img/tick" in visitor.page.evaluate(fetched)
    visitor.expects("ERR_INTERNET_DISCONNECTED")  # the browser's own, for the icon of its tab
    asked: list[str] = []
    page = visitor.page
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")  # fetched when it pleases
    page.on("request", lambda request: request.url != icon and asked.append(request.url))
    visitor.context.set_offline(True)  # the house is empty, so is the network
    for name in ("Bērziņa Anna", "Žagars Ģirts"):
        page.locator(".found", has_text=name).locator("input").tap()
    expect(page.locator(".found :checked")).to_have_count(2)
    assert "2 no 3 atrasti" in read_aloud(visitor)
    assert asked == []
    expect(page.get_by_role("link", name="+37126000001")).to_have_attribute(
        "href", "tel:+37126000001"
    )


def test_a_tick_is_as_large_as_a_finger_in_a_glove(arrives, house):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(PAGE)
    for box in visitor.page.locator(".found > label").all():
        size = box.bounding_box()
        assert size["height"] >= 56
        assert size["width"] >= 300


def pages_of(house: House) -> dict[str, tuple[User, str]]:
    """Tasks, which hide a phone's tabs, and the page farthest from Today: who opens them, and where."""
    scenes.confirmed(house, house.people.teacher)
    clarified = makers.clarification(house)
    bees, child = house.groups["Bitītes"].pk, house.children["Bitītes"][0].pk
    people, register = house.people, [bees, MONDAY]
    return {
        "register": (people.teacher, reverse("attendance:register", args=register)),
        "child_day": (people.teacher, reverse("attendance:child_day", args=[*register, child])),
        "check": (people.nurse, reverse("attendance:group_check", args=[MONDAY, bees])),
        "clarification": (house.head, reverse("attendance:clarification", args=[clarified.pk])),
        "calendar": (people.clerk, reverse("duties:calendar")),
    }


@pytest.mark.parametrize("name", ["register", "child_day", "check", "clarification", "calendar"])
def test_it_is_two_taps_away_from_anywhere(arrives, house, name):
    who, url = pages_of(house)[name]
    visitor = arrives(PHONE)
    visitor.is_signed_in(who)
    visitor.open(url)
    page, taps = visitor.page, 0
    while PAGE not in page.url:
        way = page.locator(f'a[href="{PAGE}"]').filter(visible=True)
        way = way if way.count() else page.locator(".places a", has_text="Vairāk")
        size = way.bounding_box()
        assert min(size["width"], size["height"]) >= 44
        with page.expect_navigation():
            way.tap()
        taps += 1
        assert taps <= 2


def test_a_parent_has_no_way_to_it(arrives, house):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.mother)
    visitor.open(reverse("attendance:report"))
    expect(visitor.page.locator(".task-head")).to_have_count(1)
    expect(visitor.page.locator(f'a[href="{PAGE}"]')).to_have_count(0)


def test_on_paper_there_is_a_box_for_every_child_and_nothing_to_press(arrives, house):
    with_phones(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(PAGE)
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".found-tick").filter(visible=True)).to_have_count(3)
    expect(visitor.page.get_by_text("+37126000001").filter(visible=True)).to_have_count(1)
    expect(visitor.page.locator("button").filter(visible=True)).to_have_count(0)
