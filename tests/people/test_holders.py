"""Who holds a right over a group: the same answer as each person's own access gives."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db.models import Exists, OuterRef

from people import operations
from people.access import (
    BY_ASSIGNMENT,
    BY_ROLE,
    BY_SETTING,
    OF_ACCOUNTS,
    OF_THE_HOUSE,
    Access,
    Action,
    Right,
    holders,
    house_holders,
    roles_holding,
)
from people.models import ChildGroup, Exclusion, User
from tests.matrix.stage import Stage, build
from tests.world import MONDAY, TUESDAY, at

DAYS = [date(2026, 8, 31), MONDAY - timedelta(days=1), MONDAY, TUESDAY]
HELD = sorted(set().union(*BY_ROLE.values(), *BY_ASSIGNMENT.values()))


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """The two houses of the matrix, and people who are more than one thing. Taken back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        stage = build()
        _people_of_several_kinds(stage)
        yield stage
        transaction.set_rollback(True)


def _people_of_several_kinds(stage: Stage) -> None:
    first, second = stage.first, stage.second
    bees, theirs, people = stage.group("bees"), stage.group("theirs"), first.people
    operations.give_role(
        user=first.head, role="teacher", institution=first.institution, by=second_head_of(first)
    )
    first.assign(first.head, bees)
    second.welcome(people.teacher, "teacher")
    second.assign(people.teacher, theirs)
    second.welcome(people.nurse, "parent")
    operations.take_role(  # the assignment stays, the right does not
        user=people.assistant, role="teacher", institution=first.institution, by=first.by
    )
    _kept_out(first, people.nurse, Exclusion.Kind.LEFT)
    _kept_out(first, people.other_teacher, Exclusion.Kind.SUSPENDED)
    gone = (people.specialist, people.clerk, second.people.teacher)
    User.objects.filter(pk__in=[user.pk for user in gone]).update(is_active=False)


def _kept_out(house, person: User, kind: int) -> None:
    """From Tuesday on."""
    Exclusion.objects.create(
        institution=house.institution, user=person, kind=kind, since=TUESDAY, reason="Pārkāpums",
        made_at=at(8), made_by=house.head,
    )  # fmt: skip


def second_head_of(house) -> Access:
    """Nobody gives a role to oneself."""
    return house.access(house.adult("admin", "Otra", "Vadītāja"), "admin")


@pytest.fixture(scope="module")
def answers(stage):
    """What every active person's own access says on every day, in each of their roles."""
    found: dict[tuple[Action, date], set[Right]] = {(a, d): set() for a in HELD for d in DAYS}
    for user in User.objects.filter(is_active=True):
        for role in Access(user, day=MONDAY).roles:
            for day in DAYS:
                access = Access(user, day=day, acting_key=role.key)
                if role not in access.roles:
                    continue  # kept out that day
                assert access.acting == role
                for group, action in _rights_of(access):
                    found[action, day].add(Right(user.pk, role.role, group.pk))
    return found


def _rights_of(access: Access) -> Iterator[tuple[ChildGroup, Action]]:
    """Every action on every group, in one query (``can`` asks the same; see ``tests.matrix``)."""
    asked = {
        action.name: Exists(ChildGroup.objects.visible_to(access, action).filter(pk=OuterRef("pk")))
        for action in HELD
    }
    for group in ChildGroup.objects.annotate(**asked):
        yield from ((group, action) for action in HELD if getattr(group, action.name))


@pytest.fixture
def on_stage(stage, django_db_blocker):
    with django_db_blocker.unblock():
        yield stage


def test_one_person_is_asked_like_this_too(on_stage, answers):
    access, bees = on_stage.access("teacher"), on_stage.group("bees")
    for action in HELD:
        right = Right(access.user.pk, "teacher", bees.pk)
        assert access.can(action, bees) == (right in answers[action, MONDAY])


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("action", HELD)
def test_it_says_what_each_persons_access_says(on_stage, answers, action, day):
    found = holders(action, ChildGroup.objects.all(), day)
    assert set(found) == answers[action, day]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("action", sorted(set(HELD) - OF_THE_HOUSE - OF_ACCOUNTS))
