"""R19: passwords are not guessed, and who guesses shuts nobody else out (G22, G51)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings

from people.models import DeviceUse, User
from tests.world import PASSWORD, at, verified_email

LOGIN = "/accounts/login/"
AWAY = {
    "default": {"BACKEND": "ejournal.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}
}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def tries(person, password: str, browser: Client | None = None, address: int = 0) -> bool:
    """From an address of its own, so that only the person's own limit can hold."""
    browser = browser or Client()
    body = {"login": person.username, "password": password}
    ip = f"2001:db8:{address // 250:x}:{address % 250:x}::1"
    browser.post(LOGIN, body, REMOTE_ADDR=ip)
    return "_auth_user_id" in browser.session


def leaves(browser: Client) -> None:
    """The device stays known."""
    browser.post("/accounts/logout/")


def guess(person, count: int, clock, *, first: int = 0) -> None:
    """As fast as the limit of a minute lets through."""
    for n in range(first, first + count):
        if n and n % 10 == 0:
            clock.shift(timedelta(minutes=5, seconds=1))
        assert not tries(person, f"minejums {n}", address=n)


def guessed_at(person) -> User:
    User.objects.filter(pk=person.pk).update(failed_sign_ins=100)
    return person


@pytest.fixture
def home(house) -> Client:
    """The teacher's own browser, signed out."""
    browser = Client()
    assert tries(house.people.teacher, PASSWORD, browser)
    leaves(browser)
    return browser


def test_the_eleventh_guess_in_five_minutes_is_not_looked_at(house, clock):
    guess(house.people.teacher, 10, clock)
    assert not tries(house.people.teacher, PASSWORD, address=777)
    clock.shift(timedelta(minutes=5, seconds=1))
    assert tries(house.people.teacher, PASSWORD, address=778)


@pytest.mark.parametrize("last", [3, pytest.param(100, marks=pytest.mark.slow)])
def test_after_a_hundred_in_a_row_no_further_is_looked_at(house, clock, last):
    """The last three of them everyday, the whole hundred among the long tests."""
    User.objects.filter(pk=house.people.teacher.pk).update(failed_sign_ins=100 - last)
    guess(house.people.teacher, last, clock)
    clock.shift(timedelta(hours=5))
    assert not tries(house.people.teacher, PASSWORD, address=777)


def test_guesses_from_elsewhere_do_not_shut_the_owner_out(house, home, clock):
    guess(house.people.teacher, 10, clock)
    assert tries(house.people.teacher, PASSWORD, home, address=777)
    leaves(home)
    guessed_at(house.people.teacher)
    assert tries(house.people.teacher, PASSWORD, home, address=777)


def test_whoever_comes_in_begins_anew(house, home):
    teacher = guessed_at(house.people.teacher)
    assert tries(teacher, PASSWORD, home)
    teacher.refresh_from_db()
    assert teacher.failed_sign_ins == 0
    assert tries(teacher, PASSWORD)  # elsewhere too


def test_guesses_at_home_are_a_hundred_too(house, home):
    teacher = guessed_at(house.people.teacher)
    DeviceUse.objects.update(failed_sign_ins=99)
    assert not tries(teacher, "nav", home)
    assert not tries(teacher, PASSWORD, home)


def test_the_owner_without_a_device_has_other_doors(house):
    teacher = guessed_at(house.people.teacher)
    verified_email(teacher)
    Client().post("/accounts/code/", {"email": teacher.email})
    assert len(mail.outbox) == 1


def test_a_hundred_holds_while_the_cache_is_away(house, clock):
    User.objects.filter(pk=house.people.teacher.pk).update(failed_sign_ins=80)
    with override_settings(CACHES=AWAY):
        for n in range(20):  # no limit of a minute holds them up
            assert not tries(house.people.teacher, f"minejums {n}", address=n)
        assert not tries(house.people.teacher, PASSWORD, address=777)


def test_the_answer_is_that_of_an_unknown_name(house):
    guessed_at(house.people.teacher)
    known, unknown = (
        Client().post(LOGIN, {"login": name, "password": PASSWORD})
        for name in (house.people.teacher.username, "nezinams.nekas")
    )
    assert known.status_code == unknown.status_code
    assert len(known.content) - len(house.people.teacher.username) == (
        len(unknown.content) - len("nezinams.nekas")
    )
