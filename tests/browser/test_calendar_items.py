"""What is planned on the calendar's page: a short list, a long one, on a phone and without script."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from duties.models import Closure
from outbox.clock import ONE_DAY
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look
from tests.duties.items import are_the_only_items
from tests.world import at

CALENDAR = reverse("duties:calendar")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
LONG = "Mācību ekskursija uz Rīgas Nacionālo zooloģisko dārzu kopā ar vecākiem; brokastis līdzi"


@pytest.fixture(autouse=True)
def planned(monkeypatch):
    are_the_only_items(monkeypatch)


def items(house, first: date, count: int) -> None:
    """So many in a month, of both groups in turn: days, periods and long texts."""
    groups = list(house.groups.values())
    Closure.objects.bulk_create(
        Closure(
            institution=house.institution, group=groups[n % 2], kind=1, closed_by=house.head,
            since=first + ONE_DAY * (n % 28), until=first + ONE_DAY * (n % 28 + 1 + n % 3),
            closed_at=at(8), reopened_at=at(8), reopened_by=house.head,  # so that several may lie
            reason="Drošības instruktāža" if n % 4 else LONG,
        )
        for n in range(count)
    )  # fmt: skip


def test_a_folded_month_is_opened_and_an_item_leads_on_without_script(arrives, house):
    items(house, DECEMBER, 8)
    visitor = arrives(PHONE, java_script_enabled=False)
    visitor.is_signed_in(house.head)
    visitor.open(CALENDAR)
    december = visitor.page.locator(".month", has_text="Decembris")
    expect(december.locator(".item").first).to_be_hidden()
    december.locator("summary").tap()
    december.locator("a.item", has_text="Pūcītes").first.tap()
    visitor.page.wait_for_url(f"**{reverse('duties:ladder')}")


@pytest.mark.deep(name="looks")
def test_sixty_in_a_month_are_read_on_a_phone(arrives, house):
    items(house, NOVEMBER, 60)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.mother)
    assert look(visitor, CALENDAR) == []
