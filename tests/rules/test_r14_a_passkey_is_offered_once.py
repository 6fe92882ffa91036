"""R14: a passkey is offered once, after the first sign-in on a device of one's own."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from tests.people.room import PIN, shared_by_two, sign_in
from tests.rules.test_r14_password_changed_at_once import SECRET, code
from tests.world import at

LATER = reverse("passkey_later")
OFFER = "data-passkey-offer"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(8), tick=False)
    return time_machine


def signed_in(person, **more) -> Client:
    browser = Client()
    sign_in(browser, person, **more)
    return browser


def offers(browser: Client) -> bool:
    page = browser.get("/")
    assert page.status_code == 200
    return OFFER in page.text


@pytest.mark.parametrize("name", ["mother", "teacher", "nurse", "head"])
def test_it_is_offered_on_today(house, name):
    page = signed_in(getattr(house.people, name)).get("/").text
    assert OFFER in page
    assert f"{OFFER} hidden" in page  # a browser that can hold one opens it
    assert reverse("mfa_add_webauthn") in page


def test_later_is_never_again_on_any_device(house):
    mother = house.people.mother
    here, elsewhere = signed_in(mother), signed_in(mother)
    assert here.post(LATER).url == "/"
    assert not offers(here)
    assert not offers(signed_in(mother))
    elsewhere.post(LATER)
    assert not offers(elsewhere)
    assert offers(signed_in(house.people.father))  # another person's answer is their own


def test_who_adds_one_is_not_asked_again(house, rf):
    mother = house.people.mother
    browser = signed_in(mother)
    assert offers(browser)
    added = Authenticator.objects.create(user=mother, type="webauthn", data={})
    request = rf.post("/")
    request.session, request.user = browser.session, mother
    request.access, request.received_at = house.access(mother, "parent"), at(8, 1)
    authenticator_added.send(
        sender=Authenticator, request=request, user=mother, authenticator=added
    )
    request.session.save()
    assert not offers(browser)
    added.delete()
    assert not offers(signed_in(mother))


def test_who_has_one_is_not_asked(house, clock):
    mother = house.people.mother
    TOTP.activate(mother, SECRET)
    browser = signed_in(mother)
    browser.post("/accounts/key/authenticate/", {"code": code()})
    assert offers(browser)  # an app with codes is no passkey
    Authenticator.objects.create(user=mother, type="webauthn", data={"name": "Tālrunis"})
    clock.move_to(at(8, 5), tick=False)
    again = signed_in(mother)
    again.post("/accounts/key/authenticate/", {"code": code()})
    assert not offers(again)


def test_never_on_a_shared_device_or_one_of_somebody_else(house):
    room = shared_by_two(house)
    sign_in(room, house.people.teacher)
    assert not offers(room)
    assert not offers(signed_in(house.people.mother, not_mine="on"))
    assert offers(signed_in(house.people.mother))  # still to be offered where it makes sense


def test_nor_on_one_that_is_shared_from_now_on(house):
    browser = signed_in(house.people.teacher)
    assert offers(browser)
    browser.post(reverse("people:share_device"), {"name": "Bitīšu dators"})
    assert not offers(browser)


def test_a_pin_offers_nothing(house):
    room = shared_by_two(house)
    use = house.people.teacher.device_uses.get()
    room.post(reverse("enter_by_pin"), {"who": use.pk, "pin": PIN})
    assert not offers(room)
