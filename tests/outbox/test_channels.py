"""E-mail over a real wire, to a server out of sorts: what is tried again, what is given up, and when."""

import socket
from datetime import timedelta
from email import message_from_bytes

import pytest

from outbox import claims, relay
from outbox.channels import Email
from outbox.models import Delivery, Preference
from outbox.queue import put
from people.models import User
from tests.outbox.notes import MORNING, note, some_people, states
from tests.outbox.postman import DROP, HANG

SECOND = timedelta(seconds=1)
AWAY = [  # what concerns every letter alike: it costs no attempt, and the run ends
    ("CONNECT", "421 too many of you", "smtp 421"),
    ("CONNECT", "554 go away", "smtp 554"),
    ("CONNECT", HANG, "no connection"),
    ("CONNECT", DROP, "no connection"),
    ("MAIL", "451 later", "smtp 451"),
    ("MAIL", "550 you may not send", "smtp 550"),
]
ANSWERS = [  # at which word, what the server says; how the delivery stands then, and with which code
    ("MAIL", DROP, "waiting", "no connection"),
    (
        "RCPT",
        "554 5.7.1 relay access denied",
        "waiting",
        "smtp 554",
    ),  # speaks of us, not of the address
    ("RCPT", "550 5.7.1 relaying denied", "waiting", "smtp 550"),
    ("RCPT", "450 greylisted kanarijs0@pasts.test", "waiting", "smtp 450"),
    ("RCPT", "421 closing", "waiting", "smtp 421"),
    ("RCPT", "550 no such user kanarijs0@pasts.test", "dead", "refused 550"),
    ("RCPT", HANG, "waiting", "no connection"),
    ("DATA", "451 later", "waiting", "smtp 451"),
    ("DATA", "554 never", "dead", "refused 554"),
    ("KEEP", "452 full", "waiting", "smtp 452"),
    ("KEEP", "552 too much", "dead", "refused 552"),
    ("KEEP", "kanarijs0@pasts.test what?", "waiting", "smtp -1"),
    ("KEEP", HANG, "waiting", "no connection"),
    ("KEEP", DROP, "waiting", "no connection"),
]


def drain(moment=MORNING) -> int:
    return relay.Letters().drain(lambda: moment)


def row() -> Delivery:
    return Delivery.objects.get()


@pytest.fixture
def told(place, ilze):
    put([note(ilze, place)], at=MORNING)


# --- one letter, one answer ------------------------------------------------------------------------
@pytest.mark.parametrize(("word", "answer", "state", "error"), ANSWERS)
def test_what_the_server_says_decides(told, postman, patience, caplog, word, answer, state, error):
    patience(answer)
    postman.answers[word] = [answer]
    assert drain() == 1
    assert (row().state, row().error, row().attempts) == (state, error, 1)
    if state == "waiting":
        assert row().next_try_at == MORNING + claims.pause_after(1)
    else:
        assert row().settled_at == MORNING
    assert "kanarijs0" not in caplog.text


@pytest.mark.parametrize(("word", "answer", "error"), AWAY)
def test_while_the_server_is_away_one_letter_is_tried_and_none_loses_an_attempt(
    place, postman, patience, caplog, word, answer, error
):
    patience(answer)
    put([note(person, place) for person in some_people(3)], at=MORNING)
    postman.answers[word] = [answer] * 3
    assert drain() == 1
    tried = Delivery.objects.exclude(error="").get()
    assert (tried.state, tried.error, tried.attempts) == ("waiting", error, 0)
    assert tried.next_try_at == MORNING + claims.WHILE_AWAY
    assert "pasts.test" not in caplog.text
    patience("")
    postman.answers.clear()
    assert drain(MORNING + claims.WHILE_AWAY) == 3
    assert states() == {"sent": 3}


@pytest.mark.parametrize(("word", "answer", "state", "error"), ANSWERS)
def test_what_was_not_refused_goes_out_the_next_time(
    told, postman, patience, word, answer, state, error
):
    patience(answer)
    postman.answers[word] = [answer]
    drain()
    patience("")
    assert drain(MORNING + claims.pause_after(1)) == (state == "waiting")
    assert len(postman.letters) == (state == "waiting")
    if state == "waiting":
        assert (row().state, row().error, row().attempts) == ("sent", "", 2)


