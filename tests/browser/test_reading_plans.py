"""Plans as they are read: pages that are calm, an area opened by a tap, A4 from the dialogue, a PDF."""

import pytest
from django.urls import reverse

from documents.jobs import Jobs
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.documents.reading import pages
from tests.planning.full import DECEMBER, a_full_plan, texts
from tests.world import MONDAY, at

UNPRINTABLE = 4  # mm at the edges of an office printer


@pytest.fixture
def plan(house):
    for group in house.groups.values():
        a_full_plan(house, group, MONDAY.replace(day=1), submitted_at=at(8))
    return a_full_plan(house, house.groups["Bitītes"], submitted_at=at(8), amended="Ledus kūst")


def address(name: str, plan) -> str:
    return reverse(f"planning:{name}", args=[plan.group_id, DECEMBER])


@pytest.mark.parametrize("name", ["read", "print", "plans"])
@pytest.mark.parametrize("who", ["teacher", "mother"])
def test_every_page_is_calm(arrives, house, plan, who, name):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    html = visitor.open(
        reverse("planning:plans") if name == "plans" else address(name, plan)
    ).text()
    assert checks.nothing_wrong_with(visitor.page, html) == []


@pytest.mark.parametrize("name", ["read", "print", "plans"])
def test_long_words_stay_within_a_phone(arrives, house, plan, name):
    plan.sections.update(text="Ledusziedi" * 20)
    plan.items.update(text="Ledusziedi" * 100)
    for who in (house.people.teacher, house.people.mother):
        visitor = arrives(PHONE)
        visitor.is_signed_in(who)
        visitor.open(reverse("planning:plans") if name == "plans" else address(name, plan))
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_parent_reads_first_what_matters_and_opens_an_area_by_a_tap(arrives, house, plan):
    mother = arrives(PHONE, java_script_enabled=False)
    mother.is_signed_in(house.people.mother)
    mother.open(reverse("planning:plans"))
    mother.page.get_by_role("link", name=texts()["topic"].said).first.click()
    shown = mother.page.locator("main")
    for code in ("topic", "message", "ask_home"):
        box = shown.get_by_text(texts()[code].said).bounding_box()
        assert box["y"] + box["height"] < PHONE["viewport"]["height"] / 2, code
    activities = shown.get_by_text(texts()["activities.VAL"].said)
    assert not activities.is_visible()
    shown.get_by_text("Valodu", exact=True).click()
    assert activities.is_visible()


def test_what_the_browser_prints_is_whole_and_keeps_what_is_for_staff_apart(arrives, house, plan):
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address("print", plan))
    teacher.page.evaluate("document.fonts.ready")
    *hung_up, last = pages(teacher.page.pdf(prefer_css_page_size=True))
    for page in (*hung_up, last):
        assert page.size == (210, 297)
        assert min(page.edges) >= UNPRINTABLE
    assert texts()["differentiation"].said in last.text
    assert texts()["differentiation"].said not in " ".join(page.text for page in hung_up)
    assert "paraksts, datums" in hung_up[-1].text


def test_a_pdf_is_asked_for_and_comes(arrives, house, plan):
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address("print", plan))
    teacher.page.get_by_role("button", name="PDF").click()
    teacher.page.wait_for_url("**/jobs/*/")
    Jobs().drain(lambda: at(9))
    with teacher.page.expect_download() as file:
        teacher.page.get_by_role("link", name="Lejupielādēt PDF").click()
    assert file.value.suggested_filename.endswith(".pdf")
