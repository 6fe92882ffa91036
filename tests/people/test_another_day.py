"""The same person in the same role, asked about another day."""

from datetime import timedelta

import pytest

from duties.models import CalendarException
from people.access import Access, Action
from people.models import Child, ChildGroup, Exclusion
from tests.matrix.actors import ACTORS
from tests.matrix.stage import build
from tests.world import MONDAY, TUESDAY, at

YESTERDAY, NEXT_WEEK = MONDAY - timedelta(days=1), MONDAY + timedelta(days=7)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def on_stage(stage, django_db_blocker):
    with django_db_blocker.unblock():
        yield stage


def rights(access: Access) -> dict[Action, tuple[frozenset[int], frozenset[int]]]:
    def seen(model, action: Action) -> frozenset[int]:
        rows = model.objects.visible_to(access, action)
        return frozenset(rows.values_list("pk", flat=True))

    return {action: (seen(ChildGroup, action), seen(Child, action)) for action in Action}


@pytest.mark.parametrize("day", [YESTERDAY, TUESDAY], ids=str)
@pytest.mark.parametrize("actor", [a for a in ACTORS if a not in ("former_parent", "anonymous")])
def test_it_says_what_access_of_that_day_says(on_stage, actor, day):
    today = on_stage.access(actor)
    key = today.acting.key if today.acting else None
    assert rights(today.on(day)) == rights(Access(today.user, day=day, acting_key=key))


def test_it_is_the_same_on_the_way_back(on_stage):
    today = on_stage.access("substitute")
    assert rights(today.on(TUESDAY)) != rights(today)
    assert rights(today.on(TUESDAY).on(MONDAY)) == rights(today)


def test_next_weeks_teacher_may_what_their_group_needs_a_day_ahead(house):
    owls, teacher = house.groups["Pūcītes"], house.people.teacher
    house.assign(teacher, owls, since=NEXT_WEEK)
    today = house.access(teacher, "teacher")
    assert not today.can(Action.RECORD_ATTENDANCE, owls)
    assert today.on(NEXT_WEEK).can(Action.RECORD_ATTENDANCE, owls)


def keep_out(house, user, kind, since, until=None) -> None:
    Exclusion.objects.create(
        institution=house.institution, user=user, kind=kind, since=since, until=until,
        reason="Pārkāpums", made_at=at(8), made_by=house.head,
    )  # fmt: skip


@pytest.mark.parametrize("kind", [Exclusion.Kind.LEFT, Exclusion.Kind.SUSPENDED])
@pytest.mark.parametrize("role", ["teacher", "nurse", "admin"])
def test_whoever_is_kept_out_on_either_day_may_nothing(house, kind, role):
    user = {"teacher": house.people.teacher, "nurse": house.people.nurse, "admin": house.head}[role]
    keep_out(house, user, kind, MONDAY, NEXT_WEEK)
    nothing = rights(Access(house.people.former_parent, day=NEXT_WEEK))
    for asked_on, asked_about in ((MONDAY, NEXT_WEEK), (NEXT_WEEK, MONDAY), (YESTERDAY, MONDAY)):
        other = house.access(user, role, asked_on).on(asked_about)
        assert other.acting is None
        assert rights(other) == nothing


def test_it_never_acts_in_another_role(house):
    """A teacher who leaves is still a parent: of what a teacher may, that day gives nothing."""
    teacher, elza = house.people.teacher, house.children["Pūcītes"][1]
    house.welcome(teacher, "parent")
    house.guardian(elza, teacher)
    keep_out(house, teacher, Exclusion.Kind.LEFT, TUESDAY)
    key = house.access(teacher, "teacher").acting.key
    assert Access(teacher, day=TUESDAY, acting_key=key).acts_as("parent")
    other = house.access(teacher, "teacher").on(TUESDAY)
    assert other.acting is None
    assert not other.can(Action.VIEW_CHILD, elza)


@pytest.mark.parametrize(("asked_on", "asked_about"), [(MONDAY, NEXT_WEEK), (NEXT_WEEK, MONDAY)])
def test_a_parent_suspended_in_one_of_two_houses_sees_nothing_of_it(
    house, other_house, asked_on, asked_about
):
    mother, there = house.people.mother, other_house.children["Bitītes"][0]
    other_house.welcome(mother, "parent")
    other_house.guardian(there, mother)
    CalendarException.objects.create(
        institution=other_house.institution, group=other_house.groups["Bitītes"],
        day=NEXT_WEEK, kind="closed",
    )  # fmt: skip
    keep_out(other_house, mother, Exclusion.Kind.SUSPENDED, MONDAY, NEXT_WEEK)
    other = house.access(mother, "parent", asked_on).on(asked_about)
    assert other.acts_as("parent")
    assert not other.can(Action.VIEW_ATTENDANCE, there)
    assert not CalendarException.objects.filter(other.family_rule(Action.VIEW_ATTENDANCE)).exists()


def test_a_restriction_of_today_holds_on_every_day(house):
    emils, father = house.children["Bitītes"][1], house.people.restricted
    today = house.access(father, "parent")
    for day in (YESTERDAY, NEXT_WEEK):
        assert today.on(day).can(Action.VIEW_CHILD, emils)
        assert not today.on(day).can(Action.VIEW_ATTENDANCE, emils)
