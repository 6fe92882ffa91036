"""The grid in the browser: painted by finger, mouse and keys, by two at once, and without a network."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from assessment.models import Assessment
from curriculum.lists import Stage
from curriculum.models import Entry, Specialism
from people.models import Child
from tests.assessment import grid, makers
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.finger import Finger
from tests.world import MONDAY, PASSWORD, at

SIX = ("VAL", "SOC", "KUL", "DAB", "MAT", "VES")
EIGHT = at(8)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def outcomes(house, bees) -> list[Entry]:
    """Two of the month's plan."""
    found = [makers.outcomes("VAL")[0], makers.outcomes("MAT")[0]]
    grid.planned(house, bees, found)
    return found


def opens(visitor, person, bees) -> Page:
    visitor.is_signed_in(person)
    visitor.open(grid.url(bees))
    return visitor.page


def cell(page: Page, child: Child, outcome: Entry) -> Locator:
    heads = page.locator("th[data-outcome]")
    ids = heads.evaluate_all("all => all.map((one) => one.dataset.outcome)")
    return page.locator(f'tr[data-child="{child.pk}"] > td').nth(ids.index(str(outcome.pk)))


def brush(page: Page, level: str) -> Locator:
    return page.locator(f'.brush label:has([value="{level}"])')


def said(page: Page) -> Locator:
    return page.locator("#said")


def unsaved(page: Page) -> Locator:
    return page.locator("#unsaved [role=status]")


def levels(**lookups) -> list[str]:
    rows = Assessment.objects.standing().filter(**lookups)
    return sorted(rows.values_list("level", flat=True))


def is_all_saved(page: Page) -> None:
    expect(said(page)).to_contain_text("Saglabāts")
    page.wait_for_load_state("networkidle")


# --- a finger on a phone ---------------------------------------------------------------------------
@pytest.mark.deep(name="looks")
def test_twenty_children_and_six_outcomes_in_at_most_140_taps(arrives, house):
    """30 % S, 40 % T, 25 % A, 5 % P: what differs by a tap each, the rest by one."""
    group = house.group("Taurenīši", "taurenisi")
    house.assign(house.people.teacher, group)
    crowd = house.crowd(group, 20)
    grid.planned(house, group, [makers.outcomes(area)[0] for area in SIX])
    visitor, finger = arrives(PHONE), Finger()
    page = opens(visitor, house.people.teacher, group)
    share = {"S": crowd[:6], "A": crowd[6:11], "P": crowd[11:12]}  # of each outcome
    for number in range(len(SIX)):
        if number:
            finger.taps_on(page.locator("#after"))
        for level, children in share.items():
            finger.taps_on(brush(page, level))
            for child in children:
                finger.taps_on(page.locator(f'tr[data-child="{child.pk}"] > td[data-here]'))
        finger.taps_on(brush(page, "T"))
        finger.taps_on(page.get_by_role("button", name="Pārējiem T (8)"))
        expect(page.locator("td[data-here]:not([data-version])")).to_have_count(0)
    assert {one: levels().count(one) for one in "STAP"} == {"S": 36, "T": 48, "A": 30, "P": 6}
    assert finger.taps <= 140


def test_a_tap_on_the_name_paints_too_and_one_tap_takes_the_stroke_back(
    arrives, house, bees, outcomes
):
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, bees)
    page.get_by_role("button", name="Bērziņa Anna").tap()
    expect(said(page)).to_contain_text("Saglabāts 8:41, vecāki to vēl neredz")
    page.get_by_role("button", name="Pārējiem T").tap()
    expect(page.locator("td[data-here][data-version]")).to_have_count(3)
    page.get_by_role("button", name="Atsaukt").tap()
    expect(page.locator("td[data-here][data-level]")).to_have_count(1)
    expect(page.get_by_role("button", name="Atsaukt")).to_be_disabled()
    page.wait_for_load_state("networkidle")
    assert levels() == ["T"]


def test_one_outcome_at_a_time_with_its_place_among_them(arrives, house, bees, outcomes):
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, bees)
    expect(page.locator("#at")).to_have_text("1 no 2")
    first, second = page.locator(".outcome").all()
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.get_by_role("button", name="Nākamais rezultāts").tap()
    expect(page.locator("#at")).to_have_text("2 no 2")
    expect(second).to_be_visible()
    expect(page.get_by_role("button", name="Nākamais rezultāts")).to_be_disabled()


