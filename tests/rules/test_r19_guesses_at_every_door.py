"""R19: every door holds while the cache is away: second step, slips, proving again, letters (M5, L9, L17)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.db import connection
from django.test import Client, override_settings

from outbox.models import Notification
from people import operations
from people.keys import links
from people.models import Guesses, OneTimeLink, User
from people.sign_in import guesses
from tests.rules.test_r19_guesses import AWAY
from tests.world import PASSWORD, at, verified_email

SECRET = "JBSWY3DPEHPK3PXP"
STEP, AGAIN, AGAIN_BY_CODE = (
    "/accounts/key/authenticate/", "/accounts/reauthenticate/", "/accounts/key/reauthenticate/",
)  # fmt: skip
FIVE_MINUTES, SECOND = timedelta(minutes=5), timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def cache_away():
    with override_settings(CACHES=AWAY):
        yield


def signs_in(person) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def teacher(house) -> User:
    """With an app that makes codes."""
    TOTP.activate(house.people.teacher, SECRET)
    return house.people.teacher


# --- the second step ------------------------------------------------------------------------------------
def guess_codes(browser: Client, count: int) -> None:
    for number in range(count):
        assert browser.post(STEP, {"code": f"{number:06}"}).status_code == 200


@pytest.mark.parametrize("count", [20, pytest.param(150, marks=pytest.mark.slow)])
def test_after_many_codes_the_right_one_does_not_open_before_its_time(teacher, clock, count):
    browser = signs_in(teacher)
    guess_codes(browser, count)
    assert Guesses.objects.get(door="second_step").number == 5
    clock.shift(FIVE_MINUTES - SECOND)
    browser.post(STEP, {"code": code()})
    assert not is_in(browser)
    clock.shift(SECOND)
    browser.post(STEP, {"code": code()})
    assert is_in(browser)


def test_a_new_sign_in_gives_no_new_codes(teacher):
    for _ in range(6):
        guess_codes(signs_in(teacher), 1)
    browser = signs_in(teacher)
    browser.post(STEP, {"code": code()})
    assert not is_in(browser)


def test_codes_on_paper_are_counted_with_those_of_the_app(teacher):
    paper = RecoveryCodes.activate(teacher)
    browser = signs_in(teacher)
    guess_codes(browser, 5)
    browser.post(STEP, {"code": paper.get_unused_codes()[0]})
    assert not is_in(browser)


def test_the_right_code_begins_anew(teacher):
    for _ in range(2):
        browser = signs_in(teacher)
        guess_codes(browser, 4)
        browser.post(STEP, {"code": code()})
        assert is_in(browser)


def test_who_guesses_elsewhere_shuts_the_owners_own_device_not(teacher):
    home = signs_in(teacher)
    home.post(STEP, {"code": code()})
    home.post("/accounts/logout/")
    guess_codes(signs_in(teacher), 6)
    home.post("/accounts/login/", {"login": teacher.username, "password": PASSWORD})
    home.post(STEP, {"code": code()})
    assert is_in(home)


def test_the_owner_is_told_once_when_five_were_wrong(teacher):
    browser = signs_in(teacher)
    told = Notification.objects.filter(kind="account.codes_guessed", person=teacher)
    guess_codes(browser, 4)
    assert not told.exists()
    guess_codes(browser, 30)
    assert told.count() == 1


def test_what_the_owner_reads(teacher, client):
    guess_codes(signs_in(teacher), 5)
    client.force_login(teacher)
    page = client.get("/notifications/").text
    assert "Pēc Jūsu paroles piecas reizes ievadīts nepareizs kods" in page


def test_it_says_that_these_were_too_many(teacher):
    browser = signs_in(teacher)
    guess_codes(browser, 5)
    assert "Pārāk daudz nepareizu kodu" in browser.post(STEP, {"code": code()}).text


# --- slips ----------------------------------------------------------------------------------------------
@pytest.fixture
def slip(house) -> OneTimeLink:
    newcomer = house.adult("parent", "Zane", "Zariņa")
    house.guardian(house.children["Bitītes"][0], newcomer)
    User.objects.filter(pk=newcomer.pk).update(activated_at=None, password="!")
    newcomer.refresh_from_db()
    return operations.ask_for_slips(users=[newcomer], by=house.by, at=at(9)).links.get()


def types(username: str, typed: str = "AAAA-AAA-AAA"):
    return Client().post("/l/slip/", {"username": username, "code": typed})


def test_sixty_codes_of_a_slip_then_the_right_one_does_not_open(slip, clock):
    name = slip.user.username
    assert {types(name).status_code for _ in range(60)} == {422}
    assert Guesses.objects.get(door="slip").number == 10
    assert types(name, links.code(slip)).status_code == 422
    clock.shift(FIVE_MINUTES)
    assert types(name, links.code(slip)).status_code == 302


def test_a_shut_slip_is_answered_as_an_unknown_name_is(slip):
    for _ in range(10):
        types(slip.user.username)
    known, unknown = types(slip.user.username, links.code(slip)), types("nav.tada")
    texts = [
        page.text.split("<main", 1)[1].split("csrfmiddlewaretoken", 1)[0]
        for page in (known, unknown)
    ]
    assert (known.status_code, texts[0]) == (unknown.status_code, texts[1])


@pytest.mark.parametrize("written", ["zane.zarina", "ZANE.ZARINA", "zane.zarına", " zane.zarina "])
def test_a_name_is_one_however_its_letters_are_written(house, slip, written):
    """L17: a dotless i is read as the database reads it, and counted so."""
    User.objects.filter(pk=slip.user_id).update(username="zane.zarina")
    types(written)
    assert Guesses.objects.get(door="slip").person == slip.user


# --- proving again who one is ------------------------------------------------------------------------------
def test_thirty_passwords_in_a_session_then_the_right_one_does_not_prove(house, clock):
    browser = signs_in(house.people.teacher)
    for number in range(30):
        assert browser.post(AGAIN, {"password": f"minejums {number}"}).status_code == 200
    assert browser.post(AGAIN, {"password": PASSWORD}).status_code == 200
    clock.shift(FIVE_MINUTES)
    assert browser.post(AGAIN, {"password": PASSWORD}).status_code == 302


def test_the_present_password_is_not_guessed_where_a_new_one_is_set(house, clock):
    browser, new = signs_in(house.people.teacher), "cetri zili ezisi skrien"
    body = {"password1": new, "password2": new}
    for number in range(11):
        browser.post("/accounts/password/change/", body | {"oldpassword": f"minejums {number}"})
    right = body | {"oldpassword": PASSWORD}
    assert browser.post("/accounts/password/change/", right).status_code == 200
    clock.shift(FIVE_MINUTES)
    assert browser.post("/accounts/password/change/", right).status_code == 302


def test_codes_prove_no_more_often_than_they_open(teacher):
    browser = signs_in(teacher)
    browser.post(STEP, {"code": code()})
    for number in range(6):
        browser.post(AGAIN_BY_CODE, {"code": f"{number:06}"})
    assert browser.post(AGAIN_BY_CODE, {"code": code()}).status_code == 200


# --- what fits is not counted -------------------------------------------------------------------------------
def test_whoever_proves_it_often_is_not_shut_out(teacher):
    browser = signs_in(teacher)
    browser.post(STEP, {"code": code()})
    for _ in range(12):
        assert browser.post(AGAIN, {"password": PASSWORD}).status_code == 302
        assert browser.post(AGAIN_BY_CODE, {"code": code()}).status_code == 302


def test_whoever_leaves_at_the_second_step_has_given_the_right_password(teacher):
    for _ in range(11):
        browser = signs_in(teacher)
    browser.post(STEP, {"code": code()})
    assert is_in(browser)


def test_a_slip_is_typed_as_often_as_somebody_likes(slip):
    answers = {types(slip.user.username, links.code(slip)).status_code for _ in range(12)}
    assert answers == {302}


# --- letters -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["/accounts/password/reset/", "/accounts/code/"])
def test_of_twenty_letters_in_an_hour_five_go_and_the_answer_stays_the_same(house, clock, page):
    mother = house.people.mother
    User.objects.filter(pk=mother.pk).update(email="mamma@pasts.example")
    mother.refresh_from_db()
    verified_email(mother)
    answers = [Client().post(page, {"email": mother.email}) for _ in range(20)]
    answers.append(Client().post(page, {"email": "nav.tada@pasts.example"}))
    assert len({(answer.status_code, answer.get("Location")) for answer in answers}) == 1
    assert len(mail.outbox) == 5
    clock.shift(timedelta(hours=1))
    Client().post(page, {"email": mother.email})
    assert len(mail.outbox) == 6


# --- many at a time ---------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "door", [guesses.PASSWORD, guesses.SECOND_STEP, guesses.SLIP], ids=lambda d: d.name
)
def test_thirty_at_a_time_get_no_more_than_one_after_another(house, door):
    person, start = house.people.teacher.pk, threading.Barrier(30, timeout=30)

    def take(_) -> int:
        try:
            start.wait()
            return guesses.take(door, person, None, at=at(9))
        finally:
            connection.close()

    with ThreadPoolExecutor(30) as pool:
        taken = sorted(pool.map(take, range(30)))
    assert taken == [0] * (30 - door.tries) + list(range(1, door.tries + 1))
