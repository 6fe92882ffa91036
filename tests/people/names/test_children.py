"""Whose names a text of a group and a period can hold."""

from datetime import date, timedelta

import pytest

from people import operations
from people.models import Enrolment
from people.names import roll_of, roll_of_house
from tests.world import MONDAY, institution

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


@pytest.fixture
def house(db):
    house = institution("Jancis", "40000000001")
    house.bees, house.bears = house.group("Bitītes"), house.group("Lācīši")
    house.child(house.bees, "Anna", "Bērziņa")
    house.child(house.bears, "Toms", "Kalniņš")
    return house


def names(group, since=DECEMBER, until=JANUARY) -> list[str]:
    return [child.first_name for child in roll_of(group, since, until).children.values()]


def test_a_group_is_asked_once(house, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert names(house.bees) == ["Anna"]


def test_both_ends_of_the_period(house):
    house.child(house.bees, "Ivo", "Last", since=JANUARY - timedelta(days=1))
    house.child(house.bees, "Leo", "Late", since=JANUARY)
    assert names(house.bees) == ["Anna", "Ivo"]


def test_a_guest_is_known_in_both_groups(house):
    toms = house.children["Lācīši"][0]
    operations.enrol(
        child=toms, group=house.bees, since=MONDAY, until=JANUARY, by=house.by,
        kind=Enrolment.Kind.TEMPORARY,
    )  # fmt: skip
    assert names(house.bees) == ["Anna", "Toms"]
    assert names(house.bears) == ["Toms"]


def test_a_child_with_two_stays_is_named_once(house):
    anna = house.children["Bitītes"][0]
    Enrolment.objects.filter(child=anna).update(until=date(2026, 12, 10))
    operations.enrol(child=anna, group=house.bees, since=date(2026, 12, 20), by=house.by)
    assert names(house.bees) == ["Anna"]


def test_of_a_house_all_groups_are_asked_at_once(house, django_assert_num_queries):
    others = institution("Saulstari", "40000000002")
    others.child(others.group("Bitītes"), "Zane", "Liepa")
    house.child(house.bees, "Leo", "Late", since=JANUARY)
    with django_assert_num_queries(1):
        roll = roll_of_house(house.institution, DECEMBER, JANUARY)
    assert [child.first_name for child in roll.children.values()] == ["Anna", "Toms"]
