"""Each constraint of the register refuses what it is for."""

from datetime import time

import pytest

from attendance.models import Mark, Register
from tests.constraints import accepted, constraints_of, refused_by
from tests.world import MONDAY, TUESDAY, at, institution


@pytest.fixture
def two(db):
    """Two institutions, each with a group of two children and its register."""
    return [_place("Jancis", "40000000001"), _place("Saulstari", "40000000002")]


def _place(name, number):
    house = institution(name, number)
    bees = house.group("Bitītes")
    house.child(bees, "Anna", "Bērziņa")
    house.child(bees, "Emīls", "Balodis")
    house.register = register(house)
    return house


def register(house, **changes) -> Register:
    facts = {
        "institution": house.institution, "group": house.groups["Bitītes"], "day": MONDAY,
        "saved_at": at(8), "saved_by": house.head,
    }  # fmt: skip
    return Register.objects.create(**facts | changes)


def mark(two, place=0, **changes) -> Mark:
    house = two[0]
    facts = {
        "institution": house.institution, "register": house.register, "day": MONDAY,
        "child": house.children["Bitītes"][place], "presence": "present",
    }  # fmt: skip
    return Mark.objects.create(**facts | changes)


BREAKS = {
    "one_register_per_group_and_day": lambda two: register(two[0]),
    "a_confirmation_has_a_person_and_a_moment": lambda two: register(
        two[0], day=TUESDAY, first_confirmed_at=at(8)
    ),
    "attendance_register_version_check": lambda two: register(two[0], day=TUESDAY, version=-1),
    "register_group_of_one_institution": lambda two: register(
        two[0], day=TUESDAY, group=two[1].groups["Bitītes"]
    ),
    "one_mark_per_child_and_day": lambda two: [mark(two), mark(two)],
    "a_presence_is_a_known_one": lambda two: mark(two, presence="maybe"),
    "only_an_absence_has_a_reason": lambda two: mark(two, reason="illness"),
    "only_the_present_come_and_go": lambda two: mark(two, presence="absent", arrived_at=time(9)),
    "nobody_leaves_before_arriving": lambda two: mark(two, arrived_at=time(9), left_at=time(9)),
    "mark_child_of_one_institution": lambda two: mark(two, child=two[1].children["Bitītes"][0]),
    "mark_tells_the_day_of_its_register": lambda two: mark(two, day=TUESDAY),
}
TARGETS = {"a_register_has_one_day"}  # of a foreign key; ``id`` alone is unique already


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(two, name):
    with refused_by(name):
        BREAKS[name](two)


def test_every_constraint_is_among_them(db):
    assert constraints_of("attendance") == set(BREAKS) | TARGETS


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("only_an_absence_has_a_reason", {"presence": "absent", "reason": "plague"}),
        ("only_an_absence_has_a_reason", {"presence": "absent", "reason": ""}),
        ("only_the_present_come_and_go", {"presence": "absent", "left_at": time(12)}),
        ("nobody_leaves_before_arriving", {"arrived_at": time(9), "left_at": time(8, 59)}),
    ],
)
def test_other_ways_to_break_the_same(two, name, broken):
    with refused_by(name):
        mark(two, **broken)


def test_a_confirmation_has_a_moment_too(two):
    with refused_by("a_confirmation_has_a_person_and_a_moment"):
        register(two[0], day=TUESDAY, first_confirmed_by=two[0].head)


def test_a_mark_lies_in_the_register_of_its_institution(two):
    with refused_by("mark_tells_the_day_of_its_register"):
        mark(two, register=two[1].register)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"presence": "absent"},
        {"presence": "absent", "reason": "unexcused"},
        {"arrived_at": time(9, 15)},
        {"left_at": time(12)},
        {"arrived_at": time(9), "left_at": time(9, 0, 1)},
    ],
)
def test_what_happens_in_a_day_is_accepted(two, facts):
    with accepted():
        mark(two, **facts)


def test_the_same_day_of_another_group_or_child_is_another_row(two):
    with accepted():
        mark(two)
        mark(two, place=1)
        register(two[0], day=TUESDAY)
