"""What tells parents can be taken back for a minute; then it is shown and told, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction

from activities import operations
from activities.kinds import tell_families
from activities.models import DayLog
from audit.history import life_of
from outbox import grace
from outbox.models import GRACE, Graced, Notification
from outbox.tasks import release
from tests.activities import makers
from tests.outbox.notes import apart
from tests.world import a_house, at

SAID = at(18, 59)
SECOND = timedelta(seconds=1)
OVER = SAID + GRACE


def by(house, who="teacher"):
    return house.access(getattr(house.people, who), "teacher")


def confirmed(house, group="Bitītes", who="teacher", when=SAID) -> DayLog:
    return makers.confirmed(house.groups[group], by(house, who), when=when)


def of_both_groups(house) -> list[DayLog]:
    """The second a second later."""
    return [confirmed(house), confirmed(house, "Pūcītes", "other_teacher", SAID + SECOND)]


def told() -> set[str]:
    rows = Notification.objects.filter(kind="activities.day").select_related("person")
    return {row.person.first_name for row in rows}


def shown_at(log) -> object:
    return DayLog.objects.get(pk=log.pk).released_at


# --- when ---------------------------------------------------------------------------------------
def test_nobody_is_told_before_the_minute_is_over(house):
    log = confirmed(house)
    assert grace.release_due(OVER - SECOND) == 0
    assert (shown_at(log), told()) == (None, set())
    assert grace.release_due(OVER) == 1
    assert (shown_at(log), told()) == (OVER, {"Kristīne", "Jānis"})


def test_what_was_taken_back_in_time_is_told_to_nobody(house):
    log = confirmed(house)
    operations.take_back(log=log, by=by(house), at=OVER - SECOND)
    assert grace.release_due(OVER + GRACE) == 0
    assert (shown_at(log), told()) == (None, set())


def test_said_anew_it_has_a_minute_anew(house):
    log = confirmed(house)
    operations.take_back(log=log, by=by(house), at=OVER - SECOND)
    operations.confirm(log=log, by=by(house), at=OVER)
    assert grace.release_due(OVER + GRACE - SECOND) == 0
    assert grace.release_due(OVER + GRACE) == 1


def test_a_beat_that_was_down_shows_it_when_it_is_back(house):
    log = confirmed(house)
    assert grace.release_due(at(23)) == 1
    assert shown_at(log) == at(23)
    assert log.confirmed_at == SAID  # in time is judged by the tap


def test_a_second_beat_has_nothing_to_do(house):
    log = confirmed(house)
    assert [grace.release_due(OVER + n * SECOND) for n in range(2)] == [1, 0]
    assert shown_at(log) == OVER
    assert Notification.objects.filter(kind="activities.day").count() == 2


def test_a_draft_waits_for_whoever_confirms_it(house):
    makers.written(house.groups["Bitītes"], by(house))
    assert grace.release_due(at(23)) == 0


def test_the_worker_does_it_by_itself(house, time_machine):
    log = confirmed(house)
    time_machine.move_to(OVER, tick=False)
    release()
    assert shown_at(log) == OVER


# --- together with what is told -----------------------------------------------------------------
def test_what_cannot_be_told_is_not_shown_either_and_is_tried_again(house, monkeypatch):
    log = confirmed(house)

    def fails(row, moment):
        tell_families(row, moment)
        raise ConnectionError("the queue is away")

    monkeypatch.setitem(grace._kinds, DayLog, fails)
    assert grace.release_due(OVER) == 0
    assert (shown_at(log), told()) == (None, set())
    monkeypatch.undo()
    assert grace.release_due(OVER + SECOND) == 1
    assert shown_at(log) == OVER + SECOND


def test_what_fails_in_one_keeps_no_other_waiting(house, monkeypatch, caplog):
    first, second = of_both_groups(house)

    def fails_of_the_first(row, moment):
        if row.pk == first.pk:
            raise ValueError("broken")
        tell_families(row, moment)

    monkeypatch.setitem(grace._kinds, DayLog, fails_of_the_first)
    assert grace.release_due(at(20)) == 1
    assert (shown_at(first), shown_at(second)) == (None, at(20))
    assert f"activities.DayLog #{first.pk} could not be released" in caplog.text


def test_the_trail_says_that_the_portal_showed_it(house):
    log = confirmed(house)
    grace.release_due(OVER)
    newest = life_of(log, house.institution)[0]
    assert (newest.by, newest.role) == (None, "portāls pats")
    (change,) = newest.tellings[0].changes
    assert "19:00" in change.new


# --- beside one another -------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_tell_it_once():
    house = a_house()
    of_both_groups(house)
    together = Barrier(2)

    def beat() -> int:
        together.wait(10)
        return grace.release_due(at(20))

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(apart, beat) for _ in range(2)]
        assert sum(one.result(30) for one in done) == 2
    rows = Notification.objects.filter(kind="activities.day")
    assert rows.count() == rows.values("person", "group").distinct().count() == 5


@pytest.mark.django_db(transaction=True)
def test_what_somebody_has_in_hand_is_passed_by():
    """Whoever takes it back holds the row: the beat waits for nobody, and finds a draft afterwards."""
    house = a_house()
    first, second = of_both_groups(house)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        operations.take_back(log=first, by=by(house), at=OVER - SECOND)
        assert pool.submit(apart, lambda: grace.release_due(at(20))).result(10) == 1
    assert (shown_at(first), shown_at(second)) == (None, at(20))
    assert grace.release_due(at(21)) == 0


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_a_moment_after_the_beat_takes_nothing_back():
    """The beat has the row in hand: who waits for it finds what parents see already."""
    house = a_house()
    log = confirmed(house)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert grace.release_due(OVER) == 1
            back = pool.submit(
                apart,
                lambda: operations.take_back(log=log, by=by(house), at=OVER - SECOND),
            )
        with pytest.raises(ValidationError) as refused:
            back.result(10)
    assert refused.value.code == "released"
    assert shown_at(log) == OVER


def test_every_kind_of_it_is_declared_with_whom_to_tell():
    graced = {
        model for model in apps.get_models()
        if issubclass(model, Graced) and not model._meta.proxy
    }  # fmt: skip
    assert graced == set(grace._kinds)
