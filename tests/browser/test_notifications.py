"""Notifications on a phone and on a desktop: the bell, the list, settings, delivery; without script too."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from outbox.models import Delivery, Hours, Notification, Preference
from tests.browser import scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address
from tests.browser.test_every_page import look, look_again
from tests.world import verified_email

INBOX, SETTINGS = reverse("messaging:inbox"), reverse("messaging:settings")
DELIVERY = reverse("messaging:delivery")
DEVICES = pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])


def bell(page: Page):
    """The one of the two that is shown on this device."""
    return page.locator("a.bell").filter(visible=True)


def save(page: Page) -> None:
    page.locator("form.narrow button[type=submit]").click()


@pytest.mark.parametrize("state", ["empty", "long", "its end"])
def test_the_list_in_its_states(arrives, house, state):
    person = house.people.teacher
    house.guardian(house.children["Pūcītes"][2], person)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(person)
    if state != "empty":
        scenes.reminded(house, person, "teacher", days=30, read=20)
        scenes.reminded(house, person, "parent")
    assert look(visitor, INBOX + ("?page=2" if state == "its end" else "")) == []


@pytest.mark.deep(name="looks")
def test_what_is_told_in_another_role(arrives, house):
    person = house.people.teacher
    house.guardian(house.children["Pūcītes"][2], person)
    scenes.reminded(house, person, "teacher")
    scenes.reminded(house, person, "parent")
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(person)
    as_parent = Notification.objects.filter(role="parent").latest("pk")
    found = look(visitor, reverse("messaging:open", args=[as_parent.pk]))
    assert found + look(visitor, reverse("today")) == []


@pytest.mark.deep(name="looks")
def test_what_may_no_longer_be_seen(arrives, house):
    scenes.reminded(house, house.people.specialist, "teacher")
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.specialist)
    assert look(visitor, INBOX) == []
    expect(visitor.page.locator(".notice-gone")).to_have_count(2)


@pytest.mark.deep(name="looks")
def test_settings_in_their_states(arrives, house):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, SETTINGS)
    visitor.expects("status of 422")
    visitor.page.locator("[type=radio]:checked").first.evaluate("radio => { radio.value = 'x'; }")
    save(visitor.page)
    visitor.page.locator("main .note[role=alert]").filter(visible=True).first.wait_for()
    assert found + look_again(visitor, "422") == []


@pytest.mark.deep(name="looks")
def test_delivery_in_its_states(arrives, house):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, DELIVERY)
    scenes.letters_failed(house)
    assert found + look(visitor, DELIVERY) == []


@pytest.mark.parametrize(
    ("script", "device"),
    [  # everyday each device and each way once
        pytest.param(True, PHONE, id="script-phone"),
        pytest.param(False, DESKTOP, id="no script-desktop"),
        pytest.param(True, DESKTOP, id="script-desktop", marks=pytest.mark.deep(name="looks")),
        pytest.param(False, PHONE, id="no script-phone", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_from_the_bell_to_the_register(arrives, house, device, script):
    scenes.reminded(house, house.people.teacher, "teacher")
    teacher = arrives(device, java_script_enabled=script)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("today"))
    page = teacher.page
    expect(bell(page).locator(".count")).to_have_text("2")
    bell(page).click()
    page.locator(".notice").first.click()
    page.wait_for_url(f"**{address(house)}")
    page.goto(teacher.portal + INBOX)
    expect(page.locator(".notice[data-unread]")).to_have_count(1)
    page.locator(f"form[action='{reverse('messaging:read_all')}']:has([name=up_to]) button").click()
    expect(page.locator(".notice[data-unread]")).to_have_count(0)
    expect(bell(page).locator(".count")).to_have_count(0)


@DEVICES
def test_settings_are_saved_without_script(arrives, house, device):
    verified_email(house.people.teacher)
    teacher = arrives(device, java_script_enabled=False)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("people:account"))
    page = teacher.page
    page.locator(f"main a[href='{SETTINGS}']").click()
    expect(page.locator("main")).to_contain_text(house.people.teacher.email)
    page.locator("[name=email-reminder-attendance][value=never]").check()
    page.locator("[name=quiet_since]").select_option("21:30")
    save(page)
    expect(page.locator("[role=status]")).to_contain_text("Saglabāts 8:4")
    expect(page.locator("[name=email-reminder-attendance][value=never]")).to_be_checked()
    assert Preference.objects.get().mode == "never"
    assert Hours.objects.get().quiet_since.hour == 21


def test_a_letter_leads_through_the_change_of_role(arrives, house):
    person = house.people.teacher
    house.guardian(house.children["Pūcītes"][2], person)
    scenes.reminded(house, person, "parent")
    told = Notification.objects.latest("pk")
    visitor = arrives(PHONE)
    visitor.is_signed_in(person)
    visitor.open(reverse("messaging:open", args=[told.pk]))
    visitor.page.locator("main .btn-primary").tap()
    visitor.page.wait_for_url(f"**{INBOX}")  # a parent does not see the register
    told.refresh_from_db()
    assert told.read_at


def test_given_up_letters_are_sent_again(arrives, house, monkeypatch):
    monkeypatch.setattr(
        "outbox.wake.start", lambda task: None
    )  # it would give some up again at once
    scenes.letters_failed(house)
    dead = Delivery.objects.filter(state="dead").count()
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    visitor.open(DELIVERY)
    rows = visitor.page.locator(".failed")
    expect(rows).to_have_count(dead)
    rows.first.get_by_role("button").tap()
    expect(rows).to_have_count(dead - 1)
    visitor.page.locator("#failed + form button").tap()
    expect(rows).to_have_count(0)
    assert not Delivery.objects.filter(state="dead").exists()
