"""R27, R2: who reads, writes and confirms a group's day; what of it no parent ever sees."""

import pytest

from activities import operations
from activities.models import DayAmendment, DayEntry, DayLog, DayNote, EntryOutcome
from people import operations as people
from people.access import BY_ASSIGNMENT, BY_GUARDIANSHIP, BY_ROLE, Action
from people.models import Assignment
from tests.activities import makers
from tests.activities.full import a_full_day
from tests.planning.full import a_full_plan
from tests.world import MONDAY, TUESDAY, at

A = Action
READS, ADDS, WRITES, CONFIRMS = (
    {A.VIEW_DAY, A.VIEW_DAY_HISTORY}, {A.WRITE_DAY_PART}, {A.WRITE_DAY}, {A.CONFIRM_DAY},
)  # fmt: skip
OF_A_DAY = READS | ADDS | WRITES | CONFIRMS
ALL_OF_IT = OF_A_DAY
RIGHTS = {
    ("head", "admin"): READS,
    ("teacher", "teacher"): ALL_OF_IT,
    ("substitute", "teacher"): ALL_OF_IT,
    ("assistant", "teacher"): READS | ADDS | WRITES,
    ("specialist", "teacher"): READS | ADDS,
    ("other_teacher", "teacher"): set(),
    ("former_teacher", "teacher"): set(),
    ("nurse", "nurse"): set(),
    ("clerk", "clerk"): set(),
    ("superuser", "superuser"): set(),
    ("mother", "parent"): {A.VIEW_DAY},  # of Anna
    ("restricted", "parent"): set(),  # by a document, of Emīls
    ("former_parent", "parent"): set(),
    ("other_parent", "parent"): set(),  # of the other group
}


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def mother(house):
    return house.access(house.people.mother, "parent")


@pytest.fixture
def shown(house, bees, teacher):
    """One of everything, shown to parents."""
    plan = a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    return a_full_day(plan, teacher)


def may(access, thing) -> set[Action]:
    return {action for action in OF_A_DAY if access.can(action, thing)}


@pytest.mark.parametrize(("who", "role"), RIGHTS)
def test_who_does_what_with_a_day(house, shown, who, role):
    access = house.access(getattr(house.people, who), role)
    assert may(access, shown) == RIGHTS[who, role]


@pytest.mark.parametrize(("who", "role"), [pair for pair in RIGHTS if pair[1] == "parent"])
def test_of_a_draft_and_of_its_minute_parents_see_nothing(house, bees, teacher, who, role):
    drafts = [
        makers.written(bees, teacher),
        makers.confirmed(bees, teacher, MONDAY.replace(day=13)),
    ]
    access = house.access(getattr(house.people, who), role)
    assert [may(access, log) for log in drafts] == [set(), set()]
    for model in (DayLog, DayEntry, EntryOutcome, DayNote, DayAmendment):
        assert not model.objects.visible_to(access, A.VIEW_DAY).exists()


def test_a_substitutes_day_ends_at_midnight(house, shown):
    later = house.access(house.people.substitute, "teacher", TUESDAY.replace(day=19))
    assert may(later, shown) == set()


def test_a_note_to_colleagues_is_no_parents_whatever_they_ask_for(house, shown, mother, teacher):
    for action in Action:
        assert not DayNote.objects.visible_to(mother, action).exists(), action
    assert DayNote.objects.visible_to(teacher, A.VIEW_DAY).exists()
    assert DayNote.objects.visible_to(house.by, A.VIEW_DAY).exists()


def test_what_was_taken_away_is_staffs_alone(shown, mother, teacher):
    entry = makers.entry_of(shown)
    operations.take_away_entry(entry=entry, by=teacher, at=at(16))
    assert entry not in DayEntry.objects.visible_to(mother, A.VIEW_DAY)
    assert entry in DayEntry.objects.visible_to(teacher, A.VIEW_DAY)
    assert not EntryOutcome.objects.visible_to(mother, A.VIEW_DAY).filter(entry=entry).exists()


def test_a_day_is_of_the_group_that_answered_for_the_child_then(house, bees, shown, mother):
    """Moved on Tuesday: Monday of the old group stays with the family, its Tuesday never comes to it."""
    anna = house.children["Bitītes"][0]
    people.move(child=anna, group=house.groups["Pūcītes"], since=TUESDAY, by=house.by)
    by = house.access(house.people.teacher, "teacher", TUESDAY)
    tuesday = makers.released(bees, by, TUESDAY)
    access = house.access(house.people.mother, "parent", TUESDAY)
    assert access.can(A.VIEW_DAY, shown)
    assert not access.can(A.VIEW_DAY, tuesday)


def test_the_table_gives_a_day_to_nobody_else():
    assert {
        role: actions & OF_A_DAY for role, actions in BY_ROLE.items() if actions & OF_A_DAY
    } == {"admin": READS}
    kind = Assignment.Kind
    assert {one: BY_ASSIGNMENT[one] & OF_A_DAY for one in kind} == {
        kind.TEACHER: ALL_OF_IT, kind.SUBSTITUTE: ALL_OF_IT,
        kind.ASSISTANT: READS | ADDS | WRITES, kind.SPECIALIST: READS | ADDS,
    }  # fmt: skip
    assert {a: BY_GUARDIANSHIP[a] for a in OF_A_DAY if a in BY_GUARDIANSHIP} == {
        A.VIEW_DAY: "whereabouts"
    }
