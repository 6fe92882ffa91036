"""A child's growth on a parent's phone and desktop: empty, one, long, new and read; without script too."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessment import operations
from assessment.models import Assessment
from curriculum.lists import Area
from outbox.models import Seen
from tests.activities import makers as days
from tests.activities.makers import said
from tests.assessment import makers
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.world import MONDAY, at

GROWTH, TODAY = reverse("assessment:growth"), reverse("today")
FRIDAY, THURSDAY = MONDAY.replace(day=13), MONDAY.replace(day=12)
LONG = "Ledusziedi" * 30


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def evening(time_machine):
    time_machine.move_to(at(18, 30))


@pytest.fixture
def one(bees, teacher, anna, evening) -> None:
    """A comment, a day that shows it, an idea for home, an observation."""
    entry = days.entry_of(days.released(bees, teacher, MONDAY, said("Karoga mozaīka")))
    row = makers.assessed(bees, teacher, anna, makers.outcomes()[0], "A")
    operations.explain(
        assessment=row, group=bees, comment="Pati pārbauda.", evidence=entry.pk, version=1,
        by=teacher, at=at(13),
    )  # fmt: skip
    common = {"child": anna, "group": bees, "version": 0, "by": teacher, "at": at(13)}
    operations.save_idea(text="Skaitiet pakāpienus.", **common)
    operations.save_observation(text="Būvē torni un gaida.", day=MONDAY, **common)
    makers.released(bees, teacher, [anna])


@pytest.fixture
def long(bees, teacher, anna, one) -> None:
    """Outcomes of every area, up and down, with long words; the last ones are new."""
    outcomes = [outcome for area in Area for outcome in makers.outcomes(area)[:1]]
    for day, levels in ((THURSDAY, "STAP"), (FRIDAY, "TAPT")):
        cells = [
            makers.cell(anna, outcome, level)
            for outcome, level in zip(outcomes, levels * 2, strict=False)
        ]
        makers.painted(bees, teacher, *cells, day=day)
        Assessment.objects.filter(day=day).update(comment=LONG)
        makers.released(bees, teacher, [anna], at(15, day.day))


@pytest.fixture
def mother(arrives, house):
    """``mother(device)``: signed in, with her growth page open."""

    def _mother(device, **more):
        visitor = arrives(device, **more)
        visitor.is_signed_in(house.people.mother)
        return visitor

    return _mother


def look(visitor, url: str = GROWTH) -> list[str]:
    html = visitor.open(url).text()
    for fold in visitor.page.locator("main details > summary").all():
        fold.click()
    return checks.nothing_wrong_with(visitor.page, html)


def test_where_nothing_is_published_it_is_calm(mother, house, evening):
    visitor = mother(DESKTOP)
    assert look(visitor) == []
    assert visitor.page.get_by_text("Vēl nav, ko rādīt").is_visible()


def test_one_publication_is_calm_new_and_read(mother, one):
    visitor = mother(DESKTOP)
    assert look(visitor) == []
    visitor.page.get_by_role("button", name="Izlasīju").click()
    expect(visitor.page.get_by_text("Izlasīts šodien")).to_be_visible()
    assert look(visitor, visitor.page.url) == []


def test_a_long_year_is_calm(mother, house, long):
    visitor = mother(DESKTOP)
    first = house.children["Bitītes"][0].publications.earliest("published_at")
    Seen.objects.create(
        person=house.people.mother, kind="assessment.publication", subject=first.pk,
        first_at=at(14, 30),
    )  # fmt: skip
    assert look(visitor) == []
    assert visitor.page.locator(".now .new-dot").first.is_visible()


def test_words_stand_before_the_letter(mother, one):
    visitor = mother(PHONE)
    visitor.open(GROWTH)
    row = visitor.page.locator(".now .can > li").first
    words = row.locator("b").bounding_box()
    letter = row.locator(".level").bounding_box()
    assert words
    assert letter
    assert words["x"] < letter["x"]
    assert row.inner_text().startswith(row.locator("b").inner_text())


def test_from_today_to_izlasiju_without_script(mother, house, one):
    visitor = mother(PHONE, java_script_enabled=False)
    visitor.open(TODAY)
    visitor.page.get_by_text("Jauns vērtējums: Anna").tap()
    visitor.page.wait_for_url("**/growth/*/")
    assert visitor.page.get_by_text("Skaitiet pakāpienus.").is_visible()
    visitor.page.get_by_role("button", name="Izlasīju").tap()
    expect(visitor.page.get_by_text("Izlasīts šodien")).to_be_visible()
    visitor.open(TODAY)
    assert visitor.page.get_by_text("Jauns vērtējums: Anna").count() == 0


def test_its_place_is_a_tab_of_the_phone(mother, one):
    visitor = mother(PHONE)
    visitor.open(TODAY)
    visitor.page.locator(f'.places a[href="{GROWTH}"]').tap()
    visitor.page.wait_for_url(f"**{GROWTH}")
    assert visitor.page.locator('.places a[aria-current="page"]').inner_text() == "Izaugsme"


def test_evidence_opens_its_day(mother, one):
    visitor = mother(PHONE)
    visitor.open(GROWTH)
    visitor.page.get_by_text("Karoga mozaīka, 16.11.").first.tap()
    visitor.page.wait_for_url("**/days/?before=*#day-*")
    assert visitor.page.get_by_text("Karoga mozaīka", exact=True).first.is_visible()


def test_long_words_stay_within_a_phone(mother, long):
    visitor = mother(PHONE)
    visitor.open(GROWTH)
    for fold in visitor.page.locator("main details > summary").all():
        fold.tap()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
