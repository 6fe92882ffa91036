"""Duties: who owes what, when it is late, what counts as done."""

from datetime import time, timedelta

import pytest

from attendance.duties import AttendanceByNine
from attendance.models import Register
from attendance.settings import DUE
from duties import calendar, registry
from duties.badges import badge
from duties.operations import except_day
from duties.periods import DayDuty
from duties.registry import Duty, Owed, Status
from outbox import registry as outbox_registry
from people.access import Action
from people.models import Child, Enrolment
from tests.world import BEGIN, HOLIDAY, MONDAY, at, institution

SECOND = timedelta(seconds=1)


def owed(house, groups=None, day=MONDAY, codes=("attendance",)) -> list[Owed]:
    groups = list(house.groups.values()) if groups is None else groups
    days = calendar.of(house.institution, day, day)
    return registry.owed_by(
        groups, institution=house.institution, day=day, calendar=days,
        duties=[registry.get(code) for code in codes],
    )  # fmt: skip


def confirmed(house, group, when, day=MONDAY) -> Register:
    return Register.objects.create(
        institution=house.institution, group=group, day=day, saved_at=when, saved_by=house.head,
        first_confirmed_at=when, first_confirmed_by=house.head,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("done", "now", "expected"),
    [
        (None, at(0), Status.OPEN),
        (None, at(8, 59, 59), Status.OPEN),
        (None, at(9, 0, 0), Status.OPEN),
        (None, at(9, 0, 0) + SECOND - timedelta(microseconds=1), Status.OPEN),
        (None, at(9, 0, 1), Status.OVERDUE),
        (None, at(23, 59, 59), Status.OVERDUE),
        (at(8, 59, 59), at(8, 59, 59), Status.MET),
        (at(9, 0, 0), at(12), Status.MET),
        (at(9, 0, 0) + SECOND - timedelta(microseconds=1), at(12), Status.MET),
        (at(9, 0, 1), at(9, 0, 1), Status.LATE),
        (at(23, 59, 59), at(23, 59, 59), Status.LATE),
    ],
)
def test_the_status_of_a_duty_at_exact_moments(done, now, expected):
    duty = AttendanceByNine()
    one = Owed(duty, None, MONDAY, at(9), at(9, 0, 1), done)
    assert one.status(now) is expected


def test_each_group_with_children_owes_each_working_day(house):
    assert {one.group.name for one in owed(house)} == {"Bitītes", "Pūcītes"}
    assert all(one.duty.code == "attendance" for one in owed(house))


def test_a_group_without_children_owes_nothing(house):
    empty = house.group("Lācēni", "laceni")
    assert empty not in [one.group for one in owed(house)]


def test_nothing_is_owed_on_a_day_off(house):
    for day in (HOLIDAY, MONDAY - timedelta(days=1), MONDAY - timedelta(days=2)):
        assert owed(house, day=day) == []


def test_a_closed_group_owes_nothing_and_others_do(house):
    bees = house.groups["Bitītes"]
    except_day(
        institution=house.institution, group=bees, day=MONDAY, kind="closed", by=house.by
    )  # fmt: skip
    assert [one.group for one in owed(house)] == [house.groups["Pūcītes"]]


def test_the_done_are_told_apart_by_group(house):
    confirmed(house, house.groups["Bitītes"], at(8, 50))
    status = {one.group.name: one.status(at(9, 30)) for one in owed(house)}
    assert status == {"Bitītes": Status.MET, "Pūcītes": Status.OVERDUE}


def test_what_was_done_for_another_day_does_not_count(house):
    earlier = MONDAY - timedelta(days=3)
    confirmed(house, house.groups["Bitītes"], at(8, 50, day=earlier), earlier)
    assert {one.status(at(9, 30)) for one in owed(house)} == {Status.OVERDUE}


def test_an_institution_may_set_its_own_hour(house):
    house.institution.settings = {DUE.code: "09:30"}
    house.institution.save()
    (one, _other) = owed(house)
    assert (one.due_at, one.late_from) == (at(9, 30), at(9, 30, 1))
    assert one.status(at(9, 15)) is Status.OPEN


def test_where_it_is_done(house):
    (one, _other) = owed(house)
    assert one.url == f"/groups/{one.group.pk}/attendance/2026-11-16/"


def populated(count: int):
    """An institution of so many groups, each with a child."""
    house = institution("Daudzi", "40000000009")
    for number in range(count):
        group = house.group(f"Grupa {number}")
        child = Child.objects.create(
            institution=house.institution, first_name="A", last_name="B", birth_date=BEGIN, sex="f"
        )
        Enrolment.objects.create(
            institution=house.institution, child=child, group=group, since=BEGIN
        )
    return house


@pytest.mark.parametrize("groups", [1, 10])
def test_the_whole_costs_the_same_for_one_group_and_for_ten(
    db, groups, django_assert_num_queries
):  # fmt: skip
    house = populated(groups)
    listed = list(house.groups.values())
    with django_assert_num_queries(3):  # the calendar, who has children, what is done
        assert len(owed(house, listed)) == groups


class Checked(DayDuty):
    """Owed an hour before attendance by every group."""

    code, label, action = "check", "Check", Action.RECORD_ATTENDANCE

    def due_time(self, institution):
        return time(8)

    def owed(self, groups, day, calendar):
        return list(groups)

    def done(self, groups, day):
        return {}

    def url(self, group, day):
        return "/"


@pytest.fixture
def two_duties(monkeypatch):
    monkeypatch.setattr(registry, "_registry", {})
    monkeypatch.setattr(outbox_registry, "_registry", {})
    for duty in (AttendanceByNine(), Checked()):
        registry.register(duty)


def test_what_is_due_first_stands_first(house, two_duties):
    found = [(one.duty.code, one.group.name) for one in owed(house, codes=("attendance", "check"))]
    assert found == [
        ("check", "Bitītes"), ("check", "Pūcītes"),
        ("attendance", "Bitītes"), ("attendance", "Pūcītes"),
    ]  # fmt: skip


def test_a_duty_is_declared_once(two_duties):
    with pytest.raises(ValueError, match="twice"):
        registry.register(Checked())
    assert registry.get("check").label == "Check"


def test_a_duty_that_says_too_little_is_none():
    class Vague(Duty):
        code = "vague"

    with pytest.raises(TypeError):
        Vague()


def test_a_badge_warns_half_an_hour_before(house):
    one = owed(house)[0]
    moments = (at(7), at(8, 29, 59), at(8, 30), at(9, 0, 1))
    assert [badge(one, now)["tone"] for now in moments] == ["", "", "soon", "bad"]


def test_a_day_owed_by_nobody_is_empty(house):
    assert owed(house, groups=[]) == []
