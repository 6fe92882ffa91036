"""A plan of the bees for December 2026, opened by their teacher, and people who have it before them."""

import pytest
from django.test import Client

from tests.planning.writing import a_draft
from tests.world import at


@pytest.fixture
def plan(house):
    return a_draft(house)


@pytest.fixture
def now(time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    return time_machine


@pytest.fixture
def signs_in(now):
    """Somebody at a device of their own."""

    def _client(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return _client


@pytest.fixture
def ilze(signs_in, house):
    return signs_in(house.people.teacher)
