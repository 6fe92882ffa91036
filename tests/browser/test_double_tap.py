"""M10 in the real browser: a hurried thumb taps «Saglabāt» twice."""

from django.urls import reverse
from playwright.sync_api import Route, expect

from people.models import Child
from tests.browser.chromium import PHONE


def lose_the_first_answer(page, address: str) -> list[int]:
    """The form arrives and its answer does not, so that its page stays. :returns: what was answered"""
    answered: list[int] = []

    def pass_on(route: Route) -> None:
        if route.request.method != "POST" or answered:
            return route.continue_()
        answered.append(route.fetch(max_redirects=0).status)
        return route.fulfill(status=204)

    page.route(f"**{address}", pass_on)
    return answered


def test_a_second_tap_after_a_lost_answer_makes_no_second_child(arrives, house):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(reverse("people:child_new"))
    page = visitor.page
    lost = lose_the_first_answer(page, reverse("people:child_new"))
    for name, value in {
        "first_name": "Ērika", "last_name": "Ozoliņa", "birth_date": "2022-01-15",
        "since": "2026-11-16",
    }.items():  # fmt: skip
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("radio", name="meitene").check()
    page.locator("[name=group]").select_option(label="Bitītes")
    save = page.locator("main form button[type=submit]")
    with page.expect_response(lambda answer: answer.status == 204):
        save.click()
    save.click()
    expect(page.locator("h1")).to_contain_text("Ērika Ozoliņa")
    assert Child.objects.filter(last_name="Ozoliņa").count() == 1
    assert lost == [302]
