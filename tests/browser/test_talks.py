"""R28: a talk from new to shared in five taps, on a phone; the pages of the staff in all their looks."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from messaging.models import Talk
from messaging.talks import operations
from outbox import grace
from outbox.clock import ONE_DAY
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.finger import Finger
from tests.messaging.talks import makers
from tests.world import MONDAY, at

GROUP = ("talks", "choose_talk")
SAID = "Runājām, ka Anna rītos ilgi atvadās un aplī klusē."


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def opened(arrives, house):
    """A page as the teacher opens it."""

    def opens(url, device=PHONE, **more):
        visitor = arrives(device, **more)
        visitor.is_signed_in(house.people.teacher)
        visitor.open(url)
        return visitor

    return opens


def look(visitor, url: str) -> list[str]:
    html = visitor.open(url).text()
    return [f"{url} {finding}" for finding in checks.nothing_wrong_with(visitor.page, html)]


def test_from_new_to_shared_in_five_taps_and_the_text(opened, anna):
    page, finger = opened(reverse("people:child", args=[anna.pk])).page, Finger()
    finger.taps_on(page.get_by_role("button", name="Jauna saruna ar vecākiem"))
    page.wait_for_load_state()  # its scripts listen
    finger.taps_on(page.get_by_text("Kristīne Bērziņa, māte", exact=True))
    expect(page.locator("#share-names")).to_have_text("Kristīne Bērziņa")
    expect(page.locator("#sees li", has_text="Jānis Bērziņš")).to_contain_text("neredzēs")
    finger.taps_on(page.locator("#subjects .chip", has_text="uzvedība"))
    finger.types(page.get_by_label("Saturs"), SAID)
    finger.taps_on(page.get_by_role("button", name="Kopīgot: Kristīne Bērziņa"))
    expect(page.get_by_role("button", name="Atsaukt")).to_be_visible()
    assert finger.taps <= 5
    talk = Talk.objects.get()
    assert talk.is_shared
    assert talk.sections.get(code="content").text == SAID
    assert [str(one) for one in talk.participants.guardians()] == ["Kristīne Bērziņa"]


def test_it_is_saved_as_it_is_typed_and_taken_back_in_its_minute(opened, anna, teacher, house):
    talk = makers.ready(anna, teacher, [house.people.mother], when=at(8, 30))
    page = opened(reverse("messaging:talk", args=[talk.pk])).page
    page.get_by_label("Saturs").fill("Pavisam cits")
    with page.expect_response("**/texts/content/"):
        page.get_by_label("Saturs").blur()
    assert talk.sections.get(code="content").text == "Pavisam cits"
    page.get_by_role("button", name="Kopīgot: Kristīne Bērziņa").click()
    page.get_by_role("button", name="Atsaukt").click()
    expect(page.get_by_label("Saturs")).to_have_value("Pavisam cits")
    talk.refresh_from_db()
    assert not talk.is_shared


def test_what_was_agreed_is_added_and_settled(opened, anna, teacher, house):
    talk = makers.ready(anna, teacher, [house.people.mother], when=at(8, 30))
    page = opened(reverse("messaging:talk", args=[talk.pk])).page
    page.get_by_text("Pievienot vienošanos").click()
    page.locator("[name=agreed-text]").fill("Rīta josla ar bildēm")
    page.locator(".chip", has_text="Ilze Kalēja").last.click()
    page.locator("#agreed button[name=adds]").click()
    expect(page.locator(".agreed")).to_contain_text("Rīta josla ar bildēm")
    operations.share(talk=talk, by=teacher, at=at(8, 40))
    page.reload()
    page.get_by_role("button", name="Paveikts").click()
    expect(
        page.get_by_role("button", name="Nav paveikts").or_(
            page.get_by_text("Ilze Kalēja · paveikts")
        )
    ).to_be_visible()
    assert talk.actions.get().state == "done"


def test_without_script_it_is_written_and_shared(opened, anna, teacher, house):
    talk = makers.opened(anna, teacher, when=at(8, 30))
    there = reverse("messaging:talk", args=[talk.pk])
    page = opened(there, java_script_enabled=False).page
    page.locator(".chip", has_text="Kristīne Bērziņa, māte").click()
    page.locator(".chip", has_text="veselība un aprūpe").click()
    page.get_by_label("Saturs").fill(SAID)
    page.locator("[formaction$='/share/']").click()
    expect(page.get_by_role("button", name="Atsaukt")).to_be_visible()
    talk.refresh_from_db()
    assert talk.is_shared


@pytest.fixture
def pages(house, anna, teacher):
    """The longest texts: a draft whose only guardian is kept out, one that waits for its parents, one that
    is read, one that stays with the house."""
    of, emils = house.people, house.children["Bitītes"][1]
    long_ago = MONDAY - ONE_DAY * 9
    then = {"day": long_ago, "when": at(13, day=long_ago)}
    read = makers.released(anna, teacher, [of.mother, of.father], **then)
    for parent in (of.mother, of.father):
        by = house.access(parent, "parent")
        operations.acknowledge(talk=read, by=by, at=at(8))
        operations.add_remark(talk=read, text="Atvadāmies pie durvīm. " * 9, by=by, at=at(8))
    unread = makers.ready(anna, teacher, [of.mother], **then)
    makers.agreed(unread, teacher, "Rīta josla ar bildēm", MONDAY + ONE_DAY * 5)
    makers.agreed(unread, teacher, "Mājās vakarā izstāsta vienu lietu par dienu")
    operations.share(talk=unread, by=teacher, at=at(13, day=long_ago))
    grace.release_due(at(14, day=long_ago))
    draft = makers.ready(emils, teacher, [of.restricted], when=at(8, 30))
    makers.agreed(draft, teacher, "Aizvest pie logopēdes " * 8, MONDAY + ONE_DAY * 2)
    finished = makers.opened(emils, teacher, when=at(8, 31))
    operations.finish(talk=finished, by=teacher, at=at(8, 32))
    of_group = {name: reverse(f"messaging:{name}", args=[draft.group_id]) for name in GROUP}
    talks = {"draft": draft, "read": read, "unread": unread, "finished": finished}
    return of_group | {
        name: reverse("messaging:talk", args=[talk.pk]) for name, talk in talks.items()
    }


@pytest.mark.parametrize("name", [*GROUP, "draft", "read", "unread", "finished"])
def test_a_page_holds_in_all_its_looks(opened, pages, name):
    visitor = opened(pages["choose_talk"], DESKTOP)
    assert look(visitor, pages[name]) == []
