"""A group's week: a table on a desk, day after day on a phone, one sheet from the dialogue, a PDF."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from activities import operations
from documents.jobs import Jobs
from outbox.clock import ONE_DAY
from tests.activities import makers
from tests.activities.makers import said
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.documents.reading import pages
from tests.world import MONDAY, at

BEFORE, UNPRINTABLE = MONDAY - ONE_DAY * 7, 4  # mm at the edges of an office printer
WHAT = (
    said("Karoga mozaīka no klučiem", "MAT", text="Saskaitām klučus.", skills=["SA", "KD"]),
    said("Rīta aplis: „Tumša nakte, zaļa zāle”", "KUL", text="Dziedam kanonā.", skills=["JU"]),
    said("Kāpēc lapas kļūst brūnas?", "DAB", skills=["KD"]),
)


def address(name: str, group, day: date = BEFORE) -> str:
    return reverse(f"activities:{name}", args=[group.pk, day])


@pytest.fixture
def bees(house):
    """In time, late, changed afterwards, a draft, and a day of which nothing is written."""
    group, teacher = house.groups["Bitītes"], house.access(house.people.teacher, "teacher")
    for n, hour in enumerate((14, 20, 15)):
        day = BEFORE + ONE_DAY * n
        makers.confirmed(group, teacher, day, *WHAT, when=at(hour, day=day))
    entry = makers.entry_of(group.day_logs.get(day=BEFORE))
    changed, later = said("Karoga mozaīka", "MAT", text="Liekam karogu."), at(8, day=MONDAY)
    facts = {"version": 1, "reason": "precizēts", "by": teacher, "at": later}
    operations.change_entry(entry=entry, said=changed, **facts)
    makers.written(group, teacher, BEFORE + ONE_DAY * 3, WHAT[2])
    return group


@pytest.mark.parametrize("name", ["week", "week_print"])
@pytest.mark.parametrize("group", ["Bitītes", "Pūcītes"])
def test_every_page_is_calm(arrives, house, bees, name, group):
    """Of the owls nothing is written."""
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    html = head.open(address(name, house.groups[group])).text()
    assert checks.nothing_wrong_with(head.page, html) == []


def test_long_words_stay_within_a_phone(arrives, house, bees):
    entries = bees.day_logs.get(day=BEFORE).entries
    entries.update(title="Ledusziedi" * 20)
    entries.exclude(text="").update(text="Ledus" * 800)
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    for name in ("week", "week_print"):
        teacher.open(address(name, bees))
        assert teacher.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_has_day_after_day_and_a_desk_the_table(arrives, house, bees):
    for device, is_wide in ((PHONE, False), (DESKTOP, True)):
        teacher = arrives(device, java_script_enabled=False)
        teacher.is_signed_in(house.people.teacher)
        teacher.open(address("week", bees))
        table, days = teacher.page.locator(".week-table"), teacher.page.locator(".week-days")
        expect(table).to_be_visible(visible=is_wide)
        expect(days).to_be_visible(visible=not is_wide)
        shown = table if is_wide else days
        expect(shown.get_by_text("Melnraksts, vēl nav apstiprināts")).to_be_visible()
        expect(shown.get_by_text("pēc termiņa")).to_be_visible()
        expect(shown.get_by_role("link", name="11.11.")).to_have_attribute(
            "href", address("day", bees, BEFORE + ONE_DAY * 2)
        )


def test_what_the_browser_prints_is_one_whole_sheet(arrives, house, bees):
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address("week_print", bees))
    teacher.page.evaluate("document.fonts.ready")
    (page,) = pages(teacher.page.pdf(prefer_css_page_size=True))
    assert page.size == (210, 297)
    assert min(page.edges) >= UNPRINTABLE
    for part in (
        "Karoga mozaīka.",
        "Liekam karogu.",
        "precizēts",
        "paraksts, datums",
        "SA sadarbība",
    ):
        assert part in page.text


def test_a_pdf_is_asked_for_and_comes(arrives, house, bees):
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address("week_print", bees))
    teacher.page.get_by_role("button", name="PDF").click()
    teacher.page.wait_for_url("**/jobs/*/")
    Jobs().drain(lambda: at(9))
    with teacher.page.expect_download() as file:
        teacher.page.get_by_role("link", name="Lejupielādēt PDF").click()
    assert file.value.suggested_filename.startswith("week-2026-11-09-")