# --- keys ----------------------------------------------------------------------------------------
def test_by_keys_alone(arrives, house, bees, outcomes):
    anna, emils, girts = house.children["Bitītes"]
    order = sorted((anna, emils, girts), key=lambda child: child.sort_key)
    visitor = arrives(DESKTOP)
    page = opens(visitor, house.people.teacher, bees)
    cell(page, order[0], outcomes[0]).focus()
    for key in ("S", "ArrowDown", "t", "ArrowDown", "A", "ArrowRight", "P", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    for child, outcome, level in (
        (order[0], outcomes[0], "S"), (order[1], outcomes[0], "T"), (order[2], outcomes[0], "A"),
        (order[2], outcomes[1], "P"), (order[1], outcomes[1], "T"),
    ):  # fmt: skip
        expect(cell(page, child, outcome).locator("i")).to_have_text(level)
    expect(cell(page, order[1], outcomes[1])).to_be_focused()
    page.keyboard.press("Delete")
    expect(cell(page, order[1], outcomes[1])).to_have_attribute("aria-label", "nav vērtēts")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".fill").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("td[data-level]")).to_have_count(6)
    page.wait_for_load_state("networkidle")
    assert levels() == ["A", "P", "S", "T", "T", "T"]


def test_the_grid_is_one_stop_of_the_tab_key(arrives, house, bees, outcomes):
    visitor = arrives(DESKTOP)
    page = opens(visitor, house.people.teacher, bees)
    assert page.locator('.grades [tabindex="0"]').count() == 1


# --- a mouse --------------------------------------------------------------------------------------
def test_a_drag_is_one_stroke(arrives, house, bees, outcomes):
    anna, emils, _girts = house.children["Bitītes"]
    visitor, posts = arrives(DESKTOP), []
    page = opens(visitor, house.people.teacher, bees)
    page.on("request", lambda one: posts.append(one) if one.method == "POST" else None)
    cell(page, anna, outcomes[0]).hover()
    page.mouse.down()
    cell(page, emils, outcomes[0]).hover()
    page.mouse.up()
    is_all_saved(page)
    assert (len(posts), levels()) == (1, ["T", "T"])
    page.get_by_role("button", name="Atsaukt").click()
    expect(page.locator("td[data-level]")).to_have_count(0)


def test_what_is_put_in_on_an_earlier_day_is_of_that_day(arrives, house, bees, outcomes):
    anna = house.children["Bitītes"][0]
    visitor = arrives(DESKTOP)
    page = opens(visitor, house.people.teacher, bees)
    page.get_by_label("Vērtējuma diena").fill("2026-11-13")
    page.get_by_role("button", name="Rādīt").click()
    expect(page.get_by_text("Stāvoklis 13.11.")).to_be_visible()
    cell(page, anna, outcomes[0]).click()
    is_all_saved(page)
    assert Assessment.objects.get().day == MONDAY.replace(day=13)


def test_a_level_of_an_earlier_day_is_not_taken_off_today(arrives, house, bees, teacher, outcomes):
    anna, friday = house.children["Bitītes"][0], MONDAY.replace(day=13)
    makers.painted(bees, teacher, makers.cell(anna, outcomes[0]), day=friday, when=EIGHT)
    visitor = arrives(DESKTOP)
    page = opens(visitor, house.people.teacher, bees)
    cell(page, anna, outcomes[0]).focus()
    page.keyboard.press("Delete")
    expect(page.locator(".cell-said")).to_contain_text("Šis vērtējums ir no 13.11.")
    page.keyboard.press("A")
    is_all_saved(page)
    page.keyboard.press("Delete")
    expect(cell(page, anna, outcomes[0]).locator("i")).to_have_text("T")
    expect(page.locator("td[data-version='0']")).to_have_count(1)
    assert levels() == ["T"]


def test_a_rows_head_fills_its_blanks_only(arrives, house, bees, teacher, outcomes):
    anna = house.children["Bitītes"][0]
    makers.painted(bees, teacher, makers.cell(anna, outcomes[0], "P"), when=EIGHT)
    visitor = arrives(DESKTOP)
    page = opens(visitor, house.people.teacher, bees)
    page.get_by_role("button", name="Bērziņa Anna").click()
    is_all_saved(page)
    assert levels(child=anna) == ["P", "T"]


# --- refused, asked, met -----------------------------------------------------------------------------
def test_what_is_published_stays_and_says_why_at_its_place(arrives, house, bees, teacher, outcomes):
    anna = house.children["Bitītes"][0]
    makers.painted(bees, teacher, makers.cell(anna, outcomes[0], "S"), when=EIGHT)
    makers.published(bees, teacher, [anna], EIGHT)
    visitor = arrives(PHONE)
    visitor.expects("status of 422")
    page = opens(visitor, house.people.teacher, bees)
    cell(page, anna, outcomes[0]).tap()
    expect(page.locator(f'tr[data-child="{anna.pk}"] + .cell-said')).to_contain_text(
        "Vērtējiet no jauna citā dienā"
    )
    expect(cell(page, anna, outcomes[0]).locator("i")).to_have_text("S")


