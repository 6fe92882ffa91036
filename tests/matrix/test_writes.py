"""What a request writes is counted, however it writes."""

import pghistory
import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from people.models import Child, User
from tests.matrix.writes import Writes
from tests.world import at


@pytest.fixture
def writes(house):
    counted = Writes()
    with connection.execute_wrapper(counted):
        yield counted


def raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_reading_is_no_writing(writes):
    assert list(Child.objects.select_for_update())
    assert (writes.rows, writes.standing) == (0, 0)


@pytest.mark.parametrize("inside", [False, True])
def test_rows_are_counted_inside_a_context_of_the_trail_too(writes, inside):
    if inside:
        with pghistory.context(user=1):
            count = Child.objects.update(diet_code="x")
    else:
        count = Child.objects.update(diet_code="x")
    assert (writes.rows, writes.standing) == (count, count)
    assert count > 1


def test_an_update_of_nothing_is_no_write(writes):
    Child.objects.filter(pk=0).update(diet_code="x")
    assert writes.rows == 0


def test_one_by_one_in_bulk_and_raw(writes, house):
    child = house.children["Bitītes"][0]
    child.save()
    Child.objects.bulk_update(house.children["Bitītes"], ["diet_code"])
    raw("update people_child set diet_code = 'y'")
    raw("WITH gone AS (DELETE FROM people_assignment RETURNING id) SELECT 1")
    assert writes.rows == writes.standing == 1 + 3 + 6 + 1


def test_sessions_are_no_entries(writes):
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=at(9))
    assert writes.rows == 0


def test_what_is_taken_back_does_not_stand(writes, house):
    User.objects.update(first_name="Ilze")
    before = writes.standing
    with transaction.atomic():
        Child.objects.update(diet_code="x")
        with transaction.atomic():
            Child.objects.update(diet_code="y")
        transaction.set_rollback(True)
    assert writes.standing == before > 0
    assert writes.rows == before + 2 * 6
