"""What a person was shown: its first moment stays, many at once cost as much as one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from outbox import seen
from outbox.models import Notification, Seen
from people.models import Institution
from tests.outbox.notes import MORNING, some_people

LATER = MORNING + timedelta(hours=1)
KIND = "day"


def test_what_was_never_shown_is_new(ilze):
    assert seen.first_seen(ilze.pk, KIND, [1, 2]) == {}


def test_the_first_moment_stays(ilze):
    seen.note(ilze.pk, KIND, [1], at=MORNING)
    seen.note(ilze.pk, KIND, [1, 2], at=LATER)
    assert seen.first_seen(ilze.pk, KIND, [1, 2, 3]) == {1: MORNING, 2: LATER}


def test_it_is_of_one_person_and_of_one_kind(ilze):
    (other,) = some_people(1)
    seen.note(ilze.pk, KIND, [1], at=MORNING)
    assert seen.first_seen(other.pk, KIND, [1]) == {}
    assert seen.first_seen(ilze.pk, "letter", [1]) == {}
    seen.note(other.pk, KIND, [1], at=LATER)
    seen.note(ilze.pk, "letter", [1], at=LATER)
    assert seen.first_seen(ilze.pk, KIND, [1]) == {1: MORNING}


@pytest.mark.parametrize("many", [1, 200])
def test_many_are_asked_and_noted_by_one_query_each(ilze, many, savepoints_aside):
    things = range(1, many + 1)
    with savepoints_aside(1):
        seen.note(ilze.pk, KIND, things, at=MORNING)
    with savepoints_aside(1):
        assert len(seen.first_seen(ilze.pk, KIND, things)) == many


def test_nothing_shown_costs_nothing(ilze, django_assert_num_queries):
    with django_assert_num_queries(0):
        seen.note(ilze.pk, KIND, [], at=MORNING)
        assert seen.first_seen(ilze.pk, KIND, []) == {}


def test_the_same_named_twice_is_noted_once(ilze):
    seen.note(ilze.pk, KIND, [1, 1], at=MORNING)
    assert Seen.objects.count() == 1


def test_what_was_acknowledged_stays_so_when_it_is_shown_again(ilze):
    seen.note(ilze.pk, KIND, [1], at=MORNING)
    Seen.objects.update(acknowledged_at=LATER)
    seen.note(ilze.pk, KIND, [1], at=LATER)
    assert Seen.objects.get().acknowledged_at == LATER


def test_it_is_shown_before_it_is_acknowledged(ilze):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seen.objects.create(
            person=ilze, kind=KIND, subject=1, first_at=LATER, acknowledged_at=MORNING
        )


# --- said to be read ------------------------------------------------------------------------------
def test_its_first_moment_stays(ilze):
    seen.note(ilze.pk, KIND, [1], at=MORNING)
    seen.acknowledge(ilze.pk, KIND, [1], at=MORNING)
    seen.acknowledge(ilze.pk, KIND, [1], at=LATER)
    assert seen.acknowledged(KIND, [1]) == {(ilze.pk, 1): MORNING}


def test_only_what_was_shown_by_then_is_acknowledged(ilze):
    seen.note(ilze.pk, KIND, [1], at=MORNING)
    seen.note(ilze.pk, KIND, [2], at=LATER)
    seen.acknowledge(ilze.pk, KIND, [1, 2, 3], at=MORNING)
    assert seen.acknowledged(KIND, [1, 2, 3]) == {(ilze.pk, 1): MORNING}


def test_each_acknowledges_for_oneself_and_of_one_kind(ilze):
    (other,) = some_people(1)
    for person in (ilze, other):
        seen.note(person.pk, KIND, [1], at=MORNING)
        seen.note(person.pk, "letter", [1], at=MORNING)
    seen.acknowledge(other.pk, KIND, [1], at=LATER)
    assert seen.acknowledged(KIND, [1]) == {(other.pk, 1): LATER}
    assert seen.acknowledged("letter", [1]) == {}


@pytest.mark.parametrize("many", [1, 200])
def test_many_are_acknowledged_and_asked_by_one_query_each(ilze, many, savepoints_aside):
    things = range(1, many + 1)
    seen.note(ilze.pk, KIND, things, at=MORNING)
    with savepoints_aside(1):
        seen.acknowledge(ilze.pk, KIND, things, at=LATER)
    with savepoints_aside(1):
        assert len(seen.acknowledged(KIND, things)) == many


def told(person, kind, subject):
    return Notification.objects.create(
        person=person, institution=Institution.objects.earliest("pk"), role="parent", kind=kind,
        subject_id=subject, created_at=MORNING,
    )  # fmt: skip


def test_whoever_has_it_before_them_has_read_what_told_of_it(ilze, savepoints_aside):
    (other,) = some_people(1)
    mine, another, theirs = told(ilze, "a.day", 1), told(ilze, "a.day", 3), told(other, "a.day", 1)
    of_another_kind = told(ilze, "a.letter", 1)
    with savepoints_aside(1):
        seen.read(ilze.pk, KIND, [1, 2, 2], told_by="a.day", at=LATER)
    seen.read(ilze.pk, KIND, [1], told_by="a.day", at=LATER + timedelta(hours=1))
    for row in (mine, another, theirs, of_another_kind):
        row.refresh_from_db()
    assert mine.read_at == LATER
    assert (another.read_at, theirs.read_at, of_another_kind.read_at) == (None, None, None)
    assert seen.first_seen(ilze.pk, KIND, [1, 2]) == {1: LATER, 2: LATER}


def test_nothing_before_them_is_nothing_read(ilze, django_assert_num_queries):
    with django_assert_num_queries(0):
        seen.read(ilze.pk, KIND, [], told_by="a.day", at=LATER)