def test_another_stage_is_asked_about_once(arrives, house, bees):
    younger = makers.outcomes(stage=Stage.SECOND)[0]
    grid.planned(house, bees, [younger])
    anna, emils, _girts = house.children["Bitītes"]
    visitor = arrives(PHONE)
    visitor.expects("status of 422")
    page = opens(visitor, house.people.teacher, bees)
    cell(page, anna, younger).tap()
    expect(page.locator("#asked")).to_contain_text("Cits vecumposms: tomēr vērtēt?")
    expect(page.locator("#asked")).to_be_in_viewport()
    page.get_by_role("button", name="Jā, vērtēt").tap()
    expect(page.locator("#asked")).to_be_hidden()
    cell(page, emils, younger).tap()
    expect(page.locator("td[data-version]")).to_have_count(2)
    expect(page.locator("#asked")).to_be_hidden()
    assert levels() == ["T", "T"]


@pytest.fixture
def two(arrives, house, bees, outcomes):
    """The same grid open to two teachers; the other is faster."""
    house.assign(house.people.other_teacher, bees)
    mine, hers = arrives(PHONE), arrives(DESKTOP)
    anna = house.children["Bitītes"][0]
    page = opens(mine, house.people.teacher, bees)
    other = opens(hers, house.people.other_teacher, bees)
    mine.expects("status of 409")
    cell(other, anna, outcomes[0]).click()
    is_all_saved(other)
    brush(page, "A").tap()
    cell(page, anna, outcomes[0]).tap()
    expect(page.locator(".cell-said")).to_contain_text("Kurš vērtējums paliek?")
    return page, anna, outcomes[0]


def test_of_two_levels_the_other_stays_by_a_tap(two):
    page, anna, outcome = two
    page.get_by_role("button", name="Māra Strode 8:41: T, turpina apgūt").tap()
    expect(page.locator(".cell-said")).to_have_count(0)
    expect(cell(page, anna, outcome).locator("i")).to_have_text("T")
    assert levels() == ["T"]


def test_of_two_levels_ones_own_stays_by_a_tap(two):
    page, anna, outcome = two
    page.get_by_role("button", name="Jūs: A, apguvis").tap()
    expect(cell(page, anna, outcome)).to_have_attribute("data-version", "2")
    assert levels() == ["A"]


# --- without a network -------------------------------------------------------------------------------
def test_without_a_network_nothing_is_lost(arrives, house, bees, outcomes):
    anna, emils, _girts = house.children["Bitītes"]
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, bees)
    visitor.expects("ERR_INTERNET_DISCONNECTED")
    visitor.context.set_offline(True)
    cell(page, anna, outcomes[0]).tap()
    brush(page, "S").tap()
    cell(page, emils, outcomes[0]).tap()
    expect(unsaved(page)).to_contain_text("2 vērtējumi vēl nav saglabāti.")
    expect(cell(page, anna, outcomes[0])).to_have_attribute("data-unsaved", "")
    visitor.context.set_offline(False)
    expect(unsaved(page)).to_be_empty()
    expect(page.locator("td[data-version]")).to_have_count(2)
    assert (levels(child=anna), levels(child=emils)) == (["T"], ["S"])


def test_an_answer_that_was_lost_blames_nobody(arrives, house, bees, outcomes):
    anna, lost = house.children["Bitītes"][0], []
    visitor = arrives(PHONE)
    visitor.expects("ERR_FAILED")
    page = opens(visitor, house.people.teacher, bees)

    def loses_the_first(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route("**/strokes/", loses_the_first)
    cell(page, anna, outcomes[0]).tap()
    expect(unsaved(page)).to_contain_text("1 vērtējums vēl nav saglabāts.")
    brush(page, "P").tap()
    cell(page, anna, outcomes[0]).tap()
    expect(cell(page, anna, outcomes[0])).to_have_attribute("data-version", "2")
    expect(page.locator(".cell-said")).to_have_count(0)
    assert levels(child=anna) == ["P"]


def test_an_ended_session_does_not_eat_a_stroke(arrives, house, bees, outcomes):
    anna = house.children["Bitītes"][0]
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, bees)
    visitor.expects("status of 401")
    Session.objects.all().delete()
    cell(page, anna, outcomes[0]).tap()
    page.locator("[name=login]").fill(house.people.teacher.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Pieslēgties").tap()
    expect(page.get_by_text("Saglabāts 8:41, vecāki to vēl neredz")).to_be_visible()
    assert levels(child=anna) == ["T"]


# --- without a script ----------------------------------------------------------------------------------
def test_without_a_script_an_outcome_is_assessed_on_a_page_of_its_own(
    arrives, house, bees, outcomes
):
    anna, emils, _girts = house.children["Bitītes"]
    visitor = arrives(PHONE, java_script_enabled=False)
    page = opens(visitor, house.people.teacher, bees)
    page.get_by_text("Vērtēt pa vienam rezultātam").click()
    page.get_by_role("link", name=outcomes[0].text).click()
    for child, level in ((anna, "A"), (emils, "S")):
        page.locator(f'[name="cell-{child.pk}"][value*=":{level}:"]').check(force=True)
    page.get_by_role("button", name="Saglabāt").click()
    expect(page.get_by_text("Saglabāts 8:41, vecāki to vēl neredz")).to_be_visible()
    assert (levels(child=anna), levels(child=emils)) == (["A"], ["S"])


def test_a_comment_is_written_from_the_grid(arrives, house, bees, teacher, outcomes):
    anna = house.children["Bitītes"][0]
    makers.painted(bees, teacher, makers.cell(anna, outcomes[0]), when=EIGHT)
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, bees)
    page.get_by_role("link", name="Komentārs un vēsture: Anna").tap()
    page.get_by_label("Komentārs").fill("Skaita pirkstus")
    page.get_by_role("button", name="Saglabāt").tap()
    expect(page.locator(".cell-comment")).to_contain_text("Skaita pirkstus")


