"""A group's day is written by two at once: each sees the other, and what is typed or ticked is in the row or
on a screen (R27)."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from activities import operations
from activities.models import DayLog
from tests.activities import makers
from tests.activities.makers import said
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.plan import shows_sign, unsaved
from tests.browser.visitor import Visitor
from tests.world import MONDAY, at

BRIDGE, SONG = "Tilts no klučiem", "Dziesma kanonā"
ASKED = 20_000  # ms: how often a page asks who else is writing


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def log(house, bees) -> DayLog:
    """A draft with two entries in own words."""
    teacher = house.access(house.people.teacher, "teacher")
    return makers.written(bees, teacher, MONDAY, said(BRIDGE), said(SONG, "KUL"), when=at(8))


def opens(visitor: Visitor, person, bees) -> Page:
    visitor.is_signed_in(person)
    visitor.page.clock.install()
    visitor.open(reverse("activities:day", args=[bees.pk, MONDAY]))
    return visitor.page


@pytest.fixture
def two(arrives, house, bees, log) -> tuple[Visitor, Visitor]:
    """The teacher on a phone, the assistant at a desk."""
    ilze, zane = arrives(PHONE), arrives(DESKTOP)
    opens(ilze, house.people.teacher, bees)
    opens(zane, house.people.assistant, bees)
    return ilze, zane


def row(page: Page, title: str) -> Locator:
    return page.locator(".activity", has_text=title)


def types(page: Page, title: str, text: str) -> Locator:
    """How it went, and the field is left. :returns: the row"""
    found = row(page, title)
    found.locator(".activity-details > summary").click()
    found.get_by_label("Kā tas notika?").fill(text)
    found.get_by_label("Kā tas notika?").blur()
    return found


def is_saved(page: Page, title: str) -> None:
    expect(row(page, title).locator(".saved-at")).to_contain_text("Saglabāts")
    expect(unsaved(page)).to_be_empty()


def text_of(log: DayLog, title: str) -> str:
    return log.entries.get(title=title).text


def also_writing(name: str) -> re.Pattern[str]:
    """A day is not divided: nothing stands behind the name."""
    return re.compile(f"Arī raksta: {name}\\s*$")


def test_each_sees_who_else_is_writing(two):
    ilze, zane = (one.page for one in two)
    types(ilze, BRIDGE, "Tilts turas")
    is_saved(ilze, BRIDGE)
    expect(ilze.locator("#writers")).to_be_empty()
    with zane.expect_response("**/ticks/"):
        row(zane, SONG).locator(".activity-details > summary").click()
        row(zane, SONG).locator(".chip", has_text="sadarbība").click()
    expect(zane.locator("#writers")).to_have_text(also_writing("Ilze Kalēja"))
    ilze.locator("h1").tap()  # somebody is at it
    ilze.clock.run_for(ASKED)
    expect(ilze.locator("#writers")).to_have_text(also_writing("Zane Ābele"))


def test_two_write_into_one_entry_and_one_tap_joins_both_texts(two, log):
    slow, fast = two
    slow.expects("status of 409")
    types(fast.page, BRIDGE, "Tilts turas")
    is_saved(fast.page, BRIDGE)
    found = types(slow.page, BRIDGE, "Vajadzēja garākus klučus")
    expect(found.locator(".both")).to_contain_text("Pa šo laiku saglabāja Zane Ābele")
    expect(found.locator("blockquote")).to_have_text("Tilts turas")
    expect(found.get_by_label("Kā tas notika?")).to_have_value("Vajadzēja garākus klučus")
    expect(unsaved(slow.page)).to_contain_text("1 sadaļa")
    assert text_of(log, BRIDGE) == "Tilts turas"
    found.locator(".activity-details > summary").tap()
    shows_sign(slow.page, "alert-triangle")  # the network is there
    slow.page.get_by_role("link", name="Parādīt vietu").tap()
    expect(found.get_by_label("Kā tas notika?")).to_be_focused()
    found.get_by_role("button", name="Savienot abus tekstus").tap()
    is_saved(slow.page, BRIDGE)
    both = "Tilts turas\n\nVajadzēja garākus klučus"
    expect(found.get_by_label("Kā tas notika?")).to_have_value(both)
    expect(found.locator(".activity-by")).to_contain_text("Ilze Kalēja")
    assert text_of(log, BRIDGE) == both


def test_joined_after_a_confirmation_that_met_another_text_nothing_is_left_unsaved(two, log):
    slow, fast = two
    slow.expects("status of 409")
    types(fast.page, BRIDGE, "Tilts turas")
    is_saved(fast.page, BRIDGE)
    found = types(slow.page, BRIDGE, "Vajadzēja garākus klučus")
    expect(found.locator(".both")).to_be_visible()
    slow.page.get_by_role("button", name="Apstiprināt").tap()
    expect(slow.page.locator("main > .note:visible")).to_contain_text("pa šo laiku")
    expect(unsaved(slow.page)).to_contain_text("1 sadaļa vēl nav saglabāta")
    found.get_by_role("button", name="Savienot abus tekstus").tap()
    is_saved(slow.page, BRIDGE)
    assert text_of(log, BRIDGE) == "Tilts turas\n\nVajadzēja garākus klučus"


def test_one_confirms_while_the_other_types_and_her_words_are_on_her_screen(two, log):
    ilze, zane = two
    zane.expects("status of 409")
    ilze.page.get_by_role("button", name="Apstiprināt").tap()
    expect(ilze.page.locator(".take-back")).to_be_visible()
    found = types(zane.page, BRIDGE, "Tilts turas")
    expect(found.locator(".refusal")).to_contain_text("Diena pa šo laiku ir apstiprināta.")
    expect(found.get_by_label("Kā tas notika?")).to_have_value("Tilts turas")
    expect(unsaved(zane.page)).to_contain_text("1 sadaļa")
    chip = row(zane.page, BRIDGE).locator(".chip", has_text="sadarbība")
    chip.click()
    expect(zane.page.locator("#wrong")).to_contain_text("Diena pa šo laiku ir apstiprināta.")
    expect(chip.locator("input")).not_to_be_checked()
    assert (DayLog.objects.get().is_confirmed, text_of(log, BRIDGE)) == (True, "")


def test_without_script_all_that_came_too_late_is_told_on_one_page(arrives, house, bees, log):
    zane = arrives(PHONE, java_script_enabled=False)
    zane.expects("status of 409")
    zane.is_signed_in(house.people.assistant)
    zane.open(reverse("activities:day", args=[bees.pk, MONDAY]))
    found = row(zane.page, BRIDGE)
    found.locator("summary").tap()
    found.locator(".chip", has_text="sadarbība").tap()
    found.get_by_label("Kā tas notika?").fill("Tilts turas")
    operations.confirm(log=log, by=house.access(house.people.teacher, "teacher"), at=at(8, 41))
    zane.page.get_by_role("button", name="Saglabāt", exact=True).last.tap()
    lost = zane.page.locator("section", has_text="Jūsu ievadītais, nav saglabāts")
    expect(lost).to_contain_text("Tilts turas")
    expect(lost).to_contain_text(f"{BRIDGE}: sadarbība")
    assert text_of(log, BRIDGE) == ""
