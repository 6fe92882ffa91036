"""What has failed is sent again soon, and ever more rarely while it goes on failing."""

import pytest
from playwright.sync_api import expect

from planning.models import MonthPlan
from tests.browser.chromium import PHONE
from tests.browser.plan import is_saved, offline, opens, unsaved, writes
from tests.planning.writing import a_draft, text_of

ON_TOP = """(part) => {
  const {x, y, width, height} = part.getBoundingClientRect();
  return part.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


@pytest.fixture
def plan(house) -> MonthPlan:
    return a_draft(house)


def test_a_connection_that_is_back_before_it_works_is_tried_again_within_seconds(
    arrives, house, plan
):
    visitor, tried = arrives(PHONE), []
    page = opens(visitor, house.people.teacher, plan)
    offline(visitor)
    visitor.expects("ERR_FAILED")
    writes(page, "topic", "Ziema")
    page.locator("#values .chip").first.tap()
    expect(unsaved(page)).to_contain_text("2 sadaļas vēl nav saglabātas")

    def works_at_the_second_try(route):
        tried.append(route.request.url)
        if len(tried) > 2:
            route.continue_()
        else:
            route.abort()

    page.route("**/plans/**", works_at_the_second_try)
    visitor.context.set_offline(False)
    is_saved(page, "topic")
    assert text_of(plan, "topic") == "Ziema"
    assert plan.choices.standing().count() == 1
    assert sorted(tried) == sorted(2 * tried[:2])  # each twice: nothing is sent beside itself


def test_what_goes_on_failing_is_tried_ever_more_rarely(arrives, house, plan):
    visitor, tried = arrives(PHONE), []
    visitor.expects("ERR_FAILED", "htmx:")
    visitor.page.clock.install()
    page = opens(visitor, house.people.teacher, plan)
    page.route("**/sections/**", lambda route: (tried.append(route), route.abort()))
    page.clock.pause_at("2100-01-01")
    with page.expect_event("requestfailed"):
        writes(page, "topic", "Ziema")
    for pause in (1000, 2000, 4000, 8000, 15_000, 15_000):
        before = len(tried)
        page.clock.run_for(pause - 1)
        assert len(tried) == before
        with page.expect_event("requestfailed"):
            page.clock.run_for(1)
    page.unroute("**/sections/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    is_saved(page, "topic")


def test_that_an_item_was_not_saved_is_seen_above_the_bar_of_a_phone(arrives, house, plan):
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, plan)
    offline(visitor)
    page.locator("#item-new .chip").first.tap()
    page.locator("#id_item-new-text").fill("Brauciens uz muzeju")
    page.locator("#item-new [data-item]").tap()
    note = page.locator("#page-note")
    expect(note).to_contain_text("Nav savienojuma")
    assert note.evaluate(ON_TOP)
