import pytest
from django.test import Client

from people.models import Assignment
from tests.world import at


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def owls(house):
    return house.groups["Pūcītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def colleague(house, bees):
    """Another teacher of the same group."""
    person = house.adult("teacher", "Laima", "Cīrule")
    house.assign(person, bees)
    return house.access(person, "teacher")


@pytest.fixture
def music(house, bees):
    """Another specialist of the group."""
    person = house.adult("teacher", "Mūza", "Dziesma")
    house.assign(person, bees, Assignment.Kind.SPECIALIST)
    return house.access(person, "teacher")


@pytest.fixture
def mother(house):
    return house.access(house.people.mother, "parent")


@pytest.fixture
def father(house):
    return house.access(house.people.father, "parent")


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
