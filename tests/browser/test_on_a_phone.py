"""8:41, a child on one arm, a phone in the other hand."""

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from attendance.models import Mark
from tests.browser.chromium import PHONE
from tests.browser.finger import Finger
from tests.browser.register import address, confirm, saved, tick


def at_home(arrives, user) -> Locator:
    """Anna's card on her parent's page."""
    parent = arrives(PHONE, color_scheme="light")
    parent.is_signed_in(user)
    parent.open(reverse("today"))
    cards = parent.page.locator(".kid")  # a brother's form offers to report Anna too
    return cards.filter(has=parent.page.get_by_role("heading", name="Anna"))


def test_from_today_a_register_with_two_absent_children_takes_four_taps(arrives, house):
    teacher, finger = arrives(PHONE, color_scheme="dark"), Finger()
    teacher.signs_in(house.people.teacher)
    page = teacher.page

    finger.taps_on(page.get_by_role("link", name="Atzīmēt apmeklējumu"))
    finger.taps_on(tick(page, "Bērziņa Anna"))
    finger.taps_on(tick(page, "Žagars Ģirts"))
    finger.taps_on(confirm(page))

    expect(saved(page)).to_contain_text("Saglabāts 8:41")
    expect(saved(page)).to_contain_text("klāt 1, nav 2 · Ilze Kalēja")
    assert finger.taps == 4


def test_a_parent_sees_what_is_confirmed_and_not_the_draft(arrives, house):
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    tick(teacher.page, "Bērziņa Anna").tap()
    expect(teacher.page.locator("#draft-said")).to_contain_text("8:41")

    anna = at_home(arrives, house.people.mother)
    expect(anna).to_contain_text("Vēl nav atzīmēts")
    confirm(teacher.page).tap()
    expect(saved(teacher.page)).to_be_visible()
    anna.page.reload()
    expect(anna).to_contain_text("Šodien nav")


def test_a_correction_with_a_reason_and_its_history(arrives, house):
    teacher = arrives(PHONE, color_scheme="dark")
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    page = teacher.page
    tick(page, "Bērziņa Anna").tap()
    confirm(page).tap()
    saved(page).get_by_role("link", name="Labot").tap()
    give_reason(page, "Bērziņa Anna", "Slimība")
    page.get_by_role("button", name="Saglabāt labojumu").tap()

    expect(saved(page)).to_contain_text("klāt 2, nav 1")
    expect(page.locator(".child", has_text="Anna")).to_contain_text("slimība")
    assert Mark.objects.get(presence="absent").reason == "illness"
    see_history(page)


def give_reason(page: Page, child: str, reason: str) -> None:
    row = page.locator(".child").filter(has=tick(page, child))
    row.get_by_text(reason, exact=True).tap()
    expect(row.get_by_role("radio", name=reason)).to_be_checked()


def see_history(page: Page) -> None:
    page.get_by_text("Vēsture", exact=True).tap()
    steps = page.locator(".steps")
    expect(steps).to_contain_text("slimība")
    expect(steps).to_contain_text("Ilze Kalēja")
