"""The kitchen's page in its states: before nine, counted, silent, changed, not delivered, off, empty."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from attendance.kitchen import counting
from attendance.models import HeadCount
from people.models import Institution
from tests.attendance.kitchen import mornings
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look
from tests.world import HOLIDAY, MONDAY, at, institution

PAGE = reverse("attendance:kitchen")
SUNDAY = reverse("attendance:kitchen_day", args=[HOLIDAY.replace(day=15)])
AHEAD = reverse("attendance:kitchen_day", args=[HOLIDAY.replace(day=20)])
ADDRESS = "edinataji@pasts.test"


def given_an_address(house) -> None:
    place = Institution.objects.get(pk=house.institution.pk)
    place.settings["kitchen.caterer_email"] = ADDRESS
    place.save()
    house.institution.settings = place.settings


@pytest.mark.deep(name="looks")
def test_the_page_in_its_states(arrives, house):
    mornings.a_kitchen(house)
    mornings.morning(house)
    nurse = arrives(DESKTOP)
    nurse.is_signed_in(house.people.nurse)
    assert look(nurse, PAGE) + look(nurse, SUNDAY) + look(nurse, AHEAD) == []


@pytest.mark.deep(name="looks")
def test_the_page_once_counted(arrives, house, morning):
    mornings.a_kitchen(house)
    mornings.morning(house)
    nurse = arrives(DESKTOP)
    nurse.is_signed_in(house.people.nurse)
    given_an_address(house)
    morning.move_to(at(9, 30))
    counting.take(house.institution, MONDAY, at(9, 0, 20))
    found = look(nurse, PAGE)
    mornings.after_nine(house)
    HeadCount.objects.update(letter="failed", letter_to=ADDRESS)
    found += look(nurse, PAGE)
    assert found == []


@pytest.mark.deep(name="looks")
def test_a_house_without_groups(arrives, house):
    empty = institution("Tukšais nams", "40000000003")
    head = arrives(DESKTOP)
    head.is_signed_in(empty.head)
    assert look(head, PAGE) == []
    expect(head.page.locator("main")).to_contain_text("Nav ko skaitīt")


def test_a_letter_that_failed_is_sent_again_by_phone_without_script(arrives, house, morning):
    mornings.a_kitchen(house)
    given_an_address(house)
    counting.take(house.institution, MONDAY, at(9, 0, 20))
    HeadCount.objects.update(letter="failed", letter_to=ADDRESS)
    morning.move_to(at(9, 30))
    clerk = arrives(PHONE, java_script_enabled=False)
    clerk.is_signed_in(house.people.clerk)
    clerk.open(PAGE)
    expect(clerk.page.locator(".portions-all")).to_contain_text("8")
    clerk.page.get_by_role("button", name="Sūtīt vēlreiz").click()
    expect(clerk.page.locator("main")).to_contain_text("minūtes laikā")
    assert HeadCount.objects.get().letter == "waiting"


def test_on_paper_it_says_whose_it_is_and_has_no_controls(arrives, house, morning):
    mornings.a_kitchen(house)
    counting.take(house.institution, MONDAY, at(9, 0, 20))
    morning.move_to(at(9, 30))
    nurse = arrives(DESKTOP)
    nurse.is_signed_in(house.people.nurse)
    nurse.open(PAGE)
    page = nurse.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Virtuve")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bērnu skaits ēdināšanai")
    expect(page.locator("main")).to_contain_text(house.institution.registration_number)
    expect(page.locator("main .btn").filter(visible=True)).to_have_count(0)
    page.emulate_media(media="screen")
