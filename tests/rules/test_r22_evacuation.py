"""R22 read in an emergency: who is in the house now, whom to call. Rather one too many than one too few."""

from datetime import time

import pytest

from attendance.evacuation.roll import Roll, roll_of
from attendance.models import Mark, Reply
from attendance.register.operations import Answer, confirm, draft
from people import operations as people
from people.models import Enrolment, User
from tests.attendance import makers
from tests.world import BEGIN, MONDAY, TUESDAY, at

NOW = at(10, 20)


def seen(house, who="teacher", role="teacher", now=NOW) -> Roll:
    return roll_of(house.access(getattr(house.people, who), role), at=now)


def listed(house, group="Bitītes", **more) -> list[str]:
    roll = seen(house, "head", "admin", **more)
    (section,) = [one for one in roll.sections if one.group.name == group]
    return [row.child.first_name for row in section.rows]


def left_out(house, group="Bitītes") -> list[str]:
    (section,) = [one for one in seen(house, "head", "admin").sections if one.group.name == group]
    return [one.child.first_name for one in section.away]


def confirmed(house, *absent: int) -> None:
    children = house.children["Bitītes"]
    answers = [Answer(child.pk, place in absent) for place, child in enumerate(children)]
    by = house.access(house.people.teacher, "teacher")
    confirm(group=house.groups["Bitītes"], day=MONDAY, answers=answers, by=by, at=at(8, 40))


def tapped(house, place: int) -> None:
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=house.children["Bitītes"][place].pk,
        absent=True, by=house.access(house.people.teacher, "teacher"), at=at(8, 30),
    )  # fmt: skip


def mark(house, place: int, **changes) -> None:
    Mark.objects.filter(child=house.children["Bitītes"][place], day=MONDAY).update(**changes)


def test_a_confirmed_register_says_who_is_here(house):
    confirmed(house, 0)
    assert listed(house) == ["Emīls", "Ģirts"]
    assert left_out(house) == ["Anna"]


def test_who_came_later_is_here(house):
    confirmed(house)
    mark(house, 0, arrived_at=time(9, 50))
    assert "Anna" in listed(house)


def test_who_left_is_not_here_from_that_minute_on(house):
    confirmed(house)
    mark(house, 0, left_at=time(10, 20))
    assert "Anna" in listed(house, now=at(10, 19))
    assert "Anna" not in listed(house)


def test_without_a_register_everybody_is_listed(house):
    assert listed(house) == ["Emīls", "Anna", "Ģirts"]
    assert not seen(house).all_confirmed


def test_a_draft_takes_only_those_tapped_absent(house):
    tapped(house, 1)
    assert listed(house) == ["Anna", "Ģirts"]
    assert not seen(house).sections[0].confirmed


def test_a_notice_takes_a_child_while_nothing_is_confirmed(house):
    makers.notice(house, 0)
    assert "Anna" not in listed(house)


def test_a_notice_does_not_take_a_child_that_is_here_all_the_same(house):
    makers.notice(house, 0)
    confirmed(house)
    assert "Anna" in listed(house)


@pytest.mark.parametrize("choice", ["returns", "later", "on_the_way"])
def test_who_was_said_to_come_after_all_is_listed(house, choice):
    makers.notice(house, 0)
    makers.reply(house, 0, choice=Reply.Choice(choice), replied_at=at(8, 30))
    assert "Anna" in listed(house)


@pytest.mark.parametrize("choice", ["returns", "later", "on_the_way"])
def test_who_was_marked_absent_and_then_said_to_come_is_listed_to_be_checked(house, choice):
    """The parents are asked only after the mark; the child may be in the house before it is corrected."""
    confirmed(house, 0)
    makers.reply(house, 0, choice=Reply.Choice(choice), replied_at=at(9, 5))
    assert "Anna" in listed(house)
    rows = {row.child.first_name: row for row in seen(house).sections[0].rows}
    assert (rows["Anna"].sure, rows["Anna"].coming) == (False, True)
    assert (rows["Emīls"].sure, rows["Emīls"].coming) == (True, False)


