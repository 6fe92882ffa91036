"""R19, R20: nobody comes in by guessing, and no door tells who has an account (T5, T6, T14)."""

import re
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from ejournal.settings.proxies import proxies
from people import operations
from people.models import Guesses, User
from tests.world import MONDAY, PASSWORD, TUESDAY, at

LOGIN, RESET, CODE = "/accounts/login/", "/accounts/password/reset/", "/accounts/code/"
_PER_REQUEST = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def person(house, name: str) -> User:
    adult = house.adult("nurse", "Aija", "Ozola", email=f"{name}@pasts.example")
    adult.emailaddress_set.update(verified=True)
    return adult


@pytest.fixture
def everybody(house) -> dict[str, str]:
    """Logins of each kind: only one of them has an account in use."""
    by = {"by": house.by, "at": at(9)}
    kinds = {
        name: person(house, name)
        for name in ("known", "inactive", "locked", "left", "suspended", "new")
    }
    User.objects.filter(pk=kinds["inactive"].pk).update(is_active=False)
    User.objects.filter(pk=kinds["locked"].pk).update(locked_at=at(8))
    User.objects.filter(pk=kinds["new"].pk).update(activated_at=None, password="!")
    operations.leave(user=kinds["left"], since=MONDAY, **by)
    operations.suspend(user=kinds["suspended"], since=MONDAY, until=TUESDAY, reason="x", **by)
    return {name: f"{name}@pasts.example" for name in (*kinds, "unknown")}


def told(response) -> tuple[int, str, str]:
    text = _PER_REQUEST.sub("", response.text)
    return response.status_code, response.headers.get("Location", ""), text


def answers(page: str, form, logins: dict[str, str]) -> set[tuple[int, str, str]]:
    """What strangers are told of each; the name they typed themselves aside."""
    found = set()
    for login in logins.values():
        status, place, text = told(Client().post(page, form(login)))
        found.add((status, place, text.replace(login, "…")))
    return found


def test_signing_in_answers_the_same_for_all(everybody):
    wrong = answers(LOGIN, lambda login: {"login": login, "password": "x" * 20}, everybody)
    assert len(wrong) == 1
    answered = ("known", "suspended")  # R3: who is suspended is told so by the right password alone
    closed = {name: login for name, login in everybody.items() if name not in answered}
    right = answers(LOGIN, lambda login: {"login": login, "password": PASSWORD}, closed)
    assert right == wrong


@pytest.mark.parametrize("page", [RESET, CODE])
def test_a_forgotten_password_and_a_code_answer_the_same_for_all(everybody, page):
    assert len(answers(page, lambda login: {"email": login}, everybody)) == 1
    reached = {letter.to[0].partition("@")[0] for letter in mail.outbox}
    assert reached == ({"known"} if page == RESET else {"known", "suspended"})


def test_a_code_by_e_mail_lets_in_once(everybody, client):
    client.post(CODE, {"email": everybody["known"]})
    code = re.search(r"\n([A-Z0-9-]{6,9})\n", mail.outbox[0].body)[1]
    assert client.post("/accounts/code/confirm/", {"code": code}).status_code == 302
    assert client.get("/").status_code == 200


def test_ten_guesses_in_five_minutes_and_the_owner_is_in_again_after_them(house, clock):
    nurse = person(house, "known")
    for _ in range(10):
        Client().post(LOGIN, {"login": nurse.username, "password": "x" * 20})
    shut = Client()
    shut.post(LOGIN, {"login": nurse.email, "password": PASSWORD})
    assert "_auth_user_id" not in shut.session  # whatever name it is tried under
    clock.move_to(at(9, 5, 1), tick=False)
    shut.post(LOGIN, {"login": nurse.email, "password": PASSWORD})
    assert "_auth_user_id" in shut.session


def test_guesses_from_many_addresses_are_counted_together(house, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.RITS_TRUSTED_PROXIES = proxies("127.0.0.1")
    nurse = person(house, "known")
    for number in range(12):
        forged = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        Client().post(LOGIN, {"login": nurse.username, "password": "x" * 20}, **forged)
    client = Client()
    client.post(LOGIN, {"login": nurse.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_forty_teachers_behind_one_address_all_get_in(house):
    teachers = [house.adult("teacher", "Ilze", f"Kalēja{'abcdefghij'[n % 10]}") for n in range(40)]
    for teacher in teachers:
        client = Client()
        client.post(LOGIN, {"login": teacher.username, "password": PASSWORD})
        assert "_auth_user_id" in client.session


def test_a_forged_host_is_refused_and_never_stands_in_a_letter(house, settings):
    settings.RITS_ORIGIN = "https://rits.example"
    person(house, "known")
    form = {"email": "known@pasts.example"}
    assert Client().post(RESET, form, headers={"Host": "evil.example"}).status_code == 400
    Client().post(RESET, form, headers={"X-Forwarded-Host": "evil.example"})
    (letter,) = mail.outbox
    assert "evil.example" not in letter.body
    assert "https://rits.example/" in letter.body


def test_nobody_signs_up(client, db):
    for page in ("/accounts/signup/", "/accounts/key/passkeys/signup/"):
        assert client.get(page).status_code in (302, 404)
        assert client.post(page, {"username": "es", "password1": PASSWORD}).status_code in (
            401,
            404,
        )
    assert not User.objects.exists()


@pytest.mark.parametrize("page", [RESET, CODE])
def test_an_answer_does_not_wait_for_the_mail_server(everybody, settings, monkeypatch, page):
    settings.RITS_LETTERS_BEHIND_THE_ANSWER = True
    posted = []
    monkeypatch.setattr("ejournal.sign_in.login._postman.submit", lambda *what: posted.append(what))
    Client().post(page, {"email": everybody["known"]})
    Client().post(page, {"email": everybody["unknown"]})
    assert len(posted) == 1
    assert mail.outbox == []


def test_as_much_is_hashed_for_everybody(everybody, settings, monkeypatch):
    """What takes the time of an answer; the time itself is measured by the deep test below."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    known = User.objects.get(email="known@pasts.example")
    known.set_password(PASSWORD)
    known.save()
    hashed: list[int] = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher,
        "encode",
        lambda *what, **how: (hashed.append(1), encode(*what, **how))[1],
    )
    counts = {}
    for login in (known.email, known.username, "nobody@pasts.example", "nobody"):
        hashed.clear()
        Client().post(LOGIN, {"login": login, "password": "x" * 20})
        counts[login] = len(hashed)
    hashed.clear()
    Guesses.objects.update(number=100)
    Client().post(LOGIN, {"login": known.email, "password": PASSWORD})
    counts["one try too many"] = len(hashed)
    assert set(counts.values()) == {1}


@pytest.mark.deep(name="bench")
def test_the_time_of_an_answer_tells_nothing(everybody, settings):
    """|Δ median| ≤ 30 ms over 200 tries of each (G53), with the hasher of production."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    known = User.objects.get(email="known@pasts.example")
    known.set_password(PASSWORD)
    known.save()
    times: dict[str, list[float]] = {"known": [], "unknown": [], "inactive": []}
    for _ in range(200):
        for name, taken in times.items():
            began = perf_counter()
            Client().post(LOGIN, {"login": everybody[name], "password": "x" * 20})
            taken.append(perf_counter() - began)
    medians = [median(taken) for taken in times.values()]
    assert timedelta(seconds=max(medians) - min(medians)) <= timedelta(milliseconds=30)
