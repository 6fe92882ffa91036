"""A word that is asked about, on a phone: mended or sent all the same; administration looks and decides."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from activities.models import DayEntry
from manners.models import Report
from people.access import Access
from tests.activities import makers
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.browser.visitor import Visitor
from tests.manners.makers import word
from tests.world import MONDAY

BAD, GOOD = "Tu esi idiots, teica vārna.", "Tu esi dīvains, teica vārna."


@pytest.fixture
def entry(house) -> DayEntry:
    """Of Friday, which parents read."""
    friday = MONDAY.replace(day=13)
    by = house.access(house.people.teacher, "teacher", friday)
    log = makers.released(house.groups["Bitītes"], by, friday, makers.said("Tilts no klučiem"))
    return makers.entry_of(log)


@pytest.fixture
def comes(arrives, house):
    def _comes(who: str, device=PHONE, **more) -> Visitor:
        visitor = arrives(device, **more)
        visitor.is_signed_in(getattr(house.people, who))
        return visitor

    return _comes


def place(entry: DayEntry) -> str:
    return makers.url(entry.log.group, "entry", entry.pk, day=entry.log.day)


def writes(visitor: Visitor, entry: DayEntry, text: str) -> None:
    """And is asked."""
    visitor.open(place(entry))
    visitor.page.get_by_label("Kā tas notika?").fill(text)
    visitor.expects("status of 422")
    visitor.page.locator(".save-bar button").tap()
    expect(visitor.page.locator("mark")).to_have_text("idiots")


def text_of(entry: DayEntry) -> str:
    return DayEntry.objects.get(pk=entry.pk).text


def test_it_is_mended_in_its_place(house, entry, comes):
    teacher = comes("teacher")
    writes(teacher, entry, BAD)
    assert look_again(teacher, "asked") == []
    assert text_of(entry) == ""
    teacher.page.get_by_label("Labojiet šeit").fill(GOOD)
    teacher.page.get_by_role("button", name="Sūtīt laboto").tap()
    teacher.page.wait_for_url(f"**{makers.url(entry.log.group, day=entry.log.day)}")
    assert (text_of(entry), Report.objects.count()) == (GOOD, 0)


@pytest.mark.parametrize("script", [True, False])
def test_sent_all_the_same_administration_looks_and_its_writer_is_asked(
    house, entry, comes, script
):
    teacher = comes("teacher", java_script_enabled=script)
    writes(teacher, entry, BAD)
    teacher.page.get_by_role("button", name="Tik un tā sūtīt").tap()
    teacher.page.wait_for_url(f"**{makers.url(entry.log.group, day=entry.log.day)}")
    assert text_of(entry) == BAD
    head = comes("head")
    head.open(reverse("today"))
    head.page.get_by_role("link", name="1 ziņojums par saturu gaida lēmumu").tap()
    head.page.locator("a.line[href^='/reports/']").first.tap()
    expect(head.page.locator("mark")).to_have_text("idiots")
    assert look_again(head, "to be decided") == []
    head.page.locator("label.chip", has_text="Lūgt autoram labot").tap()
    head.page.get_by_label("Atbilde").fill("Lūdzu, citiem vārdiem.")
    head.page.get_by_role("button", name="Saglabāt lēmumu").tap()
    head.page.wait_for_url(f"**{reverse('manners:reports')}")
    teacher.open(reverse("manners:answer", args=[Report.objects.get().pk]))
    expect(teacher.page.locator(".facts")).to_contain_text("Lūdzu, citiem vārdiem.")


def test_a_parent_reports_a_day_that_stays(house, entry, comes):
    mother = comes("mother")
    mother.open(reverse("activities:feed"))
    mother.page.get_by_role("link", name="Ziņot par dienas ierakstiem").first.tap()
    mother.page.locator("label.chip").last.tap()
    assert look_again(mother, "reporting a day") == []
    mother.page.locator("form [type=submit]").first.tap()
    expect(mother.page.locator(".notes")).to_contain_text("Paldies! Administrācija to pārskatīs")
    assert Report.objects.get().by == house.people.mother
    assert Access(house.people.father, day=MONDAY).can("view_day_log", entry.log)


def test_the_word_list(house, comes):
    word(house)
    head = comes("head", DESKTOP)
    found = look(head, reverse("manners:words")) + look(head, reverse("manners:new_word"))
    head.open(reverse("manners:words"))
    head.page.get_by_role("link", name="varna").click()
    found += look_again(head, "a word")
    head.page.get_by_role("button", name="Saglabāt").click()
    expect(head.page.locator(".notes")).to_contain_text("Saglabāts")
    assert found == []
