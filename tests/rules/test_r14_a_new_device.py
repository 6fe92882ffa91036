"""R14: whoever signs in as me on a device of theirs does not stay unseen."""

import pytest
from django.test import Client
from django.urls import reverse

from outbox.models import Notification
from people.models import DeviceUse
from tests.world import PASSWORD, at, verified_email

PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def sign_in(person, browser: Client | None = None, agent: str = "") -> Client:
    browser = browser or Client()
    body = {"login": person.username, "password": PASSWORD}
    browser.post("/accounts/login/", body, headers={"User-Agent": agent})
    return browser


def told(person):
    return Notification.objects.filter(kind="account.new_device", person=person)


@pytest.mark.parametrize("name", ["mother", "teacher", "head", "superuser"])
def test_a_sign_in_on_one_more_device_is_told_once(house, name):
    person = getattr(house.people, name)
    first = sign_in(person)
    assert not told(person).exists()  # there is nothing to compare the first one with
    sign_in(person, first)
    assert not told(person).exists()
    second = sign_in(person, agent=PHONE)
    sign_in(person, second)
    assert told(person).count() == 1


def test_it_names_the_device_and_no_address(house):
    sign_in(house.people.mother)
    browser = sign_in(house.people.mother, agent=PHONE)
    page = browser.get(reverse("messaging:inbox")).content.decode()
    assert "Chrome, Android" in page
    assert "127.0.0.1" not in page


def test_a_letter_goes_out_at_once(house):
    verified_email(house.people.teacher)
    sign_in(house.people.teacher)
    sign_in(house.people.teacher, agent=PHONE)
    assert told(house.people.teacher).get().deliveries.get().due_at == at(9)


def test_others_are_told_nothing(house):
    sign_in(house.people.mother)
    sign_in(house.people.mother, agent=PHONE)
    assert set(Notification.objects.values_list("person", flat=True)) == {house.people.mother.pk}


def test_a_refused_sign_in_makes_no_device(house):
    Client().post("/accounts/login/", {"login": house.people.mother.username, "password": "nav"})
    assert not DeviceUse.objects.exists()
