"""Putting something into the outbox: once per thing and person, with its cause, in few queries."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connections, transaction

from ejournal.celery import app
from outbox.models import Delivery, Hours, Mode, Notification, Preference
from outbox.queue import put
from tests.outbox.notes import MORNING, Note, Summary, apart, note, some_people
from tests.world import at

LATER = MORNING + timedelta(minutes=1)
NIGHT = at(22)


def times() -> list:
    return list(Delivery.objects.order_by("pk").values_list("next_try_at", flat=True))


# --- in bulk, once ------------------------------------------------------------------------------
def test_five_hundred_people_are_seven_queries(place, savepoints_aside):
    people = some_people(500)
    with savepoints_aside(7):
        assert put([note(person, place) for person in people], at=MORNING) == 500
    assert Notification.objects.filter(created_at=MORNING, read_at=None).count() == 500
    assert Delivery.objects.due(MORNING).count() == 500


def test_nothing_is_no_query(db, savepoints_aside):
    with savepoints_aside(0):
        assert put([], at=MORNING) == 0


@pytest.mark.parametrize("when", [MORNING, LATER])
def test_the_same_again_writes_nothing(place, when):
    people = some_people(3)
    put([note(person, place) for person in people], at=MORNING)
    before = list(Notification.objects.values()), list(Delivery.objects.values())
    assert put([note(person, place) for person in people], at=when) == 0
    assert (list(Notification.objects.values()), list(Delivery.objects.values())) == before


def test_what_is_new_among_the_told_is_told(place, ilze):
    put([note(ilze, place, 1)], at=MORNING)
    assert put([note(ilze, place, 1), note(ilze, place, 2)], at=MORNING) == 1
    assert Delivery.objects.count() == 2


def test_the_same_thing_twice_in_one_go_is_told_once(place, ilze):
    assert put([note(ilze, place), note(ilze, place)], at=MORNING) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"subject_id": None},
        {"day": date(2026, 11, 17)},
        {"occasion": "late"},
        {"kind": Summary.code},
    ],
)
def test_another_thing_is_another_notification(place, ilze, other):
    assert put([note(ilze, place), note(ilze, place, **other)], at=MORNING) == 2


def test_who_has_two_roles_is_told_in_each_and_in_the_same_one_once(place, ilze):
    as_teacher, as_parent = ({"role": role} for role in ("teacher", "parent"))
    rows = [as_teacher, as_parent, as_teacher]
    assert put([note(ilze, place, **facts) for facts in rows], at=MORNING) == 2
    assert put([note(ilze, place, **facts) for facts in rows], at=LATER) == 0
    assert set(Notification.objects.values_list("role", flat=True)) == {"teacher", "parent"}


# --- beside one another --------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_write_one_set_of_rows(place, woken):
    people, both_ready = some_people(200), Barrier(2)

    def tell() -> int:
        both_ready.wait(10)
        return put([note(person, place) for person in people], at=MORNING)

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(apart, tell) for _ in range(2)]
        assert sorted(one.result(30) for one in told) == [0, 200]
    assert Notification.objects.count() == Delivery.objects.count() == 200


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_opposite_ends_never_wait_crosswise(place, woken):
    """Both meet a third in the middle, who takes it back; each would then wait for the other."""
    people = some_people(5)
    rows = [[note(person, place) for person in order] for order in (people, people[::-1])]
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            put([note(people[2], place)], at=MORNING)
            told = [pool.submit(apart, lambda own=own: put(own, at=LATER)) for own in rows]
            wait_until_so_many_wait(2)
            transaction.set_rollback(True)
        assert sorted(one.result(30) for one in told) == [0, 5]


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_waits_and_then_tells_nothing_of_it(place, ilze, woken):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            put([note(ilze, place)], at=MORNING)
            other = pool.submit(apart, lambda: put([note(ilze, place)], at=LATER))
            wait_until_so_many_wait(1)
        assert other.result(10) == 0
    assert Notification.objects.get().created_at == MORNING


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_tells_it_when_the_first_takes_it_back(place, ilze, woken):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            put([note(ilze, place)], at=MORNING)
            other = pool.submit(apart, lambda: put([note(ilze, place)], at=LATER))
            wait_until_so_many_wait(1)
            transaction.set_rollback(True)
        assert other.result(10) == 1
    assert Delivery.objects.get().notification.created_at == LATER


def wait_until_so_many_wait(count: int) -> None:
    """Until so many connections to this database are stopped by a lock."""
    waiting = (
        "SELECT count(DISTINCT stopped.pid) FROM pg_locks stopped JOIN pg_locks own USING (pid) "
        "JOIN pg_database here ON here.oid = own.database "
        "WHERE NOT stopped.granted AND here.datname = current_database()"
    )
    with connections["default"].cursor() as cursor:
        for _ in range(20_000):
            if cursor.execute(waiting).fetchone()[0] == count:
                return
    pytest.fail(f"no {count} wait")


# --- with its cause ------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_cause_taken_back_leaves_nothing_and_wakes_nobody(place, ilze, woken):
    with transaction.atomic():
        put([note(ilze, place)], at=MORNING)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert woken() == []


@pytest.mark.django_db(transaction=True)
def test_a_cause_that_stands_wakes_the_relay_and_tells_it_nothing(place, ilze, woken):
    with transaction.atomic():
        put([note(ilze, place)], at=MORNING)
        assert woken() == []
    (message,) = woken()
    assert message.headers["task"] == "outbox.tasks.relay"
    assert message.payload[:2] == [[], {}]
    assert "anārij" not in str(message.headers) + str(message.payload)


@pytest.mark.django_db(transaction=True)
def test_without_a_letter_nobody_is_woken(place, woken):
    (person,) = some_people(1, confirmed=False)
    assert put([note(person, place)], at=MORNING) == 1
    assert woken() == []


@pytest.mark.django_db(transaction=True)
def test_while_the_broker_is_away_the_commit_stands(place, ilze, broker, caplog):
    with socket.socket() as closed:  # bound and never listened on
        closed.bind(("127.0.0.1", 0))
        broker(f"redis://127.0.0.1:{closed.getsockname()[1]}/0")
        put([note(ilze, place)], at=MORNING)
    assert Delivery.objects.due(MORNING).count() == 1
    assert "the broker is away" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_while_the_broker_is_silent_nobody_waits_for_it(place, ilze, broker, caplog, monkeypatch):
    """It takes the connection and never answers: only the time-out of our settings ends that."""
    short = settings.CELERY_BROKER_TRANSPORT_OPTIONS | {"socket_timeout": 0.3}
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"] <= 5
    monkeypatch.setitem(app.conf.changes, "broker_transport_options", short)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        broker(f"redis://127.0.0.1:{mute.getsockname()[1]}/0")
        put([note(ilze, place)], at=MORNING)
    assert Delivery.objects.due(MORNING).count() == 1
    assert "the broker is away" in caplog.text


# --- as each person wants it ----------------------------------------------------------------------
def wants(person, mode=Mode.AT_ONCE, kind=Note.code, **more) -> None:
    Preference.objects.create(person=person, kind=kind, channel="email", mode=mode, **more)


def test_an_unconfirmed_address_gets_no_letter(place):
    (person,) = some_people(1, confirmed=False)
    assert put([note(person, place)], at=MORNING) == 1
    assert not Delivery.objects.exists()


def test_who_wants_no_letter_is_told_in_the_portal_only(place, ilze):
    wants(ilze, Mode.NEVER)
    assert put([note(ilze, place)], at=MORNING) == 1
    assert not Delivery.objects.exists()


def test_what_one_wants_of_one_kind_says_nothing_of_another(place, ilze):
    wants(ilze, Mode.NEVER, kind=Summary.code)
    put([note(ilze, place)], at=MORNING)
    assert times() == [MORNING]


def test_a_kind_has_its_own_default_and_the_person_the_last_word(place, ilze):
    put([note(ilze, place, kind=Summary.code)], at=MORNING)
    wants(ilze, Mode.AT_ONCE, kind=Summary.code)
    put([note(ilze, place, 2, kind=Summary.code)], at=MORNING)
    assert times() == [at(17), MORNING]


def test_the_daily_summary_is_one_letter_whenever_its_parts_came(place, ilze):
    wants(ilze, Mode.DIGEST)
    Hours.objects.create(person=ilze, digest_at=at(16, 30).time())
    put([note(ilze, place, 1)], at=MORNING)
    put([note(ilze, place, 2), note(ilze, place, 3, kind=Summary.code)], at=at(12))
    put([note(ilze, place, 4)], at=at(16, 30) - timedelta(seconds=1))
    put([note(ilze, place, 5, kind=Note.code)], at=at(16, 29))
    assert times() == [at(16, 30)] * 5
    assert Delivery.objects.values("letter").distinct().count() == 1


def test_at_night_it_waits_for_the_morning_unless_wanted_anyway(place, ilze):
    (night_owl,) = some_people(1)
    wants(night_owl, despite_quiet=True)
    put([note(ilze, place), note(night_owl, place)], at=NIGHT)
    assert times() == [at(7, day=date(2026, 11, 17)), NIGHT]


def test_hours_are_those_of_the_institution(place, ilze):
    place.time_zone = "Atlantic/Azores"  # two hours behind when it is winter in both
    place.save()
    put([note(ilze, place)], at=at(8, 30))
    assert times() == [at(10, 0)]


def test_two_people_never_share_a_letter(place):
    put([note(person, place) for person in some_people(2)], at=NIGHT)
    assert Delivery.objects.values("letter").distinct().count() == 2
