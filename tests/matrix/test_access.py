"""One question, one answer: the object and the list agree, and no right crosses an institution."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest
from django.apps import apps
from django.db.models import Model

from agreements.models import Document, Version
from attendance.models import Mark, Register
from duties.models import CalendarCheck, CalendarException
from outbox.models import Delivery
from people import operations
from people.access import BY_ROLE, Access, Action
from people.models import Child, ChildGroup, Exclusion, Institution, Role, SlipBatch, User
from tests.matrix.actors import ACTORS, OF_THE_FIRST, OF_THE_SECOND
from tests.world import MONDAY, TUESDAY


def scoped() -> list[type[Model]]:
    return [
        model for model in apps.get_models()
        if hasattr(model._default_manager, "visible_to") and not model._meta.proxy
    ]  # fmt: skip


Lists = dict[tuple[type[Model], Action], set[int]]


@pytest.fixture(scope="module")
def lists(stage) -> Callable[[str], Lists]:
    """Everything that an actor is listed, asked once: what tests do on the stage is undone."""

    @cache
    def of(actor: str) -> Lists:
        access = stage.access(actor)
        return {(model, act): seen(access, model, act) for model in scoped() for act in Action}

    return of


@pytest.fixture(scope="module")
def places(stage) -> dict[tuple[type[Model], int], set[int]]:
    """In which institutions each entry is."""
    return {
        (model, one.pk): institution_of(one) for model in scoped() for one in stage.all_of(model)
    }


def seen(access: Access, model: type[Model], action: Action) -> set[int]:
    return set(model._default_manager.visible_to(access, action).values_list("pk", flat=True))


def test_models_with_a_visibility_are_found():
    assert {Child, ChildGroup, Register, Mark, User, Delivery} <= set(scoped())


OPERATE = Action.OPERATE_ACCOUNTS
OF_THE_ACCOUNTS = (User, Exclusion, SlipBatch)  # R35
CALENDAR = (Action.VIEW_CALENDAR, Action.MANAGE_CALENDAR, Action.VIEW_DOCUMENTS)
OF_THE_CALENDAR = (
    Institution,
    CalendarException,
    CalendarCheck,
    Document,
    Version,
)  # a superuser's (R37 and the matrix)


OF_NOBODY = {None}  # the common catalogue


@pytest.mark.parametrize("actor", ACTORS)
def test_can_means_to_be_in_the_list(scene, lists, actor):
    """Asked of one entry that is in it and of one that is not; of whose answer needs no query, of all."""
    can_is_in_the_list(scene, lists(actor), actor, one_of_each)


@pytest.mark.deep(name="access")
@pytest.mark.parametrize("actor", ACTORS)
def test_can_means_to_be_in_the_list_of_every_entry(scene, lists, actor):
    can_is_in_the_list(scene, lists(actor), actor, lambda everything, listed: everything)


def can_is_in_the_list(
    scene, lists: Lists, actor: str, chosen: Callable[[list, set[int]], list]
) -> None:
    access = scene.access(actor)
    for model in scoped():
        everything = scene.all_of(model)
        assert everything, model
        for action in Action:
            listed = lists[model, action]
            for one in chosen(everything, listed):
                assert access.can(action, one) == (one.pk in listed), (model, action, one)


def one_of_each(everything: list, listed: set[int]) -> list:
    if isinstance(everything[0], ChildGroup | Institution):
        return everything
    by_answer = {one.pk in listed: one for one in everything}
    return list(by_answer.values())


def institution_of(obj: Model) -> set[int]:
    if isinstance(obj, User):
        return set(obj.groups.values_list("role_group__institution", flat=True))
    if isinstance(obj, Delivery):
        return {obj.notification.institution_id}
    return {getattr(obj, "institution_id", obj.pk)}


@pytest.mark.parametrize("actor", sorted(OF_THE_FIRST | OF_THE_SECOND))
def test_nothing_of_the_other_institution_is_ever_listed(scene, lists, places, actor):
    home = scene.second if actor in OF_THE_SECOND else scene.first
    user = scene.user(actor)
    oneself = User, user and user.pk
    for (model, action), pks in lists(actor).items():
        for pk in pks:
            one = model, pk
            is_ours = places[one] in ({home.institution.pk}, OF_NOBODY)
            assert is_ours or one == oneself, (action, one)


@pytest.mark.parametrize("actor", ["superuser", "without_role", "anonymous"])
def test_who_is_nothing_here_sees_nothing_but_oneself(scene, lists, actor):
    oneself = scene.access(actor).user.pk
    for model in scoped():
        for action in Action:
            if actor == "superuser" and action in CALENDAR and model in OF_THE_CALENDAR:
                continue
            if actor == "superuser" and action == OPERATE and model in OF_THE_ACCOUNTS:
                continue
            assert lists(actor)[model, action] <= ({oneself} if model is User else set())


def test_a_superuser_sees_the_calendar(scene):
    """Nothing of a group but the days on which it is closed, which are the calendar's."""
    access = scene.access("superuser")
    for model in OF_THE_CALENDAR:
        for action in CALENDAR:
            rows = model._default_manager.filter(pk__in=seen(access, model, action))
            assert rows, (model, action)
            of_a_group = [row for row in rows if getattr(row, "group_id", None)]
            assert {(type(row), row.kind) for row in of_a_group} <= {(CalendarException, "closed")}