def test_who_is_marked_absent_after_the_parents_word_is_not_here(house):
    makers.reply(house, 0, choice=Reply.Choice.ON_THE_WAY, replied_at=at(8, 30))
    confirmed(house, 0)
    assert left_out(house) == ["Anna"]


def test_an_answer_that_the_child_stays_away_lists_nobody(house):
    confirmed(house, 0)
    makers.reply(house, 0, choice=Reply.Choice.ILL, replied_at=at(9, 5))
    assert left_out(house) == ["Anna"]


def test_a_withdrawn_notice_takes_nobody(house):
    makers.notice(house, 0, ended_at=at(8), ended_by=house.head)
    assert "Anna" in listed(house)


def test_whom_a_confirmed_register_does_not_know_is_listed_to_be_checked(house):
    confirmed(house)
    house.child(house.groups["Bitītes"], "Jānis", "Jauns", since=MONDAY)
    rows = {row.child.first_name: row.sure for row in seen(house).sections[0].rows}
    assert rows == {"Anna": True, "Emīls": True, "Ģirts": True, "Jānis": False}


def test_a_guest_is_in_the_group_that_owns_the_day(house):
    guest = house.children["Pūcītes"][0]
    people.enrol(
        child=guest, group=house.groups["Bitītes"], since=MONDAY, until=TUESDAY,
        kind=Enrolment.Kind.TEMPORARY, by=house.by,
    )  # fmt: skip
    assert "Kārlis" in listed(house)
    assert "Kārlis" not in listed(house, "Pūcītes")


# --- who sees which groups -----------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "role", "groups"), [
    ("teacher", "teacher", {"Bitītes"}), ("specialist", "teacher", {"Bitītes"}),
    ("substitute", "teacher", {"Bitītes"}), ("other_teacher", "teacher", {"Pūcītes"}),
    ("former_teacher", "teacher", set()), ("nurse", "nurse", {"Bitītes", "Pūcītes"}),
    ("clerk", "clerk", {"Bitītes", "Pūcītes"}), ("head", "admin", {"Bitītes", "Pūcītes"}),
    ("superuser", "superuser", set()),
])  # fmt: skip
def test_each_sees_the_groups_they_answer_for_today(house, who, role, groups):
    assert {one.group.name for one in seen(house, who, role).sections} == groups


# --- whom to call -------------------------------------------------------------------------------------
def called(house, place: int) -> list[User]:
    rows = seen(house).sections[0].rows
    child = house.children["Bitītes"][place]
    (row,) = [row for row in rows if row.child == child]
    return [one.user for one in row.guardians]


def test_both_parents_may_be_called(house):
    assert set(called(house, 0)) == {house.people.mother, house.people.father}


def test_a_former_guardian_is_not_called(house):
    assert called(house, 2) == []


@pytest.mark.parametrize(("scope", "left_out"), [
    ("whereabouts", True), ("contacts", True), ("pick_up", True), ("photos", False), ("messages", False),
])  # fmt: skip
def test_a_guardian_who_may_not_know_meet_or_fetch_the_child_is_not_called(house, scope, left_out):
    father = house.people.father
    guardianship = father.guardianships.get(child=house.children["Bitītes"][0])
    scopes = {
        one: one == scope for one in ("whereabouts", "messages", "photos", "contacts", "pick_up")
    }
    people.restrict(
        guardianship=guardianship,
        document="Lēmums",
        issuer="Tiesa",
        since=BEGIN,
        by=house.by,
        **scopes,
    )
    assert (father not in called(house, 0)) is left_out
    assert house.people.mother in called(house, 0)


def test_a_restriction_that_has_ended_keeps_nobody_out(house):
    limited = house.people.restricted.guardianships.get()
    assert called(house, 1) == []
    people.end(limited.restrictions.get(), until=MONDAY, by=house.by)
    assert called(house, 1) == [house.people.restricted]
