"""R26: a child as its teachers read and write it, and what is published, on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from activities import operations as days
from assessment import operations
from assessment.models import Assessment, Observation, Publication
from curriculum.lists import Stage
from outbox import grace
from planning.models import MonthPlan, PlanChoice
from tests.activities import makers as logs
from tests.assessment import makers
from tests.assessment.staff import observed, of_child, of_group, with_idea
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.plan import offline, said, unsaved, writes
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

FRIDAY = date(2026, 11, 13)
TOWER = "būvē torni no klučiem"


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def plan(house, bees, teacher) -> MonthPlan:
    """With an outcome for the youngest."""
    plan = a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    entry = makers.outcomes("TEH", stage=Stage.FIRST)[0]
    PlanChoice.objects.create(
        institution=house.institution, plan=plan, kind="outcome", area="TEH", entry=entry,
        added_at=at(8), added_by=teacher.user,
    )  # fmt: skip
    return plan


@pytest.fixture
def odeta(house, bees):
    """Of the first age stage."""
    return house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))


@pytest.fixture
def opened(arrives, house):
    """A page as the teacher opens it on a phone."""

    def opens(url, device=PHONE, **more):
        visitor = arrives(device, **more)
        visitor.is_signed_in(house.people.teacher)
        visitor.open(url)
        return visitor

    return opens


def assessed_over_a_year(bees, teacher, child):
    """Of three areas, some going down; the newest are drafts."""
    for area, levels in (("MAT", "STA"), ("VAL", "TAT"), ("SOC", "SSP")):
        for outcome in makers.outcomes(area)[:3]:
            for level, day in zip(
                levels, (date(2026, 9, 14), date(2026, 10, 12), FRIDAY), strict=True
            ):
                makers.assessed(bees, teacher, child, outcome, level, day=day)
    makers.released(bees, teacher, [child], at(14, day=FRIDAY))
    row = makers.assessed(bees, teacher, child, makers.outcomes("KUL")[0], "P", day=FRIDAY)
    operations.explain(
        assessment=row, group=bees, comment="Izdomā pavadījumu " * 12, evidence=None, version=1,
        by=teacher, at=at(8),
    )  # fmt: skip


def test_a_tap_puts_what_was_planned_into_the_text(opened, bees, plan, odeta):
    page = opened(of_group(bees, "words")).page
    chip = page.locator(".chip", has_text=TOWER)
    if not page.locator(".fold[open]").count():
        page.locator(".fold > summary").tap()
    chip.locator("input").tap()
    text = page.locator(f'[name="text-child-{odeta.pk}"]')
    expect(text).to_have_value("Būvē torni no klučiem.")
    expect(said(page, f"child-{odeta.pk}")).to_contain_text("Saglabāts")
    assert Observation.objects.get().text == "Būvē torni no klučiem."
    chip.locator("input").tap()
    expect(text).to_have_value("")
    text.fill("Smejas. Būvē torni no klučiem. Gaida, kad apgāzīs.")
    expect(chip.locator("input")).to_be_checked()


def test_what_is_asked_stands_apart_from_its_answers(opened, bees, plan, odeta):
    question = opened(of_child(odeta)).page.locator("[data-noticed] > legend")
    gap = """legend => legend.nextElementSibling.getBoundingClientRect().top
        - legend.getBoundingClientRect().bottom"""
    assert question.evaluate(gap) >= 4


def test_what_is_covered_fits_a_phone(opened, bees, teacher, anna):
    """Its last column keeps its room at the edge of the card."""
    assessed_over_a_year(bees, teacher, anna)
    table = opened(of_child(anna)).page.locator(".scroll:has(> .coverage)")
    assert table.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_without_script_a_tap_is_saved_with_the_form(opened, bees, plan, odeta):
    page = opened(of_group(bees, "words"), java_script_enabled=False).page
    if not page.locator(".fold[open]").count():
        page.locator(".fold > summary").click()
    page.locator(".chip", has_text=TOWER).locator("input").check(force=True)
    page.get_by_role("button", name="Saglabāt", exact=True).last.click()
    expect(page.locator(f'[name="text-child-{odeta.pk}"]')).to_have_value("Būvē torni no klučiem.")
    assert Observation.objects.get().text == "Būvē torni no klučiem."


def test_an_idea_without_a_network_is_counted_and_sent_when_it_is_back(opened, anna):
    visitor = opened(of_child(anna))
    offline(visitor)
    writes(visitor.page, "idea", "Skaitiet pakāpienus")
    expect(unsaved(visitor.page)).to_contain_text("nav saglabāta")
    visitor.context.set_offline(False)
    expect(unsaved(visitor.page)).to_be_empty()
    expect(said(visitor.page, "idea")).to_contain_text("Saglabāts")
    assert Publication.objects.get().text == "Skaitiet pakāpienus"


def test_of_two_ideas_neither_is_lost(opened, bees, teacher, anna):
    visitor = opened(of_child(anna))
    with_idea(bees, teacher, anna, "Mēriet soļus", when=at(8, 42))
    visitor.expects("status of 409", "htmx:")
    writes(visitor.page, "idea", "Skaitiet pakāpienus")
    expect(said(visitor.page, "idea")).to_contain_text("Mēriet soļus")
    visitor.page.get_by_role("button", name="Savienot abus tekstus").tap()
    expect(visitor.page.locator('[name="text-idea"]')).to_have_value(
        "Mēriet soļus\n\nSkaitiet pakāpienus"
    )
    expect(said(visitor.page, "idea")).to_contain_text("Saglabāts")


def test_published_for_a_group_with_one_tap_and_taken_back(opened, house, bees, teacher):
    children = house.children["Bitītes"]
    for child in children:
        makers.assessed(bees, teacher, child, makers.outcomes()[0], day=FRIDAY)
    page = opened(of_group(bees, "publish")).page
    page.get_by_role("button", name="Publicēt 3 bērniem").tap()
    expect(page.locator(".take-back")).to_contain_text("3 bērniem")
    assert Publication.objects.filter(published_at__isnull=False).count() == 3
    page.get_by_role("button", name="Atsaukt").tap()
    expect(page.get_by_role("button", name="Publicēt 3 bērniem")).to_be_visible()
    page.locator('[name="child"]').first.uncheck()
    page.get_by_role("button", name="Publicēt atzīmētajiem").tap()
    expect(page.locator(".take-back")).to_contain_text("2 bērniem")
    assert Assessment.objects.unpublished().count() == 1


def test_a_published_one_is_taken_away_with_a_reason(opened, bees, teacher, anna):
    row = makers.assessed(bees, teacher, anna, makers.outcomes()[0], day=FRIDAY)
    makers.released(bees, teacher, [anna], at(14, day=FRIDAY))
    page = opened(of_child(anna)).page
    page.locator(".fold", has_text="Matemātikas").locator("summary").tap()
    page.locator(".path .step-link").tap()
    page.locator(".life > summary", has_text="Noņemt").tap()
    page.locator("[name=reason]").fill("Cits bērns")
    page.get_by_role("button", name="Jā, noņemt").tap()
    expect(page.locator("main")).to_contain_text("Tas paliek vēsturē.")
    row.refresh_from_db()
    assert row.void_reason == "Cits bērns"


@pytest.mark.parametrize("state", ["empty", "long", "error", "conflict", "grace", "preview", "one"])
def test_a_child_in_its_states(opened, house, bees, teacher, plan, anna, state):
    place = of_child(anna)
    if state != "empty":
        assessed_over_a_year(bees, teacher, anna)
        observed(bees, teacher, anna, "Palīdz mazākajiem apģērbties. " * 9, day=FRIDAY)
    if state == "long":
        outcome = plan.choices.filter(kind="outcome", area="TEH")
        log = logs.opened(bees, teacher, FRIDAY)
        for choice in plan.choices.filter(kind="outcome", entry__isnull=False):
            logs.tick(log, f"choice:{choice.pk}", teacher)
        days.confirm(log=log, by=teacher, at=at(18, day=FRIDAY))
        with_idea(bees, teacher, anna, "Kāpjot pa kāpnēm, skaitiet pakāpienus. " * 9, when=at(8))
        assert outcome.exists()
    if state == "grace":
        makers.published(bees, teacher, [anna], at(8, 41))
    if state == "preview":
        place = of_child(anna, "preview")
    if state == "one":
        place = of_child(anna, "mark", Assessment.objects.filter(child=anna).latest("pk").pk)
    visitor = opened(place, DESKTOP)
    if state == "conflict":
        with_idea(bees, teacher, anna, "Mēriet soļus", when=at(8, 42))
    if state in ("error", "conflict"):
        visitor.expects("status of", "htmx:")
        words = f"Kopā ar {house.children['Bitītes'][1].first_name}" if state == "error" else "Cits"
        writes(visitor.page, "idea", words)
        expect(
            visitor.page.locator("#said-idea[data-state]:not([data-state=saved])")
        ).to_be_visible()
    for fold in visitor.page.locator(".fold > summary").all():
        fold.click()
    assert checks.nothing_wrong_with(visitor.page, visitor.page.content()) == []


@pytest.mark.parametrize("state", ["empty", "ready", "grace", "published"])
def test_publishing_in_its_states(opened, house, bees, teacher, state):
    children = house.children["Bitītes"]
    if state != "empty":
        for child in children[:2]:
            makers.assessed(bees, teacher, child, makers.outcomes()[0], day=FRIDAY)
        with_idea(bees, teacher, children[0], "Skaitiet pakāpienus. " * 9, when=at(8))
    if state in ("grace", "published"):
        makers.published(bees, teacher, children, at(8, 41 if state == "grace" else 30))
    if state == "published":
        grace.release_due(at(8, 32))
    visitor = opened(of_group(bees, "publish"), DESKTOP)
    assert checks.nothing_wrong_with(visitor.page, visitor.page.content()) == []


@pytest.mark.parametrize("state", ["empty", "written", "nobody"])
def test_words_in_their_states(opened, house, bees, teacher, plan, state, request):
    if state != "nobody":
        odeta = request.getfixturevalue("odeta")
        house.child(bees, "Bruno", "Zvejnieks", birth_date=date(2024, 3, 2))
    if state == "written":
        observed(bees, teacher, odeta, "Rāda un nosauc attēlos redzamo. " * 9, day=FRIDAY)
    visitor = opened(of_group(bees, "words"), DESKTOP)
    for fold in visitor.page.locator(".fold > summary").all():
        fold.click()
    assert checks.nothing_wrong_with(visitor.page, visitor.page.content()) == []
