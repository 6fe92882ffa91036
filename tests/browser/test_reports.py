"""A photo is reported on a phone and gone for everybody; administration decides, and takes files out."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from activities.feed.addresses import of_photo
from activities.models import DayPhoto
from documents.models import StoredFile
from manners import operations
from manners.models import Report
from people.access import Access
from tests.activities import makers, photos
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.browser.visitor import Visitor
from tests.documents.storage import place
from tests.world import MONDAY, House, at

KIND, LIST, FILES = "activities.photo", reverse("manners:reports"), reverse("manners:files")
FRIDAY = MONDAY.replace(day=13)
LONG = "Uz plaukta pie loga redzams uzvārds, un spogulī var pazīt bērnu. " * 4


@pytest.fixture
def by(house) -> Access:
    return house.access(house.people.teacher, "teacher", FRIDAY)


@pytest.fixture
def photo(house, by) -> DayPhoto:
    """Of Friday, which parents read."""
    log = makers.released(house.groups["Bitītes"], by, FRIDAY, makers.said("Tilts no klučiem"))
    return photos.photo(log, by)


@pytest.fixture
def comes(arrives, house):
    """``comes("mother")``: with a phone, signed in."""

    def _comes(who: str, device=PHONE) -> Visitor:
        visitor = arrives(device)
        visitor.is_signed_in(getattr(house.people, who))
        return visitor

    return _comes


def form_of(photo: DayPhoto) -> str:
    return reverse("manners:new", args=[KIND, photo.pk])


def of_day(photo: DayPhoto) -> str:
    return reverse("activities:photo", args=[photo.log.group_id, FRIDAY, photo.pk])


def reported(house: House, photo: DayPhoto, note: str = "") -> Report:
    return operations.report(
        kind=KIND, pk=photo.pk, reason="child", note=note, at=at(8),
        by=Access(house.people.mother, day=MONDAY),
    )  # fmt: skip


def choose(page: Page, words: str) -> None:
    page.locator("label.chip", has_text=words).tap()


def opened_by(visitor: Visitor, photo: DayPhoto) -> set[int]:
    ways = [reverse("documents:file", args=[copy.file.name]) for copy in photos.copies(photo)]
    return {visitor.context.request.get(way).status for way in ways}


# --- reported --------------------------------------------------------------------------------------
def test_a_parent_reports_and_it_is_gone_for_the_others(house, photo, comes):
    mother, father, colleague = comes("mother"), comes("father"), comes("assistant")
    assert [opened_by(one, photo) for one in (mother, father, colleague)] == [{200}] * 3
    mother.open(of_photo(photo))
    page = mother.page
    page.get_by_role("link", name="Ziņot par foto").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ziņot par foto")
    expect(page.locator(".reported img")).to_be_visible()
    choose(page, "Redzams vārds vai uzvārds")
    page.get_by_label("Piezīme administrācijai").fill("Uz skapīša")
    page.get_by_role("button", name="Ziņot un paslēpt").tap()
    expect(page.locator(".notes")).to_contain_text("Foto paslēpts. Administrācija to pārskatīs")
    expect(page.locator(".gate-nothing")).to_be_visible()
    assert [opened_by(one, photo) for one in (mother, father, colleague)] == [{404}] * 3
    colleague.open(of_day(photo), status=404)
    father.open(form_of(photo))
    expect(father.page.locator(".notes")).to_contain_text("jau ir ziņots")


def test_a_colleague_reports_from_the_photo(house, photo, comes):
    visitor = comes("assistant")
    visitor.open(of_day(photo))
    visitor.page.get_by_role("link", name="Ziņot par foto").tap()
    choose(visitor.page, "Bērnu var pazīt")
    visitor.page.get_by_role("button", name="Ziņot un paslēpt").tap()
    expect(visitor.page.locator(".notes")).to_contain_text("Foto paslēpts")
    assert Report.objects.get().role == "teacher"


def test_without_a_reason_it_stays_where_it_is(house, photo, comes):
    visitor = comes("mother")
    visitor.open(form_of(photo))
    visitor.expects("status of 422")
    visitor.page.get_by_role("button", name="Ziņot un paslēpt").tap()
    visitor.page.locator(".errorlist").wait_for()
    assert look_again(visitor, "no reason") == []
    assert opened_by(visitor, photo) == {200}


# --- decided ----------------------------------------------------------------------------------------
def decide(head: Visitor, words: str, answer: str = "") -> None:
    """From Today to the decision."""
    head.open(reverse("today"))
    page = head.page
    page.get_by_role("link", name="1 ziņojums par saturu gaida lēmumu").tap()
    page.locator("a.line[href^='/reports/']").first.tap()
    expect(page.locator(".reported img")).to_be_visible()
    choose(page, words)
    page.get_by_label("Atbilde").fill(answer)
    page.get_by_role("button", name="Saglabāt lēmumu").tap()
    page.wait_for_url(f"**{LIST}")
    expect(page.locator(".notes")).to_contain_text("Lēmums saglabāts")


def answered(visitor: Visitor, title: str) -> str:
    """What one finds of it, by the notification."""
    visitor.open(reverse("messaging:inbox"))
    visitor.page.get_by_role("button", name=title).tap()
    visitor.page.locator(".facts").wait_for()
    return visitor.page.locator("main").inner_text()


def test_what_stays_is_seen_again(house, photo, comes):
    reported(house, photo)
    decide(comes("head"), "Atstāt žurnālā", "Bērnu tajā pazīt nevar.")
    assert opened_by(comes("father"), photo) == {200}
    mother = comes("mother")
    assert "Bērnu tajā pazīt nevar." in answered(mother, "Lēmums par Jūsu ziņoto: foto")
    assert "Ilze" not in mother.page.locator("main").inner_text()


def test_what_is_given_back_is_mended_by_its_author(house, photo, comes):
    reported(house, photo, "Spogulī")
    decide(comes("head"), "Atdot autoram labošanai")
    author = comes("teacher")
    said = answered(author, "Administrācijas lēmums: foto")
    assert "Bitītes, 13.11.2026." in said
    assert "Spogulī" not in said
    assert "Kristīne" not in said
    author.page.get_by_role("link", name="Atvērt žurnālā").tap()
    expect(author.page.get_by_role("button", name="Apstiprināt").last).to_be_visible()
    assert opened_by(comes("mother"), photo) == {404}


def test_what_is_taken_out_is_gone_for_good(house, photo, comes):
    files = [copy.file for copy in photos.copies(photo)]
    reported(house, photo)
    head = comes("head")
    decide(head, "Izņemt no žurnāla")
    assert not any(place(file).exists() for file in files)
    assert opened_by(head, photo) == {404}


def test_a_file_is_taken_out(house, photo, comes):
    files = [copy.file for copy in photos.copies(photo)]
    head = comes("head")
    head.open(LIST)
    page = head.page
    page.get_by_role("link", name="Žurnāla datnes").tap()
    page.get_by_role("link", name="Foto: Bitītes, 13.11.2026.").tap()
    expect(page.locator(".reported img")).to_be_visible()
    page.get_by_label("Pamatojums").fill("Svešs darbs")
    page.get_by_role("button", name="Izņemt no žurnāla").tap()
    page.wait_for_url(f"**{FILES}")
    expect(page.locator(".empty")).to_contain_text("Datņu nav")
    assert not any(place(file).exists() for file in files)
    assert opened_by(comes("mother"), photo) == {404}


# --- how it looks ------------------------------------------------------------------------------------
def test_the_pages_of_a_parent(house, photo, comes):
    visitor = comes("mother", DESKTOP)
    found = look(visitor, form_of(photo))
    said = reported(house, photo, LONG)
    found += look(visitor, reverse("manners:answer", args=[said.pk]))
    assert found == []


def test_the_pages_of_administration(house, photo, comes):
    visitor = comes("head", DESKTOP)
    found = look(visitor, LIST) + look(visitor, FILES)
    said = reported(house, photo, LONG)
    page = reverse("manners:report", args=[said.pk])
    found += look(visitor, LIST) + look(visitor, page)
    large = StoredFile.objects.get(copy__long_side=1600, content_type="image/jpeg")
    found += look(visitor, reverse("manners:file", args=[large.pk]))
    visitor.open(page)
    operations.decide(report=said, outcome="stands", answer=LONG, by=house.by, at=at(8, 30))
    visitor.expects("status of 409")
    visitor.page.locator("label.chip").first.click()
    visitor.page.get_by_role("button", name="Saglabāt lēmumu").click()
    visitor.page.get_by_text("lēmumu jau pieņēma").wait_for()
    assert found + look_again(visitor, "decided meanwhile") == []
