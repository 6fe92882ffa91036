from datetime import date

import pytest
from django.test import Client

from curriculum.models import Specialism
from people.models import Assignment
from tests.assessment import makers
from tests.world import at


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def emils(house):
    return house.children["Bitītes"][1]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def colleague(house, bees):
    """Another teacher of the same group."""
    house.assign(house.people.other_teacher, bees)
    return house.access(house.people.other_teacher, "teacher")


@pytest.fixture
def music(house, bees):
    """A specialist of one area, in the group."""
    person = house.adult("teacher", "Mūza", "Dziesma")
    house.assign(person, bees, Assignment.Kind.SPECIALIST)
    Specialism.objects.create(institution=house.institution, user=person, area="KUL")
    return house.access(person, "teacher")


@pytest.fixture
def mother(house):
    return house.access(house.people.mother, "parent")


@pytest.fixture
def counting(db):
    """An outcome of mathematics of the children's stage."""
    return makers.outcomes()[0]


@pytest.fixture
def singing(db):
    """One of the specialist's area."""
    return makers.outcomes("KUL")[0]


@pytest.fixture
def odeta(house, bees):
    """Of the first age stage."""
    return house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))


@pytest.fixture
def now(time_machine):
    time_machine.move_to(at(13, 52), tick=False)
    return time_machine


@pytest.fixture
def signs_in(now):
    """Somebody at a device of their own, to whom the session knows that no paper is owed."""

    def _client(person) -> Client:
        client = Client()
        client.force_login(person)
        client.get("/")
        return client

    return _client


@pytest.fixture
def ilze(signs_in, house):
    return signs_in(house.people.teacher)
