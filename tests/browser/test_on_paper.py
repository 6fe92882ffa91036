"""What the browser prints, read from the PDF that its dialogue makes: nothing is cut."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from attendance.kitchen import counting
from attendance.kitchen.page import Board, board_of
from attendance.months.legend import legend
from tests.attendance.months import month as november
from tests.browser.chromium import DESKTOP
from tests.documents.reading import Page, pages
from tests.world import MONDAY, at

A4_ACROSS = (297, 210)
UNPRINTABLE = 4  # mm at the edges of an office printer
DIETS = ("", "A1", "A2", "B", "G")
BABY = MONDAY.replace(year=2024)
KITCHEN = reverse("attendance:kitchen")
FULL = 28  # children of a group that fit one page with legend and signatures


def on_paper(visitor, address: str) -> list[Page]:
    visitor.open(address)
    visitor.page.evaluate("document.fonts.ready")
    return pages(visitor.page.pdf(prefer_css_page_size=True))


def is_whole(page: Page) -> bool:
    return page.size == A4_ACROSS and min(page.edges) >= UNPRINTABLE


# --- the kitchen's sheet ----------------------------------------------------------------------------
def twelve_groups(house) -> None:
    """Of both ages, with every diet in each, all silent: the longest that is printed."""
    for number in range(10):
        house.group(f"Rudzupuķes un margrietiņas {number}")
    for number, group in enumerate(house.groups.values()):
        for place, diet in enumerate(DIETS):
            older, younger = 3 + (number + place) % 5, 1 + (number * place) % 4
            house.crowd(group, older, f"Vecāks {place}", diet_code=diet)
            house.crowd(group, younger, f"Jaunāks {place}", diet_code=diet, birth_date=BABY)


def rows_of(board: Board) -> list[str]:
    numbers = [[row.total, *row.cells] for row in board.rows] + [
        [board.total, *board.column_totals]
    ]
    return [" ".join(str(cell.counted) for cell in row) for row in numbers]


def test_the_kitchens_sheet_has_every_diet_of_both_ages(arrives, house, morning):
    twelve_groups(house)
    counting.take(house.institution, MONDAY, at(9, 0, 20))
    morning.move_to(at(9, 30))
    nurse = arrives(DESKTOP)
    nurse.is_signed_in(house.people.nurse)
    [page] = on_paper(nurse, KITCHEN)
    assert is_whole(page)
    assert page.text.count("bez diētas Diēta A1 Diēta A2 Diēta B Diēta G") == 2
    board = board_of(house.institution, MONDAY, at=at(9, 30))
    assert (len(board.rows), len(board.columns)) == (12, 2 * len(DIETS))
    for row in rows_of(board):
        assert row in page.text
    assert "Pirmdiena, 16.11.2026." in page.text


# --- the month table --------------------------------------------------------------------------------
@pytest.fixture
def december(time_machine):
    time_machine.move_to(november.first_of_december())


def says_all(page: Page, house) -> list[str]:
    """What is not on a page of a month table."""
    signs = [f"{sign} {meaning}" for sign, meaning in legend(house.institution)]
    wanted = [
        *signs,
        "brīvdiena vai slēgts",
        "paraksts, datums",
        "administrācijas paraksts, datums",
    ]
    return [part for part in wanted if part not in page.text]


def table_of(house, count: int) -> str:
    """The last child of the group has a name of two lines."""
    group = house.group("Taurenīši", "taurenisi")
    house.crowd(group, count - 1, "Kalniņa-Ozoliņa")
    house.child(group, "Marija Magdalēna Aleksandrīna", "Vanaga-Ozoliņa-Kalnbērziņa")
    return reverse("attendance:month", args=[group.pk, november.NOVEMBER])


def test_a_full_group_has_its_legend_and_signatures_on_one_page(arrives, house, december):
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    table = table_of(house, FULL)
    [page] = on_paper(head, table)
    assert is_whole(page)
    assert says_all(page, house) == []
    assert re.search(rf"\b{FULL} Vanaga", page.text)
    answer = head.page.request.get(table.removesuffix("/") + ".pdf")
    [page] = pages(answer.body())
    assert is_whole(page)
    assert says_all(page, house) == []
    assert re.search(rf"\b{FULL} Vanaga", page.text)


def test_no_signature_stands_on_a_page_without_children(arrives, house, december):
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    table = table_of(house, 36)
    for first, last in (
        on_paper(head, table),
        pages(head.page.request.get(table.removesuffix("/") + ".pdf").body()),
    ):
        assert is_whole(first)
        assert is_whole(last)
        assert "Uzvārds, vārds" in last.text
        assert "36 Vanaga" in last.text
        assert "paraksts, datums" in last.text
        assert "paraksts, datums" not in first.text


def test_the_legend_on_the_screen_is_not_clipped_to_a_bubble(arrives, house, december):
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    head.open(table_of(house, 3))
    key = head.page.locator(".sign-key")
    expect(key).to_have_css("border-radius", "0px")
    expect(key).to_have_css("overflow", "visible")
