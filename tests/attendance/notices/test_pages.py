"""What guardians see and send: cards, forms, the list, the month."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import MONDAY, at

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at(8, 30), tick=False)
    return time_machine


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(*children, days=f"{MONDAY}/{MONDAY}", reason="illness", **more):
    return {"child": [child.pk for child in children], "days": days, "reason": reason, **more}


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def karlis(house):
    return house.children["Pūcītes"][0]


@pytest.fixture
def mother(house, clock):
    return signed_in(house.people.mother)


def card(client, name="Anna") -> dict:
    kids = client.get(reverse("today")).context["kids"]
    return next(kid for kid in kids if name in kid["name"])


def test_a_notice_is_sent_from_the_card_and_shown_on_it(mother, anna):
    answer = mother.post(reverse("attendance:report"), form(anna))
    assert (answer.status_code, answer["Location"]) == (302, reverse("today"))
    shown = card(mother)
    assert shown["state"]["text"] == "Prombūtne pieteikta"
    assert "Slimība" in shown["notices"][0].title
    assert "šodien" in shown["notices"][0].title
    assert "Kristīne Bērziņa" in shown["notices"][0].told
    assert "8:30" in shown["notices"][0].told
