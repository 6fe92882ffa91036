"""A child's summary: on a phone and a desk, on A4 from the browser's dialogue, and a group's as one PDF."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from documents.jobs import Jobs
from tests.assessment import makers
from tests.assessment.shown import FRIDAY, Told, everything
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.documents.reading import pages
from tests.world import at

A4, UNPRINTABLE = (210, 297), 4  # mm at the edges of an office printer
PERIOD = "2026-1"
LONG = "Skaita, salīdzina un stāsta, kā to izdomājusi. " * 8
NAME = "Marija Magdalēna Aleksandrīna", "Vanaga-Ozoliņa-Kalnbērziņa"


@pytest.fixture
def bees(house, morning):
    morning.move_to(at(15))
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def anna(house, bees, teacher):
    child = house.children["Bitītes"][0]
    everything(bees, teacher, child)
    return child


@pytest.fixture
def marija(house, bees, teacher):
    """A long name, and each outcome of every area with a comment."""
    child = house.child(bees, *NAME)
    for area in ("VAL", "SOC", "KUL", "DAB", "MAT", "TEH", "VES"):
        for n, outcome in enumerate(makers.outcomes(area)):
            Told(bees, teacher, child).level(outcome, "STAP"[n % 4], FRIDAY, LONG if n < 2 else "")
    makers.released(bees, teacher, [child])
    return child


def address(name: str, child) -> str:
    return reverse(f"assessment:{name}", args=[child.pk, PERIOD])


@pytest.mark.parametrize(("who", "name"), [("mother", "summary"), ("teacher", "summary_print")])
def test_every_page_is_calm(arrives, house, anna, who, name):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    html = visitor.open(address(name, anna)).text()
    assert checks.nothing_wrong_with(visitor.page, html) == []


def test_a_childs_page_without_anything_and_the_groups_page_are_calm(arrives, house, bees):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    group = reverse("assessment:summaries", args=[bees.pk, PERIOD])
    for place in (address("summary", house.children["Bitītes"][0]), group):
        html = visitor.open(place).text()
        assert checks.nothing_wrong_with(visitor.page, html) == []


def test_long_words_stay_within_a_phone(arrives, house, marija):
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    for name in ("summary", "summary_print"):
        teacher.open(address(name, marija))
        assert teacher.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_parent_goes_from_the_half_year_to_the_year(arrives, house, anna):
    mother = arrives(PHONE, java_script_enabled=False)
    mother.is_signed_in(house.people.mother)
    mother.open(address("summary", anna))
    mother.page.get_by_role("link", name="Mācību gads", exact=True).click()
    mother.page.wait_for_url(f"**/assessment/{PERIOD[:4]}/")
    expect(
        mother.page.get_by_text("2026./2027. mācību gads (1.09.2026.–31.08.2027.)")
    ).to_be_visible()


@pytest.mark.parametrize(("who", "sheets"), [("anna", 1), ("marija", 5)])
def test_what_the_browser_prints_is_whole(arrives, house, request, who, sheets):
    """Of a long one too the head is on the first page, and who signs on the last."""
    child = request.getfixturevalue(who)
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address("summary_print", child))
    teacher.page.evaluate("document.fonts.ready")
    found = pages(teacher.page.pdf(prefer_css_page_size=True))
    assert {page.size for page in found} == {A4}
    assert min(edge for page in found for edge in page.edges) >= UNPRINTABLE
    assert len(found) <= sheets
    assert str(child) in found[0].text
    assert found[-1].text.count("paraksts, datums") == 2
    text = " ".join(page.text for page in found)
    for one in child.assessments.select_related("outcome"):
        assert one.outcome.text[:20] in text


def test_the_heads_of_its_table_are_small_and_bold_on_paper(arrives, house, anna):
    """As those of a plan and of a week."""
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address("summary_print", anna))
    teacher.page.emulate_media(media="print")
    head = teacher.page.locator(".summary-table thead th").first
    looks = """one => [
        parseFloat(getComputedStyle(one).fontSize), getComputedStyle(one).fontWeight,
    ]"""
    size, weight = head.evaluate(looks)
    text, _ = teacher.page.locator(".summary-table td").first.evaluate(looks)
    assert size < text
    assert weight == "650"


def test_a_group_is_taken_along_as_one_document(arrives, house, bees, anna, monkeypatch):
    monkeypatch.setattr("documents.tasks.work.apply_async", lambda **options: None)
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("assessment:summaries", args=[bees.pk, PERIOD]))
    teacher.page.get_by_role("button", name="Sagatavot PDF visai grupai").click()
    teacher.page.wait_for_url("**/jobs/*/")
    expect(teacher.page.get_by_text("Sagatavojam: 0 no 3.")).to_be_visible()
    Jobs().drain(lambda: at(15, 1))
    teacher.page.reload()
    with teacher.page.expect_download() as taken:
        teacher.page.get_by_role("link", name="Lejupielādēt PDF").click()
    said = [page.text for page in pages(taken.value.path().read_bytes())]
    for child in house.children["Bitītes"]:
        assert sum("1. lappuse no" in text and str(child) in text for text in said) == 1
