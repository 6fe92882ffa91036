"""A prepared question gives the same answer as the queryset it was made of, with any values."""

from datetime import date

import pytest

from people.models import Assignment, Enrolment
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


def test_a_lookup_that_changes_its_value_is_refused():
    @prepared
    def of_the_year(day: date):
        return Enrolment.objects.filter(since__year=day)

    with pytest.raises((AssertionError, TypeError)):
        list(of_the_year(day=MONDAY))


def test_a_value_left_out_is_refused():
    with pytest.raises(KeyError):
        list(enrolled(group=1, day=MONDAY))
