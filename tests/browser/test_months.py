"""The deputy head at the month's end: what is missing, closing, a refused teacher, reopening by a reason."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from duties.models import Closure
from tests.attendance.months import month as november
from tests.browser import scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address
from tests.browser.test_every_page import look

OPEN_AGAIN = "Atvērt"
MONTH = reverse("attendance:months_of", args=[november.NOVEMBER])


@pytest.fixture
def morning(time_machine):
    """Tuesday 1 December, 10:00; the clock goes on."""
    time_machine.move_to(november.first_of_december())
    return time_machine


def table(house, group="Bitītes", month=november.NOVEMBER) -> str:
    return reverse("attendance:month", args=[house.groups[group].pk, month])


def test_from_closing_to_reopening(arrives, house):
    november.ready(house)
    head, teacher = arrives(DESKTOP), arrives(PHONE)
    head.is_signed_in(house.head)
    head.open(MONTH)
    head.page.get_by_role("button", name="Slēgt mēnesi").click()
    expect(head.page.get_by_text("Mēnesis ir slēgts.", exact=True)).to_be_visible()

    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house, day=november.LAST))
    expect(teacher.page.get_by_text("Mēnesis ir slēgts. To var atvērt")).to_be_visible()
    expect(teacher.page.get_by_role("link", name="Labot")).to_have_count(0)

    head.page.get_by_role("link", name=OPEN_AGAIN, exact=True).click()
    head.page.get_by_role("textbox").fill("Kļūda 30. datumā")
    head.page.get_by_role("button", name=OPEN_AGAIN, exact=True).click()
    expect(head.page.locator("main")).to_contain_text("Kļūda 30. datumā")
    assert Closure.objects.get(kind=Closure.Kind.MONTH).reopened_by == house.head


def test_from_the_month_to_what_is_not_confirmed(arrives, house):
    november.all_taken(house, november.WORKING[:-1])
    head = arrives(PHONE)
    head.is_signed_in(house.head)
    head.open(MONTH)
    expect(head.page.get_by_role("button", name="Slēgt mēnesi")).to_have_count(0)
    head.page.get_by_role("link", name="Bitītes").first.tap()
    head.page.wait_for_url(f"**{table(house)}")
    head.page.get_by_role("link", name="30.11.", exact=True).tap()
    head.page.wait_for_url(f"**{address(house, day=november.LAST)}")


def a_day_is_missing(house) -> None:
    november.all_taken(house, november.WORKING[:-1])


def it_is_closed(house) -> None:
    november.ready(house)
    november.closed(house)


@pytest.mark.parametrize("state", [a_day_is_missing, november.ready, it_is_closed])
def test_the_house_in_its_states(arrives, house, state):
    state(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    assert look(visitor, MONTH) == []


def test_a_month_of_which_nothing_is_known(arrives, house):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    assert look(visitor, "/months/2020-01/") == []


@pytest.mark.deep(name="looks")
def test_a_table_in_its_states(arrives, house):
    november.ready(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, table(house)) + look(visitor, table(house, month=date(2027, 1, 1)))
    november.closed_by_hand(house)
    assert found + look(visitor, table(house)) == []


@pytest.mark.deep(name="looks")
def test_the_table_of_a_large_group_and_of_an_empty_one(arrives, house):
    large, empty = scenes.a_large_group(house), scenes.an_empty_group(house)
    november.ready(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    assert look(visitor, table(house, large)) + look(visitor, table(house, empty)) == []
