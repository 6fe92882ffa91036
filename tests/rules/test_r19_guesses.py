"""R19: passwords are not guessed, and who guesses shuts nobody else out (G22, G51, L10)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings

from people.models import DeviceUse, Guesses, User
from people.sign_in.guesses import PASSWORD as DOOR
from tests.world import PASSWORD, at, verified_email

LOGIN = "/accounts/login/"
AWAY = {
    "default": {"BACKEND": "ejournal.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}
}
FIVE_MINUTES, QUARTER = timedelta(minutes=5), timedelta(minutes=15)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


@pytest.fixture
def cache_away():
    with override_settings(CACHES=AWAY):
        yield


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


def guess(person, count: int, browser: Client | None = None) -> None:
    for n in range(count):
        assert not tries(person, f"minejums {n}", browser, address=n)


def guessed_at(person, number: int, use: DeviceUse | None = None) -> User:
    """So many in a row, the last of them now."""
    facts = {"number": number, "last_at": at(9)}
    Guesses.objects.update_or_create(
        person=person, door=DOOR.name, device_use=use, defaults=facts, create_defaults=facts
    )
    return person


@pytest.fixture
def home(house) -> Client:
    """The teacher's own browser, signed out."""
    browser = Client()
    assert tries(house.people.teacher, PASSWORD, browser)
    leaves(browser)
    return browser


# --- the rule, as the table counts it ---------------------------------------------------------------
def looked_at(door, seconds: int, *, every: int = 1) -> int:
    """Of guesses that come all the time."""
    number, last = 0, at(9)
    for second in range(0, seconds, every):
        now = at(9) + timedelta(seconds=second)
        if door.is_open(number, last, now):
            number, last = number + 1, now
    return number


def test_ten_in_five_minutes_and_no_more_than_a_hundred_and_sixty_five_in_a_day():
    assert looked_at(DOOR, 299) == 10
    assert looked_at(DOOR, 24 * 3600, every=10) == 165
    assert looked_at(DOOR, 48 * 3600, every=10) == 165 + 96


@pytest.mark.usefixtures("cache_away")
def test_after_ten_in_a_row_each_further_one_waits_five_minutes(house, clock):
    teacher = house.people.teacher
    guess(teacher, 10)
    clock.shift(FIVE_MINUTES - SECOND)
    assert not tries(teacher, PASSWORD)
    clock.shift(SECOND)
    assert not tries(teacher, "vel viens")
    assert not tries(teacher, PASSWORD)
    clock.shift(FIVE_MINUTES)
    assert tries(teacher, PASSWORD)


@pytest.mark.usefixtures("cache_away")
def test_after_a_hundred_the_right_password_is_good_again_in_a_quarter_of_an_hour(house, clock):
    """L10: the owner, on a new device and without an e-mail, needs nobody's help."""
    teacher = guessed_at(house.people.teacher, 99)
    clock.shift(FIVE_MINUTES)
    assert not tries(teacher, "simtais")
    clock.shift(QUARTER - SECOND)
    assert not tries(teacher, PASSWORD)
    clock.shift(SECOND)
    assert tries(teacher, PASSWORD)


@pytest.mark.usefixtures("cache_away")
def test_what_comes_during_a_pause_makes_it_no_longer(house, clock):
    teacher = guessed_at(house.people.teacher, 100)
    for _minute in range(14):
        clock.shift(timedelta(minutes=1))
        assert not tries(teacher, "pa vidu")
    clock.shift(timedelta(minutes=1))
    assert tries(teacher, PASSWORD)


def test_the_eleventh_guess_in_five_minutes_is_not_looked_at(house, clock):
    """With the cache, which counts too."""
    guess(house.people.teacher, 10)
    assert not tries(house.people.teacher, PASSWORD, address=777)
    clock.shift(FIVE_MINUTES + SECOND)
    assert tries(house.people.teacher, PASSWORD, address=778)


# --- whom it shuts out ---------------------------------------------------------------------------------
def test_guesses_from_elsewhere_do_not_shut_the_owner_out(house, home):
    guess(house.people.teacher, 10)
    assert tries(house.people.teacher, PASSWORD, home, address=777)
    leaves(home)
    guessed_at(house.people.teacher, 100)
    assert tries(house.people.teacher, PASSWORD, home, address=777)


def test_whoever_comes_in_begins_anew(house, home):
    teacher = guessed_at(house.people.teacher, 100)
    assert tries(teacher, PASSWORD, home)
    assert set(Guesses.objects.values_list("number", flat=True)) == {0}
    assert tries(teacher, PASSWORD)  # elsewhere too


def test_guesses_at_home_are_counted_there(house, home, clock):
    teacher = house.people.teacher
    guessed_at(teacher, 100, DeviceUse.objects.get(user=teacher))
    assert not tries(teacher, PASSWORD, home)
    assert tries(teacher, PASSWORD)  # elsewhere nobody has guessed


def test_the_owner_without_a_device_has_other_doors(house):
    teacher = guessed_at(house.people.teacher, 100)
    verified_email(teacher)
    Client().post("/accounts/code/", {"email": teacher.email})
    assert len(mail.outbox) == 1


def test_the_answer_is_that_of_an_unknown_name(house):
    guessed_at(house.people.teacher, 100)
    known, unknown = (
        Client().post(LOGIN, {"login": name, "password": PASSWORD})
        for name in (house.people.teacher.username, "nezinams.nekas")
    )
    assert known.status_code == unknown.status_code
    assert len(known.content) - len(house.people.teacher.username) == (
        len(unknown.content) - len("nezinams.nekas")
    )
