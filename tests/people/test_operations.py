"""Acts about relations: moves, temporary groups, roles that follow."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from people import operations
from people.access import Action
from people.models import SCOPES, Assignment, ChildGroup, Enrolment, Guardianship, RoleGroup
from people.whose_day import children_due
from tests.world import BEGIN, MONDAY, TUESDAY

SUNDAY, FRIDAY = MONDAY - timedelta(days=1), MONDAY + timedelta(days=4)


def bees(house) -> ChildGroup:
    return house.groups["Bitītes"]


def owls(house) -> ChildGroup:
    return house.groups["Pūcītes"]


def anna(house):
    return house.children["Bitītes"][0]


def roles(user) -> set[str]:
    return set(RoleGroup.objects.filter(group__user=user).values_list("role", flat=True))


def sees(house, who, child, day) -> bool:
    access = house.access(getattr(house.people, who), "teacher", day)
    return access.can(Action.VIEW_CHILD, child)


# --- a move ---------------------------------------------------------------------------------------
def test_a_move_counts_from_the_start_of_its_day(house):
    operations.move(child=anna(house), group=owls(house), since=MONDAY, by=house.by)
    assert anna(house) in children_due(bees(house), SUNDAY)
    assert anna(house) not in children_due(bees(house), MONDAY)
    assert anna(house) in children_due(owls(house), MONDAY)
    assert sees(house, "teacher", anna(house), SUNDAY)
    assert not sees(house, "teacher", anna(house), MONDAY)
    assert not sees(house, "other_teacher", anna(house), SUNDAY)
    assert sees(house, "other_teacher", anna(house), MONDAY)


def test_a_move_ends_one_enrolment_and_begins_another(house):
    operations.move(child=anna(house), group=owls(house), since=MONDAY, by=house.by)
    rows = Enrolment.objects.filter(child=anna(house)).order_by("since")
    assert list(rows.values_list("group__name", "since", "until")) == [
        ("Bitītes", BEGIN, MONDAY), ("Pūcītes", MONDAY, None),
    ]  # fmt: skip


def test_a_child_in_no_group_moves_in(house):
    Enrolment.objects.filter(child=anna(house)).delete()
    operations.move(child=anna(house), group=owls(house), since=MONDAY, by=house.by)
    assert anna(house) in children_due(owls(house), MONDAY)


def test_two_moves_a_day_are_refused_in_words(house):
    operations.move(child=anna(house), group=owls(house), since=MONDAY, by=house.by)
    with pytest.raises(ValidationError):
        operations.move(child=anna(house), group=bees(house), since=MONDAY, by=house.by)
    assert Enrolment.objects.filter(child=anna(house)).count() == 2


def test_whom_a_move_is_not_for_is_not_told_what_hinders_it(house):
    teacher = house.access(house.people.teacher, "teacher")
    with pytest.raises(PermissionDenied):
        operations.move(child=anna(house), group=owls(house), since=BEGIN, by=teacher)


def test_a_move_before_a_later_enrolment_is_refused_whole(house):
    operations.move(child=anna(house), group=owls(house), since=FRIDAY, by=house.by)
    with pytest.raises(ValidationError):
        operations.move(child=anna(house), group=owls(house), since=MONDAY, by=house.by)
    assert anna(house) in children_due(bees(house), TUESDAY)


def test_a_second_group_at_the_same_time_is_refused_in_words(house):
    with pytest.raises(ValidationError) as told:
        operations.enrol(child=anna(house), group=owls(house), since=MONDAY, by=house.by)
    assert "a_child_is_in_one_group" not in str(told.value)


# --- temporary over permanent ---------------------------------------------------------------------
def test_a_temporary_group_goes_before_the_permanent_one(house):
    operations.enrol(
        child=anna(house), group=owls(house), since=MONDAY, until=FRIDAY, by=house.by,
        kind=Enrolment.Kind.TEMPORARY,
    )  # fmt: skip
    whose = {
        day: [
            group.name for group in house.groups.values() if anna(house) in children_due(group, day)
        ]
        for day in (SUNDAY, MONDAY, FRIDAY - timedelta(days=1), FRIDAY)
    }
    assert list(whose.values()) == [["Bitītes"], ["Pūcītes"], ["Pūcītes"], ["Bitītes"]]


def test_a_move_under_a_temporary_group_leaves_it_alone(house):
    operations.enrol(
        child=anna(house), group=owls(house), since=MONDAY, until=FRIDAY, by=house.by,
        kind=Enrolment.Kind.TEMPORARY,
    )  # fmt: skip
    third = house.group("Lācēni", "laceni")
    operations.move(child=anna(house), group=third, since=TUESDAY, by=house.by)
    assert anna(house) in children_due(owls(house), TUESDAY)
    assert anna(house) in children_due(third, FRIDAY)


# --- roles follow relations -----------------------------------------------------------------------
def test_the_role_of_parent_comes_with_guardianship(house):
    nurse = house.people.nurse
    assert roles(nurse) == {"nurse"}
    house.guardian(anna(house), nurse)
    assert roles(nurse) == {"nurse", "parent"}


def test_the_role_of_teacher_comes_with_an_assignment(house):
    house.assign(house.people.clerk, bees(house))
    assert roles(house.people.clerk) == {"clerk", "teacher"}


def test_the_last_guardianship_takes_the_role_along(house):
    mother = house.people.mother
    first, second = Guardianship.objects.filter(user=mother).order_by("pk")
    operations.end(first, until=MONDAY, by=house.by)
    assert roles(mother) == {"parent"}
    operations.end(second, until=MONDAY, by=house.by)
    assert roles(mother) == set()


def test_a_guardianship_that_ends_later_keeps_the_role_till_then(house):
    mother = house.people.mother
    for guardianship in Guardianship.objects.filter(user=mother):
        operations.end(guardianship, until=TUESDAY, by=house.by)
    assert roles(mother) == {"parent"}
    on = {day: house.access(mother, "parent", day) for day in (MONDAY, TUESDAY)}
    assert on[MONDAY].can(Action.VIEW_CHILD, anna(house))
    assert not on[TUESDAY].can(Action.VIEW_CHILD, anna(house))  # no job had to run


def test_other_roles_stay_when_guardianship_ends(house):
    guardianship = house.guardian(anna(house), house.people.nurse)
    operations.end(guardianship, until=MONDAY, by=house.by)
    assert roles(house.people.nurse) == {"nurse"}


def test_an_end_before_the_beginning_is_refused_in_words(house):
    for model in (Enrolment, Assignment, Guardianship):
        relation = model.objects.filter(until=None).first()
        with pytest.raises(ValidationError):
            operations.end(relation, until=relation.since, by=house.by)


def test_a_restriction_is_refused_when_it_restricts_nothing(house):
    guardianship = Guardianship.objects.filter(user=house.people.mother).first()
    scope = dict.fromkeys(SCOPES, False)
    with pytest.raises(ValidationError):
        operations.restrict(
            guardianship=guardianship, document="7", issuer="Tiesa", since=MONDAY, by=house.by,
            **scope,
        )  # fmt: skip
