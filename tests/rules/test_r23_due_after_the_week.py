"""R23: the weekly check is due by the end of the first working day after the week."""

from datetime import timedelta

import pytest
from django.db.models import Q

from attendance.check.duties import WeeklyCheck
from attendance.check.operations import sign
from duties import calendar
from duties.operations import except_day, reopen
from duties.registry import Owed, Status
from outbox.models import Notification
from tests.attendance.check.weeks import DAYS, FRI, WEEK, a_week, nurse
from tests.world import HOLIDAY, MONDAY, TUESDAY, at


def owed(house, day=WEEK) -> list[Owed]:
    duty, days = WeeklyCheck(), calendar.around(house.institution, day, calendar.REACH)
    groups = list(house.groups.values())
    owing, done = duty.owed(groups, day, days), duty.done(groups, day)
    of_day = (house.institution, day, days)
    return [
        Owed(duty, g, day, duty.due_at(*of_day), duty.late_from(*of_day), done.get(g.pk))
        for g in owing
    ]


def bees(house, day=WEEK) -> Owed:
    return next(one for one in owed(house, day) if one.group.name == "Bitītes")


def test_each_group_with_children_owes_a_weekly_check(house):
    house.group("Tukšie")
    assert {one.group.name for one in owed(house)} == {"Bitītes", "Pūcītes"}


def test_a_week_without_a_working_day_owes_nothing(house):
    for day in DAYS:
        except_day(institution=house.institution, day=day, kind="closed", by=house.by)
    assert owed(house) == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (at(8, day=FRI + timedelta(1)), Status.MET),
        (at(23, 59, 59), Status.MET),
        (at(0, day=TUESDAY), Status.LATE),
    ],
)
def test_a_weekly_check_is_due_by_the_end_of_the_first_working_day_after_the_week(
    house, when, expected
):
    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=when)
    assert bees(house).status(at(12, day=TUESDAY)) is expected


def test_a_holiday_on_monday_makes_it_due_on_tuesday(house):
    except_day(institution=house.institution, day=MONDAY, kind="closed", by=house.by)
    assert bees(house).status(at(23, 59, 59, day=TUESDAY)) is Status.OPEN
    assert bees(house).status(at(0, day=HOLIDAY)) is Status.OVERDUE


def test_a_reopened_week_is_owed_again_and_its_first_signature_counts(house):
    a_week(house)
    by, group = nurse(house), house.groups["Bitītes"]
    closure = sign(group=group, monday=WEEK, by=by, at=at(10))
    reopen(closure=closure, reason="Kļūda", by=house.by, at=at(11))
    assert bees(house).done_at is None
    sign(group=group, monday=WEEK, by=by, at=at(12, day=TUESDAY))
    assert bees(house).status(at(13, day=TUESDAY)) is Status.MET


def test_nurse_and_clerk_are_reminded_in_the_morning_and_administration_hears_once_it_is_late(
    house,
):
    from duties.reminders import remind

    for day in (MONDAY, TUESDAY):
        for hour in (7, 8, 9):
            remind(house.institution, at(hour, 20, day=day))
    of_bees = Q(group=house.groups["Bitītes"]) | Q(
        group=None
    )  # administration hears of all at once
    rows = Notification.objects.filter(of_bees, kind__endswith="weekly_check", day=WEEK)
    told = set(rows.values_list("kind", "occasion", "role"))
    assert told == {
        ("reminder.weekly_check", "0_days", "nurse"), ("reminder.weekly_check", "0_days", "clerk"),
        ("overdue.weekly_check", "late", "nurse"), ("overdue.weekly_check", "late", "clerk"),
        ("overdue.weekly_check", "escalated", "admin"),
    }  # fmt: skip


def test_a_signed_week_reminds_nobody(house):
    from duties.reminders import remind

    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(7))
    remind(house.institution, at(8, 20))
    told = Notification.objects.filter(kind="reminder.weekly_check", day=WEEK)
    assert {row.group.name for row in told} == {"Pūcītes"}
