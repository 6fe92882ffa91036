"""The day's log on a phone (R27): most of it taps on what was planned."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from activities.models import DayLog
from planning.models import MonthPlan
from planning.parts import Choose
from tests.activities import makers
from tests.browser import checks, scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.finger import Finger, Person
from tests.browser.plan import offline, shows_sign, unsaved
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

OUTCOMES = {
    "VAL": "izsaka domu paplašinātā teikumā", "SOC": "nosauc valsts simbolus un svētkus",
    "KUL": "dzied kanonā", "DAB": "ar zīmēm pieraksta pārmaiņas dabā",
    "MAT": "saista ciparu ar skaitu", "VES": "izpilda kustības saskaņoti",
}  # fmt: skip
TAPS, SECONDS = 12, 240  # what a day may take (R27): ticked alone; with two sentences
SENTENCES = {
    OUTCOMES["MAT"]: "Skaitījām kastaņus pa pieciem un salikām tos skaitļu rindā.",
    OUTCOMES["VES"]: "Rāpāmies pāri šķēršļiem, un katrs palīdzēja tam, kurš nāca aiz viņa.",
}


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def plan(house, bees) -> MonthPlan:
    """Six outcomes, one in each area but one, and nothing else to do."""
    plan = a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    outcomes = plan.choices.filter(kind=Choose.OUTCOME)
    for area, words in OUTCOMES.items():
        outcomes.filter(area=area, entry=None).update(text=words)
    gone = {"voided_at": at(9), "voided_by": house.people.teacher}
    outcomes.filter(entry__isnull=False).update(**gone)
    plan.items.update(**gone)
    return plan


def place(bees, name: str = "day") -> str:
    return reverse(f"activities:{name}", args=[bees.pk, MONDAY])


def tick(page: Page, words: str) -> Locator:
    return page.locator(".activity-head", has_text=words).locator("input")


def ticks(page: Page, words: str) -> None:
    tick(page, words).tap()


@pytest.fixture
def today(arrives, house, morning) -> Page:
    """Of the bees' teacher at noon: the register is done."""
    scenes.confirmed(house, house.people.teacher)
    morning.move_to(at(13))
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(reverse("today"))
    return visitor.page


def goes_to_the_day(today: Page, finger: Finger, bees) -> None:
    """By the group's line."""
    finger.taps_on(today.locator(f'main a[href="{place(bees)}"]'))
    today.locator("#plan").wait_for()


def ticks_all(page: Page, finger: Finger) -> None:
    for words in OUTCOMES.values():
        finger.taps_on(tick(page, words))


def writes(page: Page, finger: Finger, words: str, sentence: str) -> None:
    """How it went, at what is ticked."""
    row = page.locator(".activity", has_text=words)
    finger.taps_on(row.locator(".activity-details > summary"))
    finger.types(row.get_by_label("Kā tas notika?"), sentence)


def confirms(page: Page, finger: Finger) -> None:
    finger.taps_on(page.get_by_role("button", name="Apstiprināt"))
    expect(page.locator(".take-back")).to_contain_text("Atsaukt")


def test_from_today_to_a_confirmed_day_of_six_outcomes_in_eight_taps_and_no_letter(
    today, bees, plan
):
    finger = Finger()
    goes_to_the_day(today, finger, bees)
    ticks_all(today, finger)
    confirms(today, finger)
    log = DayLog.objects.get()
    told = {one.title: one.skill_words for one in log.entries.standing()}
    assert (log.is_confirmed, finger.taps, finger.signs) == (True, 8, 0)
    assert finger.taps <= TAPS
    assert told == {words: ["digitālā pratība"] for words in OUTCOMES.values()}
    assert set(
        plan.choices.filter(text__in=OUTCOMES.values()).values_list("done_on", flat=True)
    ) == {MONDAY}


def test_with_two_own_sentences_it_takes_a_person_four_minutes_at_most(today, bees, plan):
    person = Person()
    goes_to_the_day(today, person, bees)
    ticks_all(today, person)
    for words, sentence in SENTENCES.items():
        writes(today, person, words, sentence)
    confirms(today, person)
    print(f"two sentences: {person.taps} taps, {person.signs} signs, {person.seconds:.0f} s")
    log = DayLog.objects.get()
    assert log.is_confirmed
    assert dict(log.entries.exclude(text="").values_list("title", "text")) == SENTENCES
    assert person.signs == sum(map(len, SENTENCES.values()))
    assert person.seconds <= SECONDS


def test_a_sentence_at_a_tick_is_saved_as_it_is_typed(arrives, house, bees, plan):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    page = visitor.page
    expect(page.get_by_text("Saglabājas uzreiz.")).to_be_visible()
    expect(page.get_by_text("Saglabājiet ar pogu.")).to_be_hidden()
    ticks(page, OUTCOMES["MAT"])
    row = page.locator(".activity", has_text=OUTCOMES["MAT"])
    row.locator(".activity-details > summary").tap()
    row.get_by_label("Kā tas notika?").fill("Skaitījām zīles un kastaņus.")
    row.get_by_label("Kā tas notika?").blur()
    expect(row.locator(".saved-at")).to_contain_text("Saglabāts")
    with page.expect_response("**/ticks/"):
        row.locator(".chip", has_text="sadarbība").tap()
    entry = makers.entry_of(DayLog.objects.get())
    assert (entry.text, sorted(entry.skills)) == ("Skaitījām zīles un kastaņus.", ["DP", "SA"])