def test_roles_holding_are_those_that_anybody_holds_it_in(on_stage, answers, action):
    held_in = {right.role for day in DAYS for right in answers[action, day]}
    assert held_in == roles_holding(action)


@pytest.mark.parametrize("action", HELD)
def test_those_of_the_house_are_whom_their_access_allows(on_stage, action):
    """And the roles in which anybody holds it in the whole house are among the named ones."""
    house = on_stage.first.institution
    allowed = {
        (user.pk, role.role)
        for user in User.objects.filter(is_active=True)
        for role in Access(user, day=MONDAY).roles
        if role.institution == house and Access(user, day=MONDAY, acting_key=role.key).holds(action)
    }
    assert set(house_holders(action, house, MONDAY)) == allowed
    assert {role for _user, role in allowed} <= roles_holding(action)


def users(stage, *groups: str, day: date = MONDAY) -> set[int]:
    rights = holders(Action.RECORD_ATTENDANCE, [stage.group(name) for name in groups], day)
    return {right.user_id for right in rights}


def test_a_substitute_holds_it_on_the_days_of_it(on_stage):
    people = on_stage.first.people
    assert people.substitute.pk in users(on_stage, "bees")
    assert people.substitute.pk not in users(on_stage, "bees", day=TUESDAY)
    assert people.substitute_tomorrow.pk in users(on_stage, "bees", day=TUESDAY)
    assert people.former_teacher.pk in users(on_stage, "bees", day=DAYS[1])
    assert people.former_teacher.pk not in users(on_stage, "bees")


def test_whoever_is_switched_off_holds_nothing(on_stage):
    people = on_stage.first.people
    for action in HELD:
        for day in DAYS:
            told = {right.user_id for right in holders(action, ChildGroup.objects.all(), day)}
            assert not told & {people.specialist.pk, people.clerk.pk}


def test_whoever_left_or_is_suspended_holds_nothing_from_that_day_on(on_stage):
    people, place = on_stage.first.people, on_stage.first.institution
    out = {people.nurse.pk, people.other_teacher.pk}
    groups = list(ChildGroup.objects.filter(institution=place))

    def told(day: date) -> set[int]:
        of_groups = {r.user_id for action in HELD for r in holders(action, groups, day)}
        return of_groups | {u for a in HELD for u, _role in house_holders(a, place, day)}

    assert out <= told(MONDAY)
    assert not out & told(TUESDAY)
    left, suspended = (Access(one, day=TUESDAY) for one in (people.nurse, people.other_teacher))
    assert [role.role for role in left.roles] == ["parent"]  # of the other house
    assert suspended.roles == []


def test_an_assignment_without_the_role_is_nothing(on_stage):
    assert on_stage.first.people.assistant.pk not in users(on_stage, "bees")


def test_nobody_holds_anything_in_the_other_institution(on_stage):
    assert users(on_stage, "owls") == {on_stage.first.people.other_teacher.pk}
    of_both = on_stage.first.people.teacher.pk  # welcome there too
    ours = {person.pk for person in vars(on_stage.first.people).values()}
    assert users(on_stage, "theirs") & ours == {of_both}
    heads = holders(Action.OVERSEE_DUTIES, [on_stage.group("theirs")], MONDAY)
    assert {right.user_id for right in heads} == {on_stage.second.head.pk}


def test_any_number_of_groups_is_two_queries(on_stage, django_assert_max_num_queries):
    groups = list(ChildGroup.objects.all())
    for action in HELD:
        by_setting = {
            a for chosen in BY_SETTING.values() for a in frozenset().union(*chosen.values())
        }
        with django_assert_max_num_queries(3 if action in by_setting else 2):
            assert holders(action, groups, MONDAY) is not None
        with django_assert_max_num_queries(2):
            assert holders(action, [], MONDAY) == []
