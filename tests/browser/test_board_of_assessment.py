"""The board of assessment: readable at a desk and on a phone; on paper it says everything."""

import pytest
from playwright.sync_api import expect

from planning import operations as plans
from planning.parts import Choose
from tests.assessment import makers
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.planning import makers as planned
from tests.world import MONDAY, at

BOARD = "/assessment/board/2026-11/"


@pytest.fixture
def board(arrives, house, morning):
    """Of the bees one child was assessed, of all that was planned in one outcome."""
    bees, teacher = house.groups["Bitītes"], house.access(house.people.teacher, "teacher")
    plan = planned.full(bees, teacher, MONDAY.replace(day=1), at(8))
    for one in (*makers.outcomes(), *makers.outcomes("VAL")):
        plans.choose(
            plan=plan, kind=Choose.OUTCOME, area=one.area, entry=one.pk, by=teacher, at=at(8)
        )
    plans.submit(plan=plan, by=teacher, at=at(8))
    makers.assessed(bees, teacher, house.children["Bitītes"][0], makers.outcomes()[0])
    house.crowd(house.groups["Pūcītes"], 20, last="Gaŗvārdiņa-Zvaigznīte-Kalniņa")

    def _board(device, **options):
        visitor = arrives(device, **options)
        visitor.is_signed_in(house.head)
        return visitor, visitor.open(BOARD).text()

    return _board


# The look itself tries both widths.
@pytest.mark.parametrize(
    "device",
    [
        pytest.param(DESKTOP, id="desktop"),
        pytest.param(PHONE, id="phone", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_the_board_is_calm_folded_and_open(board, device):
    visitor, html = board(device)
    assert checks.nothing_wrong_with(visitor.page, html) == []
    for summary in visitor.page.locator(".folds summary").all():
        summary.click()
    assert checks.nothing_wrong_with(visitor.page, html) == []


def test_a_group_opens_by_a_tap_and_says_whom_it_left_out(board):
    visitor, _html = board(PHONE, java_script_enabled=False)
    emils = visitor.page.get_by_role("link", name="Emīls Balodis")
    expect(emils).to_be_hidden()
    visitor.page.get_by_text("Bitītes", exact=True).click()
    expect(emils).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Anna Bērziņa")).to_have_count(0)


def test_on_paper_nothing_is_folded(board):
    visitor, _html = board(DESKTOP)
    visitor.page.emulate_media(media="print")
    for name in ("Emīls Balodis", "Ģirts Žagars"):
        expect(visitor.page.get_by_text(name)).to_be_visible()
    outcome = makers.outcomes()[1].text
    expect(visitor.page.get_by_text(outcome)).to_be_visible()
