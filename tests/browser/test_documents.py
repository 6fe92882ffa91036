"""Documents in the real browser: read, published, and the list of who has acknowledged, on paper too."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements import operations
from agreements.models import Version
from agreements.owed import owed
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.rules.test_r36_who_has_acknowledged import crowd
from tests.world import House, at

A4 = {"width": 794, "height": 1123}  # in CSS pixels


@pytest.fixture
def papers(house) -> Iterator[House]:
    operations.lay_down_first_texts(house.institution, at=at(7))
    for person, role in ((house.head, "admin"), (house.people.nurse, "nurse")):
        by = house.access(person, role)
        operations.acknowledge(versions=owed(by), by=by, at=at(8, 12))
    return house


def terms(house: House) -> Version:
    return Version.objects.get(institution=house.institution, document__kind="terms")


def test_what_stands_before_the_journal(arrives, papers):
    teacher = arrives(PHONE)
    teacher.is_signed_in(papers.people.teacher)
    assert look(teacher, reverse("agreements:accept")) == []
    teacher.page.get_by_role("button", name="apņemos ievērot").click()
    teacher.page.wait_for_url(f"{teacher.portal}/")


def test_the_head_finds_who_has_not_acknowledged_yet(arrives, papers):
    head = arrives(DESKTOP)
    head.is_signed_in(papers.head)
    found = look(head, reverse("agreements:documents"))
    head.page.get_by_role("link", name="noteikumi 2 no").click()
    found += look_again(head, "who has acknowledged")
    head.page.get_by_role("link", name="Vēl nav").click()
    expect(head.page.locator("tbody")).not_to_contain_text("Liepa, Māsa")
    expect(head.page.locator("tbody")).to_contain_text("Bērziņa, Kristīne")
    found += look(head, reverse("agreements:version", args=[terms(papers).pk]))
    assert found == []


def test_three_hundred_people_fit_the_sheet_in_every_column(arrives, papers):
    crowd(papers, 300)
    head = arrives(DESKTOP)
    head.is_signed_in(papers.head)
    head.open(reverse("agreements:people", args=[terms(papers).pk]))
    head.page.emulate_media(media="print")
    head.page.set_viewport_size(A4)
    assert beyond_the_sheet(head.page) == []
    expect(head.page.locator(".sheet-a4 h1")).to_be_visible()
    expect(head.page.locator(".masthead")).to_be_hidden()
    assert head.page.locator("tbody tr").count() > 300


def beyond_the_sheet(page: Page) -> list[str]:
    return page.evaluate("""() => [...document.querySelectorAll('.acknowledged :is(th, td)')]
        .filter(cell => cell.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map(cell => cell.innerText)""")