def test_another_level_keeps_what_was_said_of_it(arrives, house, bees, teacher, outcomes):
    anna = house.children["Bitītes"][0]
    makers.painted(bees, teacher, makers.cell(anna, outcomes[0], "S"), when=EIGHT)
    Assessment.objects.update(comment="Skaita pirkstus")
    visitor = arrives(DESKTOP)
    page = opens(visitor, house.people.teacher, bees)
    mine = cell(page, anna, outcomes[0])
    brush(page, "A").click()
    mine.click()
    is_all_saved(page)
    expect(mine).to_have_attribute("data-explained", "yes")
    brush(page, "").click()
    mine.click()
    expect(mine).not_to_have_attribute("data-explained", "yes")


def test_a_specialist_begins_at_the_own_area_and_another_one_says_whose_it_is(
    arrives, house, bees, outcomes
):
    anna, person = house.children["Bitītes"][0], house.people.specialist
    Specialism.objects.create(institution=house.institution, user=person, area="MAT")
    visitor = arrives(PHONE)
    page = opens(visitor, person, bees)
    expect(page.locator("th[data-here] .outcome")).to_have_text(outcomes[1].text)
    page.locator("#before").tap()
    cell(page, anna, outcomes[0]).tap()
    expect(page.locator(".cell-said")).to_contain_text("Šo jomu vērtē")
    cell(page, house.children["Bitītes"][1], outcomes[0]).tap()
    expect(page.locator(".cell-said")).to_have_count(1)
    assert levels() == []


def test_a_drag_passes_over_what_one_may_not_assess(arrives, house, bees, outcomes):
    anna, person = house.children["Bitītes"][0], house.people.specialist
    Specialism.objects.create(institution=house.institution, user=person, area="MAT")
    visitor = arrives(DESKTOP)
    page = opens(visitor, person, bees)
    cell(page, anna, outcomes[1]).hover()
    page.mouse.down()
    cell(page, anna, outcomes[0]).hover()
    page.mouse.up()
    is_all_saved(page)
    assert page.locator(".cell-said").count() == 0
    assert levels() == ["T"]


# --- how it looks -----------------------------------------------------------------------------------------
STATES = ("empty", "full", "refused", "conflict", "read", "outcome", "cell", "more")


@pytest.mark.parametrize("state", STATES)
def test_its_states(arrives, house, bees, teacher, state, request):
    if state == "conflict":
        page, _anna, _outcome = request.getfixturevalue("two")
        assert checks.nothing_wrong_with(page, page.content()) == []
        return
    if state != "empty":
        outcomes = request.getfixturevalue("outcomes")
        children = house.children["Bitītes"]
        pairs = zip("STA", children, strict=True)
        rows = [makers.cell(child, outcomes[0], level) for level, child in pairs]
        makers.painted(bees, teacher, *rows, makers.cell(children[0], outcomes[1], "P"), when=EIGHT)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head if state == "read" else house.people.teacher)
    places = {
        "outcome": lambda: grid.url(bees, "outcome", MONDAY, outcomes[0].pk),
        "cell": lambda: grid.url(bees, "cell", MONDAY, children[0].pk, outcomes[0].pk),
        "more": lambda: grid.url(bees, "more", grid.NOVEMBER),
    }
    html = visitor.open(
        places.get(state, lambda: reverse("assessment:grid", args=[bees.pk]))()
    ).text()
    if state == "refused":
        visitor.expects("status of 422")
        makers.published(bees, teacher, children, EIGHT)
        cell(visitor.page, children[0], outcomes[0]).click()
        expect(visitor.page.locator(".cell-said")).to_have_count(1)
    assert checks.nothing_wrong_with(visitor.page, html) == []
