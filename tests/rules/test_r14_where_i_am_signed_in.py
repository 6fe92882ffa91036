"""R14: one sees where one is signed in, on what and when last, and ends any of it at once."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from people.devices import agents, sessions
from tests.people.room import sign_in
from tests.world import TUESDAY, at

PAGE = reverse("people:sessions")
ANDROID = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"
IPAD = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/150.0"
TABLET = "Mozilla/5.0 (Linux; Android 15; SM-X200) AppleWebKit/537.36 Chrome/150.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    return time_machine


def signed_in(person, agent: str) -> Client:
    browser = Client(headers={"User-Agent": agent})
    sign_in(browser, person)
    return browser


def seen(browser: Client):
    return UserSession.objects.get(session_key=browser.session.session_key).last_seen_at


def test_the_list_says_what_and_when(house, clock):
    mother = house.people.mother
    signed_in(mother, ANDROID)
    clock.move_to(at(9, 5, day=TUESDAY), tick=False)
    page = signed_in(mother, WINDOWS).get(PAGE).text
    assert page.index("Dators") < page.index("Firefox, Windows") < page.index("Tālrunis")
    assert "Pēdējo reizi lietots: tagad" in page
    assert "Pēdējo reizi lietots: vakar 8:41" in page
    assert "Chrome, Android · kopš 16.11.2026." in page


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(0), "šodien 8:41"), (timedelta(hours=8, minutes=42), "vakar 23:59"),
        (timedelta(days=1), "vakar 8:41"), (timedelta(days=2), "pirms 2 dienām"),
        (timedelta(days=21), "pirms 21 dienas"),
    ],
)  # fmt: skip
def test_when_in_words(passed, said):
    assert sessions.seen_in_words(at(8, 41) - passed, at(8, 41)) == said


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (ANDROID, "Tālrunis"), (IPHONE, "Tālrunis"), (IPAD, "Planšetdators"),
        (TABLET, "Planšetdators"), (WINDOWS, "Dators"), ("", "Nezināma ierīce"),
    ],
)  # fmt: skip
def test_the_kind_of_device(agent, said):
    assert agents.kind(agent) == said


def test_seen_moves_with_what_one_does_and_at_most_every_ten_minutes(house, clock):
    browser = signed_in(house.people.teacher, ANDROID)
    for minute, moved in ((50, 41), (51, 51), (59, 51)):
        clock.move_to(at(8, minute), tick=False)
        browser.get("/")
        assert seen(browser) == at(8, moved)


def test_no_page_asks_for_it(house, clock, django_assert_num_queries):
    """It comes with the session itself; noting it is one statement, six times an hour at most."""
    browser = signed_in(house.people.teacher, ANDROID)
    page = reverse("people:account")
    browser.get(page)
    with django_assert_num_queries(5):
        browser.get(page)
    clock.move_to(at(8, 51), tick=False)
    with django_assert_num_queries(6):
        browser.get(page)


def test_being_seen_does_not_prolong_a_session_of_staff(house, clock):
    browser = signed_in(house.people.teacher, ANDROID)
    browser.get("/")
    clock.move_to(at(20, 40), tick=False)
    assert browser.get("/").status_code == 200
    clock.move_to(at(20, 41), tick=False)
    assert browser.get("/").status_code == 302


def test_ended_at_once(house):
    mother = house.people.mother
    phone, computer = signed_in(mother, ANDROID), signed_in(mother, WINDOWS)
    row = UserSession.objects.get(session_key=phone.session.session_key)
    computer.post(reverse("people:end_session", args=[row.pk]))
    assert phone.get("/").status_code == 302
    assert "Android" not in computer.get(PAGE).text


def test_one_that_has_run_out_is_not_on_the_list(house, clock):
    mother = house.people.mother
    here = signed_in(mother, WINDOWS)
    sign_in(Client(headers={"User-Agent": ANDROID}), mother, not_mine="on")
    assert "Android" in here.get(PAGE).text
    clock.move_to(at(9, day=TUESDAY), tick=False)
    assert "Android" not in here.get(PAGE).text
