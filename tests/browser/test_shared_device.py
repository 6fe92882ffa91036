"""The shared computer of a group room in the real browser: shared, changed by a PIN, locked, covered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address, tick, unsaved
from tests.browser.test_every_page import look, look_again
from tests.browser.visitor import Visitor
from tests.people.room import PIN, shared_by_two
from tests.world import House


def sit_down(visitor: Visitor, person) -> None:
    """Sign in in full and choose a PIN."""
    visitor.signs_in(person)
    visitor.open(reverse("people:device"))
    page = visitor.page
    if page.locator("[name=name]").count():
        page.locator("[name=name]").fill("Bitīšu dators")
        page.locator("main form button[type=submit]").click()
    page.locator("[name=pin]").fill(PIN)
    page.locator("[name=again]").fill(PIN)
    page.locator("form", has=page.locator("[name=again]")).locator("button").click()
    expect(page.locator("main")).to_contain_text("PIN ir saglabāts")


def change(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Mainīt lietotāju").click()
    visitor.page.wait_for_url("**/accounts/login/**")


def enter(visitor: Visitor, name: str, pin: str = PIN) -> None:
    page = visitor.page
    page.get_by_role("radio", name=name).check(force=True)
    page.locator("[name=pin]").fill(pin)
    page.locator("form", has=page.locator("[name=pin]")).locator("button").click()


def sits_where_two_have_a_pin(visitor: Visitor, house: House) -> None:
    cookies = shared_by_two(house).cookies.values()
    visitor.context.add_cookies(
        [
            {"name": one.key, "value": one.value, "url": visitor.portal}
            for one in cookies
            if one.value
        ]
    )


def test_a_computer_is_shared(arrives, house):
    visitor = arrives(DESKTOP)
    found = look(visitor, reverse("account_login"))
    sit_down(visitor, house.people.teacher)
    found += look_again(visitor, "my device")
    change(visitor)
    assert found == []
    sit_down(visitor, house.people.assistant)


def test_two_colleagues_at_one_computer(arrives, house):
    visitor = arrives(DESKTOP)
    sits_where_two_have_a_pin(visitor, house)
    found = look(visitor, reverse("account_login"))
    visitor.expects("422")
    enter(visitor, "Zane Ābele", "111222")
    expect(visitor.page.get_by_role("alert")).to_contain_text("Atlikuši 4")
    assert found + look_again(visitor, "a wrong PIN") == []


def test_two_colleagues_change_places(arrives, house, time_machine):
    visitor = arrives(DESKTOP)
    sits_where_two_have_a_pin(visitor, house)
    visitor.open(reverse("account_login"))
    enter(visitor, "Zane Ābele")
    visitor.page.wait_for_url(f"{visitor.portal}/")
    expect(visitor.page.locator(".places .me-name")).to_contain_text("Zane Ābele")
    change(visitor)
    enter(visitor, "Ilze Kalēja")
    expect(visitor.page.locator(".places .me-name")).to_contain_text("Ilze Kalēja")
    time_machine.shift(timedelta(minutes=10))
    visitor.page.goto(f"{visitor.portal}/account/")
    expect(visitor.page.get_by_role("heading", name="Kas pie ierīces?")).to_be_visible()
    enter(visitor, "Ilze Kalēja")
    visitor.page.wait_for_url("**/account/")  # where she was going


def test_the_page_is_covered_when_nobody_is_there(arrives, house):
    visitor = arrives(PHONE)
    sit_down(visitor, house.people.teacher)
    visitor.page.clock.install()
    visitor.open("/")
    main = visitor.page.locator("main")
    visitor.page.clock.run_for(9 * 60 * 1000)
    expect(main).to_be_visible()
    visitor.page.clock.run_for(61 * 1000)
    expect(main).not_to_be_visible()
    expect(visitor.page.get_by_role("dialog")).to_contain_text("Aizslēgts")
    assert look_again(visitor, "covered") == []
    visitor.page.keyboard.press("Escape")
    expect(main).not_to_be_visible()
    visitor.page.get_by_role("link", name="Turpināt").click()
    expect(visitor.page.get_by_role("dialog")).not_to_be_visible()


def test_taps_sent_again_by_themselves_are_nobody_at_the_device(arrives, house):
    """The cover falls although the page tries on; before it does, it tries once more."""
    visitor = arrives(DESKTOP)
    sits_where_two_have_a_pin(visitor, house)
    visitor.open(reverse("account_login"))
    enter(visitor, "Ilze Kalēja")
    visitor.page.wait_for_url(f"{visitor.portal}/")
    visitor.expects("status of 503", "Response Status Error Code 503")
    page, sent = visitor.page, []

    def fail(route):
        sent.append(route.request.url)
        route.fulfill(status=503, body="")

    page.route("**/draft/**", fail)
    page.clock.install()
    visitor.open(address(house))
    page.evaluate("addEventListener('rits:cover', () => { window.stood = !locked.open; }, true)")
    tick(page, "Bērziņa Anna").click()
    for _ in range(10):
        expect(unsaved(page)).to_contain_text("1 atzīme")
        page.clock.run_for(60_500)
    expect(page.get_by_role("dialog")).to_contain_text("Aizslēgts")
    assert page.evaluate("window.stood")
    assert len(sent) > 2


@pytest.mark.deep(name="looks")
def test_the_list_of_shared_devices(arrives, house):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    found = look(visitor, reverse("people:devices"))
    sit_down(arrives(DESKTOP), house.people.teacher)
    assert found + look(visitor, reverse("people:devices")) == []
