"""Photos from a phone: chosen, sent, covered, looked at, covered by a finger, confirmed, deleted."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from activities.models import DayPhoto
from documents.models import Photo
from tests.activities import makers
from tests.activities import photos as make
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.visitor import Visitor
from tests.documents.photos import pictures as p
from tests.world import MONDAY, at

HEAVY = {
    "name": "smaga.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff" + bytes(15 * 1024 * 1024),
}


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def by(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def log(bees, by):
    return makers.written(bees, by, MONDAY, makers.said("Tilts no klučiem"), when=at(8))


@pytest.fixture
def ilze(arrives, house) -> Visitor:
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    return visitor


def a_photo(name: str = "IMG_1.jpg", form: str = "JPEG") -> dict:
    return {"name": name, "mimeType": f"image/{form.lower()}", "buffer": p.telling(form)}


def choose(page: Page, *files: dict) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


def work() -> None:
    make.work_quickly(timezone.now())
    make.work_quickly(timezone.now())


def vow(page: Page) -> None:
    page.get_by_label("Nav redzama neviena seja").check()
    page.get_by_label("Nav salasāms neviens vārds").check()


def to_check(by, log) -> DayPhoto:
    return make.covered(log, by, when=at(8, 1))


# --- from the phone to the day ------------------------------------------------------------------------
def test_two_photos_of_a_day_from_the_phone_to_the_family(ilze, house, bees, by, log):
    page = ilze.page
    ilze.open(makers.url(bees))
    choose(page, a_photo(), a_photo("IMG_2.png", "PNG"))
    expect(page.locator("#photos .photo")).to_have_count(2)
    expect(page.locator("#photos")).to_contain_text("Aizklāj sejas")
    assert [row.photo.key != "" for row in DayPhoto.objects.all()] == [True, True]
    work()
    expect(page.locator("#photos .to-check")).to_contain_text("Jāpārbauda 2 foto")
    page.locator("#photos .to-check").click()
    expect(page.locator(".due")).to_contain_text("1 no 2")
    expect(page.get_by_label("Kas redzams")).to_have_value("Tilts no klučiem")
    for _photo in range(2):
        vow(page)
        page.get_by_role("button", name="Apstiprināt foto").last.click()
    page.wait_for_url(f"**{makers.url(bees)}")
    expect(page.locator("#photos .photo img")).to_have_count(2)
    assert DayPhoto.objects.shown().count() == 2


def test_without_its_vows_nothing_is_confirmed_and_what_was_typed_stays(ilze, bees, by, log):
    ilze.expects("status of 422")
    row = to_check(by, log)
    page = ilze.page
    ilze.open(makers.url(bees, "photo", row.pk))
    page.get_by_label("Kas redzams").fill("Klucīšu tilts")
    page.get_by_label("Nav redzama neviena seja").check()
    page.get_by_role("button", name="Apstiprināt foto").last.click()
    expect(page.locator("#no-name-wrong")).to_contain_text("Apskatiet foto")
    expect(page.get_by_label("Kas redzams")).to_have_value("Klucīšu tilts")
    expect(page.get_by_label("Nav redzama neviena seja")).to_be_checked()
    assert make.fresh(row).confirmed_at is None


def test_a_child_named_in_its_words_is_asked_about(ilze, bees, by, log):
    ilze.expects("status of 422")
    row = to_check(by, log)
    ilze.open(makers.url(bees, "photo", row.pk))
    ilze.page.get_by_label("Kas redzams").fill("Annas tilts")
    vow(ilze.page)
    ilze.page.get_by_role("button", name="Apstiprināt foto").last.click()
    ilze.page.get_by_role("button", name="Aizstāt ar").click()
    ilze.page.wait_for_url(f"**{makers.url(bees)}")
    assert make.fresh(row).alt == "Bērna tilts"


# --- by finger ----------------------------------------------------------------------------------------
def test_a_finger_covers_and_takes_its_place_away_again(ilze, bees, by, log):
    row = to_check(by, log)
    page = ilze.page
    ilze.open(makers.url(bees, "photo", row.pk))
    page.get_by_text("Aizklāt vēl ko").click()
    box = page.locator(".gate").bounding_box()
    middle = {"x": box["width"] / 2, "y": box["height"] / 2}
    corner = {"x": box["width"] * 0.9, "y": box["height"] * 0.9}
    page.locator(".gate").tap(position=middle)
    page.locator(".gate").tap(position=corner)
    expect(page.locator(".gate-own")).to_have_count(2)
    page.locator(".gate").tap(position=middle)
    expect(page.locator(".gate-own")).to_have_count(1)
    page.get_by_role("button", name="Aizklāt", exact=True).click()
    expect(page.locator(".gate-nothing")).to_contain_text("Meklējam un aizklājam")
    (wanted,) = Photo.objects.get().wanted
    assert (wanted[0] > 8000, wanted[2] > 9000) == (True, True)
    make.work(timezone.now())
    expect(page.locator(".gate-said")).to_contain_text("Jūsu norādīta vieta")
    assert make.fresh(row).photo.own == [wanted]


def test_keys_cover_as_a_finger_does(arrives, house, bees, by, log):
    row = to_check(by, log)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.teacher)
    page = visitor.page
    visitor.open(makers.url(bees, "photo", row.pk))
    page.get_by_text("Aizklāt vēl ko").press("Enter")
    page.locator(".gate svg").focus()
    for key in ("ArrowLeft", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".gate-own")).to_have_count(1)
    page.get_by_role("button", name="Aizklāt", exact=True).click()
    expect(page.locator(".gate-nothing")).to_be_visible()
    ((left, top, right, bottom),) = Photo.objects.get().wanted
    assert ((left + right) // 2, (top + bottom) // 2) == (4750, 4750)


def test_it_is_deleted_by_its_author(ilze, bees, by, log):
    row = to_check(by, log)
    ilze.open(makers.url(bees, "photo", row.pk))
    ilze.page.get_by_role("button", name="Dzēst šo foto").click()
    expect(ilze.page.locator("h1")).to_have_text("Dienas foto")
    assert make.fresh(row).photo.state == Photo.State.REMOVED


# --- on a bad connection --------------------------------------------------------------------------------
def test_a_lost_answer_brings_no_second_photo(ilze, bees, log):
    """The photo came, its answer did not: it is sent again by itself, and is there once."""
    ilze.expects("ERR_FAILED", "Failed to load")
    times = []

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        times.append(1)
        if len(times) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page = ilze.page
    page.route(re.compile(r"/photos/$"), lose_the_first)
    ilze.open(makers.url(bees))
    choose(page, a_photo())
    expect(page.locator(".sends")).to_contain_text("Sūtām vēlreiz")
    expect(page.locator("#photos .photo")).to_have_count(1)
    assert (len(times), DayPhoto.objects.count()) == (2, 1)


def test_what_is_refused_says_why_and_the_others_go_on(ilze, bees, log):
    ilze.expects("status of 422")
    page = ilze.page
    ilze.open(makers.url(bees))
    film = {"name": "IMG_4127.MOV", "mimeType": "image/jpeg", "buffer": b"\0\0\0\x18ftypqt  " * 9}
    choose(page, film, HEAVY, a_photo())
    expect(page.locator("#photos .photo")).to_have_count(1)
    said = page.locator(".sends")
    expect(said).to_contain_text("IMG_4127.MOV")
    expect(said).to_contain_text("15 MB")


def test_without_script_one_photo_is_sent_by_the_form(arrives, house, bees, log):
    visitor = arrives({**PHONE, "java_script_enabled": False})
    visitor.is_signed_in(house.people.teacher)
    visitor.open(makers.url(bees, "photos"))
    visitor.page.locator("input[type=file]").set_input_files([a_photo()])
    visitor.page.get_by_role("button", name="Nosūtīt foto").click()
    expect(visitor.page.locator(".photo")).to_have_count(1)


# --- how the pages look ---------------------------------------------------------------------------------
def test_its_pages_in_their_states(ilze, house, bees, by, log):
    make.photo(log, by, when=at(8, 2))
    make.hidden(log, by, when=at(8, 3))
    checked, waits = make.covered(log, by, when=at(8, 4)), make.sent(log, by, when=at(8, 5))
    every = (
        ("photos",),
        *(("photo", row.pk) for row in (checked, waits, *DayPhoto.objects.all()[:2])),
    )
    found = []
    for name, *more in every:
        html = ilze.open(makers.url(bees, name, *more)).text()
        found += [f"{name} {one}" for one in checks.nothing_wrong_with(ilze.page, html)]
    ilze.open(makers.url(bees, "photo", checked.pk))
    ilze.page.get_by_text("Aizklāt vēl ko").click()
    ilze.page.locator(".gate").click(position={"x": 20, "y": 20})
    assert found + checks.nothing_wrong_with(ilze.page, "") == []


def test_the_detector_away_is_said_and_nothing_is_shown(ilze, bees, by, log):
    row = make.sent(log, by, when=at(8, 1))
    make.work(at(8, 2), is_away=True)
    ilze.open(makers.url(bees, "photo", row.pk))
    expect(ilze.page.locator(".gate-nothing")).to_contain_text("Sejas pašlaik nevar meklēt")
    expect(ilze.page.locator(".gate img")).to_have_count(0)
