"""A prepared question gives the same answer as the queryset it was made of, with any values."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from people.models import Assignment, Enrolment, Institution
from people.models.prepared import prepared
from tests.world import BEGIN, MONDAY, TUESDAY

pytestmark = pytest.mark.django_db


@prepared
def enrolled(group: int, day: date, since: date):
    return Enrolment.objects.on(day).filter(group=group, since__gte=since).order_by("pk")


def test_each_asking_has_its_own_values(house):
    bees, owls = house.groups["Bitītes"], house.groups["Pūcītes"]
    for group, day, since in (
        (bees, MONDAY, BEGIN), (owls, TUESDAY, BEGIN), (owls, MONDAY, MONDAY), (bees, BEGIN, BEGIN)
    ):  # fmt: skip
        rows = Enrolment.objects.on(day).filter(group=group, since__gte=since).order_by("pk")
        assert list(enrolled(group=group.pk, day=day, since=since)) == list(rows)


@prepared
def named(name: str, group: int):
    return Enrolment.objects.filter(child__last_name=name, group=group)


@pytest.mark.parametrize("name", ["Bērziņa", "stand-in 0", "%s", "o'Bērziņa"])
def test_texts_are_values_too(house, name):
    bees = house.groups["Bitītes"]
    rows = Enrolment.objects.filter(child__last_name=name, group=bees)
    assert list(named(name=name, group=bees.pk)) == list(rows)


@prepared
def houses(name: str):
    return Institution.objects.filter(name=name).annotate(half=F("pk") / 2)


def test_each_row_is_the_object_a_queryset_gives(house):
    """JSON is read, what is annotated is told, the second time as the first."""
    for one in (house.institution, house.institution):
        (asked,) = houses(name=one.name)
        assert (asked, asked.settings, asked.half) == (one, one.settings, one.pk // 2)
        assert not asked.get_deferred_fields()


def test_it_is_put_into_sql_once(house, django_assert_num_queries):
    calls = []

    @prepared
    def of_group(group: int):
        calls.append(group)
        return Assignment.objects.filter(group=group)

    with django_assert_num_queries(2):
        for group in house.groups.values():
            assert {one.group_id for one in of_group(group=group.pk)} == {group.pk}
    assert len(calls) == 1


def test_the_server_plans_it_once_whatever_the_values(house):
    bees, owls = house.groups["Bitītes"], house.groups["Pūcītes"]

    def planned() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return cursor.fetchone()[0]

    before = planned()
    for group in (bees.pk, owls.pk, 1, 2**40):
        enrolled(group=group, day=MONDAY, since=BEGIN)
    assert planned() == before + 1


@pytest.mark.parametrize("group", [2**63, -(2**64), 10**30])
def test_a_number_that_no_column_holds_has_no_answer(house, group):
    assert enrolled(group=group, day=MONDAY, since=BEGIN) == []


def test_it_stands_among_the_statements_with_its_values(house):
    bees = house.groups["Bitītes"]
    with CaptureQueriesContext(connection) as asked:
        named(name="50 % o'Bērziņa", group=bees.pk)
    (told,) = asked.captured_queries
    assert "'50 % o''Bērziņa'" in told["sql"]
    assert f"= {bees.pk}" in told["sql"]


def test_after_a_rollback_it_is_planned_anew(house):
    bees = house.groups["Bitītes"]
    with transaction.atomic():
        assert enrolled(group=bees.pk, day=MONDAY, since=BEGIN)
        transaction.set_rollback(True)
    assert enrolled(group=bees.pk, day=MONDAY, since=BEGIN)


@prepared
def of_a_full_name(group: int):
    return Enrolment.objects.filter(group=group).exclude(child__last_name__contains="50 %")


def test_a_sign_of_percent_in_what_is_always_the_same(house):
    bees = house.groups["Bitītes"]
    assert set(of_a_full_name(group=bees.pk)) == set(Enrolment.objects.filter(group=bees))


def test_a_lookup_that_changes_its_value_is_refused():
    @prepared
    def of_the_year(day: date):
        return Enrolment.objects.filter(since__year=day)

    with pytest.raises((AssertionError, TypeError)):
        list(of_the_year(day=MONDAY))


def test_a_value_left_out_is_refused():
    with pytest.raises(KeyError):
        list(enrolled(group=1, day=MONDAY))