def test_a_superuser_sees_the_accounts_of_the_house(scene):
    """Who has an account and whether it is closed: nothing of a child."""
    access = scene.access("superuser")
    for model in OF_THE_ACCOUNTS:
        assert seen(access, model, OPERATE), model
    assert scene.second.people.teacher.pk not in seen(access, User, OPERATE)


# --- which role acts ----------------------------------------------------------------------------
def test_a_key_of_the_other_institution_falls_back_to_ones_own_role(scene):
    key = scene.first.by.acting.key
    access = Access(scene.second.head, day=MONDAY, acting_key=key)
    assert access.institution == scene.second.institution
    assert not access.can(Action.MANAGE_PEOPLE, scene.first.institution)


def test_a_role_no_longer_held_falls_back_to_another(scene):
    nurse = scene.first.people.nurse
    by = {"institution": scene.first.institution, "by": scene.first.by}
    operations.give_role(user=nurse, role="clerk", **by)
    operations.take_role(user=nurse, role="nurse", **by)
    access = scene.access("nurse")
    assert access.acting.role == "clerk"
    assert not access.holds(Action.VIEW_WARNING)


def test_the_last_role_gone_leaves_nothing(scene):
    operations.take_role(
        user=scene.first.people.nurse, role="nurse", institution=scene.first.institution,
        by=scene.first.by,
    )  # fmt: skip
    access = scene.access("nurse")
    assert access.acting is None
    assert not Child.objects.visible_to(access, Action.VIEW_CHILD).exists()


def test_rights_follow_the_role_acted_in_not_all_roles_held(scene):
    head, anna = scene.first.head, scene.children["bees"]
    scene.first.guardian(anna, head, "guardian")
    as_parent = Access(head, day=MONDAY, acting_key="parent")
    assert seen(as_parent, Child, Action.VIEW_CHILD) == {anna.pk}
    assert not as_parent.can(Action.MANAGE_PEOPLE, anna)
    as_head = Access(head, day=MONDAY)
    assert as_head.acts_as("admin")
    assert as_head.can(Action.MANAGE_PEOPLE, anna)


def test_a_parent_in_two_institutions_sees_both_children_and_no_more(scene):
    mother, theirs = scene.first.people.mother, scene.children["theirs"]
    scene.second.welcome(mother, "parent")
    scene.second.guardian(theirs, mother)
    own = seen(scene.access("parent"), Child, Action.VIEW_CHILD)
    assert own == {scene.children["bees"].pk, scene.children["owls"].pk, theirs.pk}


def test_a_teacher_of_two_institutions_acts_in_one_at_a_time(scene):
    teacher, theirs = scene.first.people.teacher, scene.group("theirs")
    scene.second.welcome(teacher, "teacher")
    scene.second.assign(teacher, theirs)
    here, there = scene.first.access(teacher, "teacher"), scene.second.access(teacher, "teacher")
    assert seen(here, ChildGroup, Action.RECORD_ATTENDANCE) == {scene.group("bees").pk}
    assert seen(there, ChildGroup, Action.RECORD_ATTENDANCE) == {theirs.pk}