def test_who_did_it_and_when_stands_there_at_once(arrives, house, bees, plan):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    by = visitor.page.locator(".activity", has_text=OUTCOMES["MAT"]).locator(".activity-by")
    ticks(visitor.page, OUTCOMES["MAT"])
    expect(by).to_have_text("darīts, Ilze Kalēja 8:41")
    ticks(visitor.page, OUTCOMES["MAT"])
    expect(by).to_have_count(0)
    ticks(visitor.page, OUTCOMES["MAT"])
    expect(by).to_have_text("darīts, Ilze Kalēja 8:41")
    visitor.page.reload()
    expect(by).to_have_text("darīts, Ilze Kalēja 8:41")


def test_a_sentence_goes_as_one_leaves_the_page_and_ticks_nothing(arrives, house, bees, plan):
    teacher, visitor = house.access(house.people.teacher, "teacher"), arrives(PHONE)
    entry = makers.entry_of(makers.written(bees, teacher, when=at(8)))
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    page, asked = visitor.page, []
    page.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)
    page.locator(".activity-details > summary").first.tap()
    page.get_by_label("Kā tas notika?").first.fill("Skaitījām zīles.")
    page.evaluate(
        """() => { Object.defineProperty(document, "hidden", { value: true, configurable: true });
           document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    expect(page.locator(".saved-at").first).to_contain_text("Saglabāts")
    assert [url.endswith(f"texts/{entry.pk}/") for url in asked] == [True]


def test_why_a_tick_was_refused_is_said_where_it_is_seen(arrives, house, bees, plan):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    plan.choices.filter(text=OUTCOMES["VES"]).update(
        voided_at=at(9), voided_by=house.people.teacher
    )
    visitor.expects("status of 422", "htmx:")
    ticks(visitor.page, OUTCOMES["VES"])
    expect(visitor.page.locator("#wrong")).to_contain_text("Tas nav grupas mēneša plānā.")
    expect(visitor.page.locator("#wrong")).to_be_in_viewport()


def test_a_tick_without_a_network_is_counted_and_sent_when_it_is_back(arrives, house, bees, plan):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    offline(visitor)
    ticks(visitor.page, OUTCOMES["VAL"])
    expect(unsaved(visitor.page)).to_contain_text("nav saglabāta")
    shows_sign(visitor.page, "wifi-off")
    expect(visitor.page.get_by_role("link", name="Parādīt vietu")).to_be_hidden()
    visitor.context.set_offline(False)
    expect(unsaved(visitor.page)).to_be_empty()
    expect(visitor.page.locator(".activity-details")).to_have_count(1)
    assert makers.entry_of(DayLog.objects.get()).title == OUTCOMES["VAL"]


def test_within_the_minute_it_is_taken_back_with_one_tap(arrives, house, bees, plan):
    visitor = arrives(PHONE)
    teacher = house.access(house.people.teacher, "teacher")
    makers.written(bees, teacher, when=at(8))
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    visitor.page.get_by_role("button", name="Apstiprināt").tap()
    visitor.page.get_by_role("button", name="Atsaukt").tap()
    expect(visitor.page.get_by_role("button", name="Apstiprināt")).to_be_visible()
    assert not DayLog.objects.get().is_confirmed


@pytest.mark.parametrize("state", ["offered", "written", "confirmed", "entry"])
def test_a_day_in_its_states(arrives, house, bees, plan, state):
    teacher, visitor = house.access(house.people.teacher, "teacher"), arrives(DESKTOP)
    if state == "written":
        log = makers.written(bees, teacher, when=at(8))
        makers.tick(log, f"choice:{plan.choices.filter(text=OUTCOMES['MAT'])[0].pk}", teacher)
    if state in ("confirmed", "entry"):
        log = makers.confirmed(bees, teacher, when=at(8))
    visitor.is_signed_in(house.people.teacher)
    more = f"entries/{makers.entry_of(log).pk}/" if state == "entry" else ""
    html = visitor.open(place(bees) + more).text()
    assert checks.nothing_wrong_with(visitor.page, html) == []


def test_without_script_a_day_is_written_and_confirmed(arrives, house, bees, plan):
    visitor = arrives(PHONE, java_script_enabled=False)
    visitor.is_signed_in(house.people.teacher)
    visitor.open(place(bees))
    page = visitor.page
    expect(page.get_by_text("Saglabājiet ar pogu.")).to_be_visible()
    expect(page.get_by_text("Saglabājas uzreiz.")).to_be_hidden()
    page.locator(".activity-head", has_text=OUTCOMES["MAT"]).locator("input").check(force=True)
    page.get_by_role("button", name="Apstiprināt").click()
    expect(page.locator(".saved, .take-back").first).to_be_visible()
    assert DayLog.objects.get().is_confirmed
