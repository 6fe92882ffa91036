"""R22: guardians of many houses are asked together; a confirmation has its own house asked, soon and once."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from redis.exceptions import ConnectionError as Unreachable

from attendance import tasks
from attendance.notices import houses_to_ask, questions
from attendance.notices.questions import ask_all
from duties.models import CalendarException
from outbox import wake
from outbox.models import Notification
from people.models import Institution
from tests.rules.test_r22_attendance_by_nine import save
from tests.rules.test_r22_parents_are_told_at_once import ill_until_friday
from tests.world import MONDAY, a_house, at

EARLY, TEN_TO_NINE = at(7, 1), at(8, 50)


@pytest.fixture
def started(monkeypatch):
    """Tasks that were sent to a worker."""
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr(wake, "start", lambda task, after=0: sent.append((task.name, after)))
    return sent


def houses_told(kind: str) -> set[int]:
    return set(Notification.objects.filter(kind=kind).values_list("institution", flat=True))


def ill_in(house, **settings) -> None:
    if settings or house.institution.time_zone != "Europe/Riga":
        house.institution.settings |= settings
        house.institution.save()
    ill_until_friday(house, house.children["Bitītes"][0])


# --- all together ----------------------------------------------------------------------------------
def queries(moment) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert ask_all(moment) == 0
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def both_questions_are_open_in(*houses) -> None:
    for one in houses:
        elza = one.children["Pūcītes"][1]
        one.guardian(elza, one.people.mother)
        ill_until_friday(one, elza)
        save(one, 0, when=at(7))


def test_a_run_with_nothing_new_asks_as_often_for_six_houses_as_for_two(house, other_house):
    both_questions_are_open_in(house, other_house)
    assert ask_all(EARLY) == 2 * 4
    few = queries(EARLY)
    others = [a_house(f"Nams {number}", f"4000000001{number}") for number in range(4)]
    both_questions_are_open_in(*others)
    assert ask_all(EARLY) == 4 * 4
    assert Institution.objects.count() == 6
    assert queries(EARLY) == few <= 15


def test_each_house_keeps_its_own_hours_and_days_off(house, other_house):
    ill_in(house, **{"notices.ask_at": "06:30"})
    ill_in(other_house)
    assert ask_all(at(6, 30)) == 2
    assert houses_told("absence.still_ill") == {house.institution.pk}
    CalendarException.objects.create(
        institution=other_house.institution, day=MONDAY, kind="closed", note="Remonts"
    )
    assert ask_all(EARLY) == 0
    CalendarException.objects.all().delete()
    assert ask_all(EARLY) == 2


def test_each_house_keeps_its_own_clock(house, other_house):
    """When it is seven in Riga it is five in Lisbon, and in Kiritimati evening: the kitchen has counted."""
    other_house.institution.time_zone = "Europe/Lisbon"
    other_house.institution.save()
    third = a_house("Sala", "40000000103")
    third.institution.time_zone = "Pacific/Kiritimati"
    third.institution.save()
    for one in (house, other_house, third):
        ill_in(one)
    ask_all(EARLY)
    assert houses_told("absence.still_ill") == {house.institution.pk}
    ask_all(at(9))
    assert houses_told("absence.still_ill") == {house.institution.pk, other_house.institution.pk}


def test_where_one_house_fails_the_others_are_asked_one_by_one(house, other_house, caplog):
    ill_in(house, **{"notices.ask_at": "Bērziņa"})
    ill_in(other_house)
    assert ask_all(EARLY) == 2
    assert houses_told("absence.still_ill") == {other_house.institution.pk}
    assert f"institution {house.institution.pk} failed: ValueError" in caplog.text
    assert "Bērziņa" not in caplog.text


# --- soon after a confirmation ---------------------------------------------------------------------
def confirm(house, *absent, when=TEN_TO_NINE, capture) -> None:
    with capture(execute=True):
        save(house, *absent, when=when)


def test_a_confirmation_has_only_its_own_house_asked(
    house, other_house, started, django_capture_on_commit_callbacks
):
    save(other_house, 0)
    confirm(house, 0, capture=django_capture_on_commit_callbacks)
    assert started == [("attendance.tasks.ask_where_confirmed", 2)]
    assert questions.ask_where_confirmed(at(8, 51)) == 2
    assert houses_told("absence.unexplained") == {house.institution.pk}
    assert questions.ask_where_confirmed(at(8, 52)) == 0
    assert ask_all(at(8, 53)) == 2  # what nobody was woken for the beat finds


def test_ten_confirmations_send_one_task(
    house, other_house, started, django_capture_on_commit_callbacks
):
    for minute in range(5):
        for one in (house, other_house):
            confirm(one, minute % 2, when=at(8, minute), capture=django_capture_on_commit_callbacks)
    assert len(started) == 1
    assert houses_to_ask.taken() == {house.institution.pk, other_house.institution.pk}


def test_who_confirms_while_the_task_runs_is_not_forgotten(
    house, started, django_capture_on_commit_callbacks
):
    confirm(house, 0, capture=django_capture_on_commit_callbacks)
    houses_to_ask.taken()
    confirm(house, 0, 1, when=at(8, 51), capture=django_capture_on_commit_callbacks)
    assert len(started) == 2
    assert houses_to_ask.taken() == {house.institution.pk}


def test_what_is_taken_back_has_nobody_asked(house, started, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        save(house, 0)
        transaction.set_rollback(True)
    assert (started, houses_to_ask.taken()) == ([], set())


def test_while_the_cache_is_away_the_beat_asks(
    house, started, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*_args, **_more):
        raise Unreachable

    monkeypatch.setattr(cache._cache, "get_client", away)
    confirm(house, 0, capture=django_capture_on_commit_callbacks)
    assert (started, questions.ask_where_confirmed(at(8, 51))) == ([], 0)
    assert ask_all(at(8, 51)) == 2


def test_the_worker_asks(house, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to(at(8, 51), tick=False)
    confirm(house, 0, capture=django_capture_on_commit_callbacks)  # the task is done on the spot
    assert houses_told("absence.unexplained") == {house.institution.pk}
    assert houses_to_ask.taken() == set()
    tasks.ask.delay()
    assert Notification.objects.filter(kind="absence.unexplained").count() == 2
