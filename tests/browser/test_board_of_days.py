"""The board of days: readable at a desk and on a phone, and one tap reminds all groups that are silent."""

import re

import pytest
from playwright.sync_api import expect

from outbox.models import Notification
from tests.activities import makers
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.world import MONDAY, at

EVENING = "/days/board/2026-11/"


@pytest.fixture
def board(arrives, house, morning):
    """In the evening: one group has confirmed late, one is silent, and all of last week."""
    teacher = house.access(house.people.teacher, "teacher")
    makers.confirmed(house.groups["Bitītes"], teacher, when=at(19, 20))
    morning.move_to(at(20))

    def _board(device, **options):
        visitor = arrives(device, **options)
        visitor.is_signed_in(house.head)
        return visitor, visitor.open(EVENING).text()

    return _board


# The look itself tries both widths.
@pytest.mark.parametrize(
    "device",
    [
        pytest.param(DESKTOP, id="desktop"),
        pytest.param(PHONE, id="phone", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_the_board_is_calm(board, device):
    visitor, html = board(device)
    assert checks.nothing_wrong_with(visitor.page, html) == []


def test_on_a_phone_the_newest_day_stands_beside_the_names(board):
    visitor, _html = board(PHONE)
    newest = visitor.page.get_by_role("link", name="Bitītes, 16. novembris").first
    box = newest.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["viewport"]["width"]


def test_one_tap_reminds_all_groups_that_are_silent(board):
    visitor, _html = board(PHONE, java_script_enabled=False)
    page = visitor.page
    page.get_by_role("button", name=re.compile("visām.*13. novembris")).click()
    page.wait_for_url(f"**{EVENING}")
    expect(page.get_by_role("status")).to_contain_text("Atgādināts 20:00: Bitītes, Pūcītes")
    told = Notification.objects.filter(kind="asked.day_log")
    assert set(told.values_list("group__name", flat=True)) == {"Bitītes", "Pūcītes"}
    assert not told.filter(day=MONDAY).exists()
