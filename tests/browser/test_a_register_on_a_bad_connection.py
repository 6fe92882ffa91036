"""Taps that failed are sent again soon, and ever more rarely while they go on failing."""

from playwright.sync_api import expect

from tests.browser.register import tick, unsaved
from tests.browser.test_when_it_fails import (
    TWO,
    at_the_register,
    is_away,
    loses_connection,
    regains_connection,
)


def test_a_connection_that_is_back_before_it_works_is_tried_again_within_seconds(arrives, house):
    teacher, tried = at_the_register(arrives, house), []
    page = teacher.page
    loses_connection(teacher)
    teacher.expects("ERR_FAILED")
    for name in TWO:
        tick(page, name).tap()
    expect(unsaved(page)).to_contain_text("2 atzīmes vēl nav saglabātas.")

    def works_at_the_second_try(route):
        tried.append(route.request.url)
        if len(tried) > 2:
            route.continue_()
        else:
            route.abort()

    page.route("**/draft/**", works_at_the_second_try)
    regains_connection(teacher)
    expect(unsaved(page)).to_be_empty()
    assert is_away(house) == ["Anna", "Ģirts"]
    assert sorted(tried) == sorted(2 * tried[:2])  # each twice: nothing is sent beside itself


def test_what_goes_on_failing_is_tried_ever_more_rarely(arrives, house):
    teacher, tried = at_the_register(arrives, house, clock=True), []
    page = teacher.page
    teacher.expects("ERR_FAILED", "htmx:")
    page.route("**/draft/**", lambda route: (tried.append(route), route.abort()))
    page.clock.pause_at("2100-01-01")
    with page.expect_event("requestfailed"):
        tick(page, TWO[0]).tap()
    for pause in (1000, 2000, 4000, 8000, 15_000, 15_000):
        before = len(tried)
        page.clock.run_for(pause - 1)
        assert len(tried) == before
        with page.expect_event("requestfailed"):
            page.clock.run_for(1)
    with page.expect_event("requestfailed"):
        page.evaluate("dispatchEvent(new Event('online'))")
    with page.expect_event("requestfailed"):
        page.clock.run_for(1000)  # anew
    page.unroute("**/draft/**")
    tick(page, TWO[1]).tap()
    expect(unsaved(page)).to_be_empty()
    assert is_away(house) == ["Anna", "Ģirts"]
