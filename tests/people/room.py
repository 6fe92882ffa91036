"""The computer of a group's room, as it is after two colleagues have sat down at it."""

from django.test import Client
from django.urls import reverse

from tests.world import PASSWORD, House

LOGIN = reverse("account_login")
PIN = "280417"


def sign_in(browser: Client, person, **more):
    return browser.post(LOGIN, {"login": person.username, "password": PASSWORD} | more)


def choose_pin(browser: Client, pin: str = PIN, again: str | None = None):
    return browser.post(reverse("people:pin"), {"pin": pin, "again": again or pin})


def leave_it(browser: Client) -> None:
    browser.post(reverse("people:change_user"))


def shared_by_two(house: House) -> Client:
    """A browser in the room of «Bitītes»: two teachers have a PIN on it, nobody is at it."""
    browser = Client()
    sign_in(browser, house.people.teacher)
    browser.post(reverse("people:share_device"), {"name": "Bitīšu dators"})
    for person in (house.people.teacher, house.people.assistant):
        sign_in(browser, person)
        assert choose_pin(browser).status_code == 302
        leave_it(browser)
    return browser
