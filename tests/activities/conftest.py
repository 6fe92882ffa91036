import pytest

from curriculum.models import Specialism
from people.models import Assignment
from tests.activities import makers
from tests.activities.makers import said
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def music(house, bees):
    """A specialist of one area, in the group."""
    person = house.adult("teacher", "Mūza", "Dziesma")
    house.assign(person, bees, Assignment.Kind.SPECIALIST)
    facts = {"institution": house.institution, "user": person}
    Specialism.objects.create(**facts, area="KUL")
    return house.access(person, "teacher")


@pytest.fixture
def ilze(client, house, time_machine):
    """The bees' teacher at half past one, signed in."""
    time_machine.move_to(at(13, 30), tick=False)
    client.force_login(house.people.teacher)
    client.get("/")
    return client


@pytest.fixture
def plan(house, bees):
    """Of the month, submitted: an outcome of the catalogue and one in own words in all areas but one."""
    return a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))


@pytest.fixture
def colleague(house, bees):
    """Another teacher of the same group."""
    house.assign(house.people.other_teacher, bees)
    return house.access(house.people.other_teacher, "teacher")


@pytest.fixture
def log(bees, teacher):
    """A confirmed day with two entries; the first has a text."""
    first = said("Tilts", text="No klučiem")
    return makers.confirmed(bees, teacher, MONDAY, first, said("Dziesma", "KUL"), when=at(18))


@pytest.fixture
def bridge(log):
    """Its first entry."""
    return makers.entry_of(log)