# --- rights follow the dates ------------------------------------------------------------------------
def test_a_substitute_loses_everything_at_midnight(scene):
    bees = scene.group("bees")
    assert scene.access("substitute", MONDAY).can(Action.RECORD_ATTENDANCE, bees)
    for day in (MONDAY - timedelta(days=1), TUESDAY):
        access = scene.access("substitute", day)
        of_a_colleague = BY_ROLE[Role.TEACHER]  # the house's plans are every teacher's to read
        assert {action for action in Action if access.can(action, bees)} <= of_a_colleague
        assert not seen(access, Child, Action.VIEW_CHILD)


def test_a_moved_child_changes_teacher_on_the_day(scene):
    anna = scene.children["bees"]
    operations.move(child=anna, group=scene.group("owls"), since=TUESDAY, by=scene.first.by)
    for day, sees, sees_not in (
        (MONDAY, "teacher", "other_teacher"), (TUESDAY, "other_teacher", "teacher"),
    ):  # fmt: skip
        assert scene.access(sees, day).can(Action.VIEW_CHILD, anna)
        assert not scene.access(sees_not, day).can(Action.VIEW_CHILD, anna)


def test_a_restriction_takes_whereabouts_but_not_the_card(scene):
    emils, mark = scene.children["emils"], scene.objects["mark/emils"]
    access = scene.access("restricted")
    assert access.can(Action.VIEW_CHILD, emils)
    assert not access.can(Action.VIEW_ATTENDANCE, emils)
    assert not access.can(Action.VIEW_ATTENDANCE, mark)


def test_a_restriction_that_ended_takes_nothing(scene):
    operations.end(scene.objects["restriction/ours"], until=MONDAY, by=scene.first.by)
    access = scene.access("restricted")
    assert access.can(Action.VIEW_ATTENDANCE, scene.objects["mark/emils"])


def test_a_guardianship_that_ended_takes_the_child(scene):
    access = scene.access("former_parent")
    assert not seen(access, Child, Action.VIEW_CHILD)
    yesterday = scene.access("former_parent", MONDAY - timedelta(days=1))
    assert len(seen(yesterday, Child, Action.VIEW_CHILD)) == 1


def test_parents_see_no_draft(scene):
    access = scene.access("parent")
    assert access.can(Action.VIEW_ATTENDANCE, scene.objects["mark/bees"])
    assert not access.can(Action.VIEW_ATTENDANCE, scene.objects["mark/draft"])


# --- at once ------------------------------------------------------------------------------------
@pytest.mark.parametrize("actor", ["head", "teacher", "nurse", "parent"])
def test_whom_the_institution_switches_off_is_outside_at_the_next_request(scene, portal, actor):
    assert portal.ask(actor, "GET", "/").status_code == 200
    User.objects.filter(pk=scene.user(actor).pk).update(is_active=False)
    assert portal.ask(actor, "GET", "/").status_code == 302
    assert portal.ask(actor, "POST", "/account/role/", {"role": "parent"}).status_code == 401


def test_a_taken_role_counts_at_the_next_request(scene, portal):
    assert portal.ask("nurse", "GET", "/groups/attendance/").status_code == 200
    operations.take_role(
        user=scene.first.people.nurse, role="nurse", institution=scene.first.institution,
        by=scene.first.by,
    )  # fmt: skip
    assert portal.ask("nurse", "GET", "/groups/attendance/").status_code == 404


def test_an_ended_assignment_counts_at_the_next_request(scene, portal):
    address = f"/groups/{scene.group('bees').pk}/attendance/{MONDAY}/"
    assert portal.ask("teacher", "GET", address).status_code == 200
    (own,) = scene.first.people.teacher.assignments.all()
    operations.end(own, until=MONDAY, by=scene.first.by)
    assert portal.ask("teacher", "GET", address).status_code == 404


def test_todays_page_of_a_restricted_parent_tells_no_whereabouts(scene, portal):
    from attendance.register import operations as attendance
    from tests.world import at

    attendance.confirm(
        group=scene.group("bees"), day=MONDAY, by=scene.access("teacher"), at=at(8, 45),
        answers=[attendance.Answer(scene.children["emils"].pk, absent=True, reason="illness")],
    )  # fmt: skip
    (kid,) = portal.ask("restricted", "GET", "/").context["kids"]
    assert (kid["state"], kid["detail"]) == (None, "")
