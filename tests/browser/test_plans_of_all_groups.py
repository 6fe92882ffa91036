"""The board's form: a month is chosen, a worker sets its plans, the PDF comes to the page."""

import pytest
from django.urls import reverse

from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.documents.reading import pages
from tests.planning.full import DECEMBER, a_full_plan
from tests.planning.makers import NOVEMBER
from tests.world import SCHOOL_YEAR, at


@pytest.fixture
def board(arrives, house):
    """Of the house in which one group has submitted December's plan, and all November's."""
    for group in house.groups.values():
        a_full_plan(house, group, NOVEMBER, submitted_at=at(8))
    a_full_plan(house, house.groups["Bitītes"], DECEMBER, submitted_at=at(8))

    def _board(device, **options):
        visitor = arrives(device, **options)
        visitor.is_signed_in(house.head)
        return visitor, visitor.open(reverse("planning:board", args=[SCHOOL_YEAR])).text()

    return _board


# The look itself tries both widths.
@pytest.mark.parametrize(
    "device",
    [
        pytest.param(DESKTOP, id="device0"),
        pytest.param(PHONE, id="device1", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_the_board_is_calm(board, device):
    visitor, html = board(device)
    assert checks.nothing_wrong_with(visitor.page, html) == []


def test_a_month_is_taken_along_without_a_script(board, house):
    visitor, _html = board(PHONE, java_script_enabled=False)
    page = visitor.page
    page.get_by_label("Mēnesis").select_option("Novembris")
    page.get_by_role("button", name="PDF: visu grupu plāni").click()
    page.wait_for_url("**/jobs/*/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Lejupielādēt PDF").click()
    said = " ".join(one.text for one in pages(taken.value.path().read_bytes()))
    assert [name for name in house.groups if name not in said] == []