def test_where_nobody_listens_it_is_tried_again(told, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        drain()
    assert (row().state, row().error) == ("waiting", "no connection")


def test_a_letter_keeps_its_name_however_often_it_is_tried(told, postman):
    postman.answers["KEEP"] = ["250 kept", "451 later"]
    drain()
    Delivery.objects.update(state="waiting", settled_at=None)  # killed before it could say so
    drain(MORNING + 300 * SECOND)
    drain(MORNING + 315 * SECOND + claims.pause_after(2))
    names = [message_from_bytes(letter)["Message-ID"] for letter in postman.letters]
    assert len(names) == 2
    assert len(set(names)) == 1


# --- many letters ------------------------------------------------------------------------------------
def test_one_connection_serves_many_letters_and_is_closed(place, postman):
    put([note(person, place) for person in some_people(5)], at=MORNING)
    drain()
    assert len(postman.letters) == 5
    assert (postman.connections, postman.goodbyes) == (1, 1)


@pytest.mark.parametrize("answer", ["550 no such user", "450 greylisted", DROP, HANG])
def test_after_a_failure_the_next_letter_goes_on_a_fresh_connection(
    place, postman, patience, answer
):
    patience(answer)
    put([note(person, place) for person in some_people(3)], at=MORNING)
    postman.answers["RCPT"] = ["250 ok", answer]
    drain()
    assert len(postman.letters) == 2
    assert postman.connections == 2


def test_a_server_away_for_a_while_loses_no_letter(place, postman):
    """It answers 451 to everybody for half an hour; then all is delivered, each once."""
    put([note(person, place) for person in some_people(5)], at=MORNING)
    moment = MORNING
    while moment < MORNING + timedelta(minutes=30):
        postman.answers["MAIL"] = ["451 later"] * 5
        drain(moment)
        moment += 15 * SECOND
    assert (states(), postman.letters) == ({"waiting": 5}, [])
    postman.answers.clear()
    drain(moment + timedelta(minutes=32))
    assert states() == {"sent": 5}
    assert len(postman.letters) == 5


# --- again, and at last no more ------------------------------------------------------------------------
def test_the_pauses_grow_and_the_last_failure_is_the_end(told, postman):
    postman.answers["DATA"] = ["451 later"] * 100
    told_at_night_too = {"channel": "email", "mode": "at_once", "despite_quiet": True}
    one = row().notification
    Preference.objects.create(person=one.person, kind=one.kind, **told_at_night_too)
    moment, pauses = MORNING, []
    while row().state == "waiting":
        drain(moment)
        pauses.append((row().next_try_at - moment).total_seconds())
        moment = row().next_try_at
    assert pauses[:4] == [15, 30, 60, 120]
    assert pauses[-2] == 7200
    assert len(pauses) == claims.MAX_ATTEMPTS
    assert (row().state, row().error, row().attempts) == ("dead", "smtp 451", claims.MAX_ATTEMPTS)
    assert timedelta(hours=14) < row().settled_at - MORNING < timedelta(hours=15)


# --- who is reached --------------------------------------------------------------------------------------
def test_only_a_confirmed_main_address_reaches(place, savepoints_aside):
    (confirmed,), (unconfirmed,) = some_people(1), some_people(1, confirmed=False)
    (second,) = some_people(1)
    second.emailaddress_set.update(primary=False)
    with savepoints_aside(1):
        assert Email().reaches([confirmed.pk, unconfirmed.pk, second.pk]) == {confirmed.pk}


def test_an_address_no_longer_confirmed_gets_nothing(told, postman):
    User.objects.get().emailaddress_set.update(verified=False)
    drain()
    assert (row().state, row().error) == ("dead", "no address")
    assert postman.connections == 0


def test_the_letter_goes_to_the_address_of_now(told, postman):
    User.objects.get().emailaddress_set.update(email="jauna@pasts.test")
    drain()
    assert message_from_bytes(postman.letters[0])["To"] == "jauna@pasts.test"


@pytest.mark.parametrize(
    "address", ["jānis@pasts.test", "janis@pūcītes.test", "a" * 65 + "@x.test"]
)
def test_an_unusual_address_stops_nobody(place, postman, address):
    strange, usual = some_people(2)
    strange.emailaddress_set.update(email=address)
    put([note(strange, place), note(usual, place)], at=MORNING)
    drain()
    assert usual.email in {message_from_bytes(letter)["To"] for letter in postman.letters}
    assert Delivery.objects.get(notification__person=usual).state == "sent"
