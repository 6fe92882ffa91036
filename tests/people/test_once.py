"""M10: a form of people does its work once, however often it comes; a saved one filled anew is not lost."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from outbox.models import Receipt
from people.models import (
    Address,
    Assignment,
    Child,
    ContactChange,
    Device,
    Exclusion,
    Guardianship,
    Joining,
    PickUpPerson,
    User,
)
from tests.world import MONDAY, PASSWORD, at

AT_A_TIME = 8
CHILD = {
    "first_name": "Ērika", "last_name": "Ozoliņa", "birth_date": "2022-01-15", "sex": "f",
    "since": "2026-11-16",
}  # fmt: skip
ADULT = {"first_name": "Jauna", "last_name": "Nākusī", "email": "", "phone": ""}
AGAIN = "Šī veidlapa jau tika saglabāta ar citu saturu."


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def key_of(response, address: str = "") -> str:
    """Of the form that goes to this address; of the last one of its page."""
    forms = re.findall(r"<form.*?</form>", response.text, re.S)
    meant = [one for one in forms if 'name="once"' in one and f'action="{address}"' in one] or [
        one for one in forms if 'name="once"' in one
    ]
    return re.search(r'name="once" value="([^"]+)"', meant[-1])[1]


def entering(house) -> dict[str, tuple[str, dict, type]]:
    """What is entered of people: where, the form, what a row of it is."""
    anna = house.children["Bitītes"][0].pk
    return {
        "employee": (reverse("people:staff_new"), ADULT | {"role": "nurse"}, User),
        "child": (
            reverse("people:child_new"), CHILD | {"group": house.groups["Bitītes"].pk}, Child,
        ),
        "guardian": (
            reverse("people:guardian_new", args=[anna]), ADULT | {"relation": "guardian"},
            Guardianship,
        ),
        "pick-up person": (
            reverse("people:pick_up_new", args=[anna]),
            {"name": "Vecmāmiņa Ilga", "relation": "vecmāmiņa", "phone": ""}, PickUpPerson,
        ),
    }  # fmt: skip


ENTERED = ("employee", "child", "guardian", "pick-up person")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ENTERED)
@pytest.mark.parametrize("button", [{}, {"anyway": "1"}])
def test_eight_taps_at_a_time_make_one(house, head, what, button):
    address, filled, model = entering(house)[what]
    form = filled | button | {"once": key_of(head.get(address))}
    before, start = model.objects.count(), threading.Barrier(AT_A_TIME, timeout=30)

    def tap(_):
        browser = Client()
        browser.cookies = head.cookies.copy()
        try:
            start.wait()
            return browser.post(address, form).get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        places = set(pool.map(tap, range(AT_A_TIME)))
    assert len(places) == 1
    assert None not in places
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("what", ENTERED)
def test_a_refused_form_comes_back_with_a_key_that_works(house, head, what):
    address, filled, model = entering(house)[what]
    before, key = model.objects.count(), key_of(head.get(address))
    name = next(iter(filled))
    refused = head.post(address, filled | {name: "", "once": key})
    assert (refused.status_code, Receipt.objects.count()) == (422, 0)
    assert key_of(refused) != key
    assert head.post(address, filled | {"once": key_of(refused)}).status_code == 302
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("what", ENTERED)
def test_a_saved_form_filled_anew_is_kept_on_the_page(house, head, what):
    address, filled, model = entering(house)[what]
    form = filled | {"once": key_of(head.get(address))}
    head.post(address, form)
    before, name = model.objects.count(), next(iter(filled))
    other = head.post(address, form | {name: "Pavisam Cita"})
    assert other.status_code == 409
    assert AGAIN in other.text
    assert "Saglabāts." not in other.text  # of the first one; said where that is looked at
    assert 'value="Pavisam Cita"' in other.text
    assert model.objects.count() == before
    anew = form | {name: "Pavisam Cita", "once": key_of(other), "anyway": "1"}
    assert head.post(address, anew).status_code == 302
    assert model.objects.count() == before + 1


# --- forms that stand beside others on a page -----------------------------------------------------
def of_one(house) -> dict[str, tuple[str, str, dict, dict, type]]:
    """The page, where it is sent, the form, what is filled in otherwise the second time, the rows."""
    anna, teacher = house.children["Bitītes"][0].pk, house.people.teacher.pk
    own = reverse("people:contacts")
    return {
        "e-mail": (
            own, reverse("people:contacts_email"), {"email": "jauna@pasts.example"},
            {"email": "cita@pasts.example"}, ContactChange,
        ),
        "phone": (
            own, reverse("people:contacts_phone"), {"phone": "29 123 456"}, {"phone": "29 999 999"},
            ContactChange,
        ),
        "work": (
            reverse("people:assign", args=[teacher]), "",
            {"group": house.groups["Pūcītes"].pk, "kind": 4, "since": "2026-11-16", "last_day": "2026-11-27"},
            {"since": "2026-11-18"}, Assignment,
        ),
        "address": (
            reverse("people:address", args=[anna, 1]), "", {"street": "Ezeru iela 1"},
            {"street": "Kalna iela 2"}, Address,
        ),
    }  # fmt: skip


def fresh(person) -> Client:
    """Somebody who has just signed in."""
    browser = Client()
    browser.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


@pytest.mark.parametrize("what", ["e-mail", "phone", "work", "address"])
def test_a_form_among_others_on_its_page(house, what):
    page, there, filled, otherwise, model = of_one(house)[what]
    browser = fresh(house.head if not there else house.people.mother)
    form = filled | {"once": key_of(browser.get(page), there)}
    first, second = (browser.post(there or page, form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    rows = list(model.objects.values())
    other = browser.post(there or page, form | otherwise)
    assert (other.status_code, AGAIN in other.text) == (409, True)
    assert f'value="{next(iter(otherwise.values()))}"' in other.text
    assert list(model.objects.values()) == rows


def test_a_device_is_shared_once(house):
    browser = fresh(house.head)
    page, there = reverse("people:device"), reverse("people:share_device")
    form = {"name": "Bitīšu planšete", "once": key_of(browser.get(page), there)}
    assert [browser.post(there, form).status_code for _ in range(2)] == [302, 302]
    assert browser.post(there, form | {"name": "Pūcīšu planšete"}).status_code == 409
    assert Device.objects.get(shared_at__isnull=False).shared_as == "Bitīšu planšete"


# --- what is not offered again: the page says that it is done, and where to look ----------------------
def test_of_two_buttons_of_one_form_the_first_counts(house, other_house):
    asked = Joining.objects.create(
        institution=other_house.institution, user=house.head, role="nurse",
        asked_by=other_house.head, asked_at=at(8),
    )  # fmt: skip
    browser, there = fresh(house.head), reverse("people:decide_joining", args=[asked.pk])
    form = {"once": key_of(browser.get(reverse("people:joining")), there)}
    assert browser.post(there, form | {"accept": "1"}).status_code == 302
    other = browser.post(there, form)
    assert (other.status_code, "Tas jau ir nosūtīts" in other.text) == (409, True)
    assert f'href="{reverse("people:account")}"' in other.text
    asked.refresh_from_db()
    assert (asked.accepted_at, asked.declined_at) == (at(9), None)


@pytest.mark.parametrize("act", ["leave", "suspend"])
def test_an_account_is_closed_and_suspended_once(house, act):
    browser, nurse = fresh(house.head), house.people.nurse.pk
    page, there = (reverse(f"people:{name}", args=[nurse]) for name in ("adult_key", act))
    form = {"since": "2026-11-30", "last_day": "2026-12-11", "reason": "Noteikumi"}
    form["once"] = key_of(browser.get(page), there)
    assert {browser.post(there, form)["Location"] for _ in range(2)} == {page}
    other = browser.post(there, form | {"since": "2026-12-01"})
    assert (other.status_code, f'href="{page}"' in other.text) == (409, True)
    assert Exclusion.objects.get(user=nurse).since == MONDAY.replace(day=30)
