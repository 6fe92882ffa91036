"""R23: a week is not signed while a confirmed register does not know some child of the group."""

import pytest
from django.core.exceptions import ValidationError

from attendance.check.house import board_of
from attendance.check.operations import sign
from attendance.check.page import group_page, sheet_of
from people import operations as people
from tests.attendance.check.weeks import FRI, THU, WEEK, a_week, nurse, taken
from tests.attendance.months import month as november
from tests.world import MONDAY, at


@pytest.fixture
def newcomer(house):
    """Līva is entered on Monday as a child of the group since last Thursday."""
    a_week(house)
    house.child(house.groups["Bitītes"], "Līva", "Vītola", since=THU)
    return house


def signed(house):
    return sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(10))


def sheet(house):
    return sheet_of(house.groups["Bitītes"].pk, WEEK, access=nurse(house), at=at(10))


def test_the_week_waits_for_the_mark_and_names_the_days(newcomer):
    with pytest.raises(ValidationError, match=r"2 bērniem nav atzīmes: 12\.11\., 13\.11\."):
        signed(newcomer)
    assert not sheet(newcomer).may_sign
    assert "katram bērnam" in sheet(newcomer).why_not_signed
    assert "2 bērniem nav atzīmes" in group_page(sheet(newcomer))["summary"]


def test_once_its_teacher_marks_the_child_the_week_is_signed(newcomer):
    taken(newcomer, THU)
    with pytest.raises(ValidationError, match=r"1 bērnam nav atzīmes: 13\.11\."):
        signed(newcomer)
    taken(newcomer, FRI)
    assert sheet(newcomer).may_sign
    assert signed(newcomer)


def test_a_child_marked_in_another_group_that_day_is_not_missing(house):
    a_week(house)
    a_week(house, group="Pūcītes")
    moved = house.children["Pūcītes"][0]
    people.enrol(
        child=moved, group=house.groups["Bitītes"], since=FRI, until=MONDAY, kind=2, by=house.by
    )
    board = board_of(nurse(house), WEEK, at=at(10))
    assert board.line(house.groups["Bitītes"].pk).unmarked == []
    assert signed(house)


def test_who_closes_the_month_is_told_of_them(house):
    from attendance.months.house import all_groups, house_of
    from duties.calendar.days import Month

    november.ready(house)
    house.child(house.groups["Bitītes"], "Līva", "Vītola", since=november.LAST)
    month = Month(november.NOVEMBER)
    found = house_of(
        all_groups(house.institution, month), institution=house.institution, month=month,
        at=november.first_of_december(),
    )  # fmt: skip
    assert found.why_not_closed == []
    assert any("trūkst 1 bērna dienas atzīmes" in text for text in found.remarks)
