"""The group room's computer: keyboard only, two teachers, a teacher who is a parent."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from attendance.models import Mark
from tests.browser.chromium import DESKTOP
from tests.browser.register import address, confirm, saved, tick
from tests.world import PASSWORD, House

FOCUSED = "document.activeElement.matches(':focus-visible')"


def tab_to(page: Page, role: str, name: str) -> None:
    """Tab until it has the focus, which is seen all the way."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches {role} «{name}»")


def test_a_register_by_keyboard_only(arrives, house):
    teacher = arrives(DESKTOP)
    teacher.open(reverse("account_login"))
    page = teacher.page
    sign_in_by_keyboard(page, house.people.teacher.username)

    tab_to(page, "link", "Atzīmēt apmeklējumu")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address(house)}")
    tab_to(page, "checkbox", "Bērziņa Anna")
    page.keyboard.press("Space")
    tab_to(page, "radio", "nav zināms")
    page.keyboard.press("ArrowRight")
    tab_to(page, "checkbox", "Žagars Ģirts")
    page.keyboard.press("Space")
    tab_to(page, "button", "Apstiprināt")
    page.keyboard.press("Enter")

    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    away = dict(Mark.objects.filter(presence="absent").values_list("child__first_name", "reason"))
    assert away == {"Anna": "illness", "Ģirts": None}


def sign_in_by_keyboard(page: Page, username: str) -> None:
    tab_to(page, "textbox", "Lietotājvārds")
    page.keyboard.type(username)
    tab_to(page, "textbox", "Parole")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(reverse("today")) and "accounts" not in url)


def test_a_stale_page_shows_both_texts_and_loses_nothing(arrives, house):
    mine, hers = (open_register(arrives, house, who) for who in ("teacher", "assistant"))
    tick(mine, "Bērziņa Anna").check()
    expect(mine.locator("#draft-said")).to_contain_text("8:41")
    confirm(hers).click()

    expect(hers.locator("#conflict")).to_be_visible()
    expect(tick(hers, "Bērziņa Anna")).not_to_be_checked()
    expect(hers.locator(".child-word")).to_contain_text("Pa šo laiku saglabāts")
    assert Mark.objects.get().is_absent
    confirm(hers).click()
    expect(saved(hers)).to_contain_text("klāt 3, nav 0 · Zane Ābele")


def test_a_tap_on_a_register_that_a_colleague_has_confirmed(arrives, house):
    mine, hers = (open_register(arrives, house, who) for who in ("teacher", "assistant"))
    confirm(hers).click()
    expect(saved(hers)).to_be_visible()
    tick(mine, "Bērziņa Anna").click()
    expect(mine.get_by_role("alert").filter(visible=True).first).to_be_visible()
    expect(tick(mine, "Bērziņa Anna")).to_be_checked()


def open_register(arrives, house: House, who: str) -> Page:
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    visitor.open(address(house))
    visitor.expects("status of 409", "status of 422")
    return visitor.page


def test_a_teacher_who_is_a_parent_changes_role(arrives, house):
    house.guardian(house.children["Pūcītes"][2], house.people.teacher)
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("today"))
    page = teacher.page
    tab_to_summary(page)
    page.keyboard.press("Enter")
    tab_to(page, "button", "Vecāks")
    page.keyboard.press("Enter")

    expect(page.locator(".kid")).to_contain_text("Šmits")
    expect(page.locator(".masthead")).to_contain_text("vecāks")


def tab_to_summary(page: Page) -> None:
    page.keyboard.press("Tab")  # past «skip to content»
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
