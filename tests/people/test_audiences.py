"""Whom something is told to: each in the role in which it concerns them, and only while they hold it."""

import pytest

from attendance import tasks
from attendance.register.operations import confirm
from duties.reminders import remind
from outbox import registry
from outbox.models import Notification
from outbox.queue import put
from people import operations
from people.access import Action
from people.audiences import access_of, anew, to_groups, to_house, today_of
from people.models import User
from tests.browser.scenes import answers
from tests.world import MONDAY, at


@pytest.fixture
def nurse_and_clerk(house) -> User:
    person = house.people.nurse
    operations.give_role(user=person, role="clerk", institution=house.institution, by=house.by)
    return person


@pytest.fixture
def locked(house) -> User:
    person = house.people.mother
    person.locked_at = at(8)
    person.save(update_fields=["locked_at"])
    return person


def roles_told(person: User) -> set[str]:
    return set(Notification.objects.filter(person=person).values_list("role", flat=True))


def test_who_holds_a_right_in_two_roles_is_told_in_each_and_once(house, nurse_and_clerk):
    bees = house.groups["Bitītes"]
    for _again in range(2):
        about = {"kind": "correction.asked", "subject_id": 1, "day": MONDAY}
        put(to_groups(Action.CORRECT_ATTENDANCE, [bees], MONDAY, **about), at=at(9))
    assert roles_told(nurse_and_clerk) == {"nurse", "clerk"}
    assert Notification.objects.filter(person=nurse_and_clerk, group=bees).count() == 2


def test_who_keeps_one_of_two_roles_is_not_told_in_the_other(house, nurse_and_clerk):
    rows = to_house(Action.VIEW_KITCHEN, house.institution, MONDAY, kind="test.any")
    mine = {row.role: row for row in rows if row.person_id == nurse_and_clerk.pk}
    operations.take_role(
        user=nurse_and_clerk, role="nurse", institution=house.institution, by=house.by
    )
    assert access_of(mine["nurse"], MONDAY) is None
    held = access_of(mine["clerk"], MONDAY)
    assert held
    assert held.acts_as("clerk")


def test_a_teacher_who_is_a_parent_is_told_as_both(house, time_machine):
    """Of the register that is owed as a teacher; of the own child's absence as a parent."""
    teacher, child = house.people.teacher, house.children["Pūcītes"][0]
    house.guardian(child, teacher)
    confirm(
        group=house.groups["Pūcītes"], day=MONDAY, answers=answers(house, "Pūcītes", {0: None}),
        by=house.access(house.people.other_teacher, "teacher"), at=at(8, 40),
    )  # fmt: skip
    remind(house.institution, at(8, 45))
    time_machine.move_to(at(8, 45), tick=False)
    tasks.ask()
    told = Notification.objects.filter(person=teacher, day=MONDAY)
    assert set(told.values_list("kind", "role")) == {
        ("reminder.attendance", "teacher"), ("absence.unexplained", "parent"),
    }  # fmt: skip


def test_who_looks_after_accounts_in_two_houses_is_told_in_each(house, other_house, locked):
    head = house.head
    other_house.welcome(head, "admin")
    about = {"kind": "account.compromised", "subject_id": locked.pk, "occasion": anew(at(9))}
    rows = [
        row
        for place in (house, other_house)
        for row in to_house(Action.OPERATE_ACCOUNTS, place.institution, MONDAY, **about)
    ]
    put(rows, at=at(9))
    told = Notification.objects.filter(person=head, role="admin")
    assert {one.institution for one in told} == {house.institution, other_house.institution}


def test_what_no_longer_waits_is_not_wanted(house, locked):
    about = {"kind": "account.compromised", "subject_id": locked.pk, "occasion": anew(at(9))}
    put(to_house(Action.OPERATE_ACCOUNTS, house.institution, MONDAY, **about), at=at(9))
    told, kind = Notification.objects.get(role="admin"), registry.get("account.compromised")
    assert kind.wanted(told, at(9))
    User.objects.filter(pk=locked.pk).update(locked_at=None)
    assert not kind.wanted(told, at(9))
    assert kind.present([told], house.by, at(9))


def test_the_day_is_that_of_the_house_told(house):
    house.institution.time_zone = "Pacific/Auckland"
    row = Notification(institution=house.institution)
    assert today_of(row, at(20)) == MONDAY.replace(day=17)
