"""People who have a plan before them, as in ``tests/planning``; the two groups and who teaches them."""

import pytest

from tests.planning.conftest import ilze, now, signs_in

__all__ = ["ilze", "now", "signs_in"]


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def owls(house):
    return house.groups["Pūcītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def of_owls(house):
    return house.access(house.people.other_teacher, "teacher")
