"""R23: a doctor's note is seen on paper; when one is due is a setting."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from attendance.check.operations import see_doctors_note, unsee_doctors_note
from attendance.check.rules import illnesses_of
from attendance.check.week import DayMark
from attendance.models import DoctorsNote
from duties import calendar
from duties.models import Closure
from duties.operations import close, except_day
from tests.attendance import makers
from tests.attendance.check.weeks import (
    DAYS,
    FRI,
    MON,
    THU,
    TUE,
    WED,
    WEEK,
    a_week,
    nurse,
)
from tests.world import MONDAY, at

SATURDAY = FRI + timedelta(days=1)


def illness(house, days: list[date], note_after: int = 3, notes=()):
    anna = house.children["Bitītes"][0].pk
    marks = [DayMark(1, anna, day, "absent", "illness", None) for day in days]
    of_days = calendar.around(house.institution, WEEK, calendar.REACH)
    group = house.groups["Bitītes"]
    return illnesses_of(marks, group, of_days, monday=WEEK, note_after=note_after, notes=notes)


@pytest.mark.parametrize(
    ("days", "note_after", "due"),
    [
        (DAYS[:3], 3, False),
        (DAYS[:4], 3, True),
        (DAYS, 0, False),
        (DAYS[:1], 1, False),
        (DAYS[:2], 1, True),
    ],
)
def test_a_doctors_note_is_due_after_more_working_days_than_the_setting(
    house, days, note_after, due
):
    (one,) = illness(house, days, note_after)
    assert one.is_due is due


def test_an_illness_goes_on_over_a_weekend_and_a_day_off(house):
    except_day(institution=house.institution, day=TUE, kind="closed", by=house.by)
    thursday_before = WEEK - timedelta(days=4)
    days = [thursday_before, thursday_before + timedelta(days=1), MON, WED]
    (one,) = illness(house, days)
    assert (one.first.day, len(one.marks), one.is_due) == (thursday_before, 4, True)


def test_a_day_present_between_makes_two_illnesses(house):
    assert [len(one.marks) for one in illness(house, [MON, TUE, THU, FRI])] == [2, 2]


def test_an_illness_that_ended_before_the_week_is_not_of_this_week(house):
    assert illness(house, [WEEK - timedelta(days=4)]) == []


def see(house, by=None, **facts) -> DoctorsNote:
    given = {"since": MON, "until": FRI, "seen_on": MONDAY} | facts
    anna, group = house.children["Bitītes"][0], house.groups["Bitītes"]
    return see_doctors_note(child=anna, group=group, by=by or nurse(house), at=at(10), **given)


@pytest.fixture
def ill(house):
    """Anna was ill from Monday to Thursday."""
    a_week(house, {day: {0: "illness"} for day in DAYS[:4]})
    return house


def test_a_doctors_note_is_seen_and_no_longer_due(ill):
    note = see(ill)
    (one,) = illness(ill, DAYS[:4], notes=[note])
    assert (one.note, one.is_due) == (note, False)
    assert (note.seen_by, note.seen_on) == (ill.people.nurse, MONDAY)


def test_saying_it_again_corrects_the_day(ill):
    see(ill)
    see(ill, seen_on=FRI)
    assert DoctorsNote.objects.get().seen_on == FRI


def test_a_seen_note_can_be_taken_back(ill):
    unsee_doctors_note(note=see(ill), group=ill.groups["Bitītes"], by=nurse(ill), at=at(11))
    assert not DoctorsNote.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"seen_on": MONDAY + timedelta(1)},
        {"seen_on": MON - timedelta(1)},
        {"until": SATURDAY},
        {"since": MON - timedelta(7)},
    ],
)
def test_a_note_of_no_illness_or_of_the_future_is_refused(ill, wrong):
    with pytest.raises(ValidationError):
        see(ill, **wrong)


@pytest.mark.parametrize(
    ("who", "role"), [("teacher", "teacher"), ("head", "admin"), ("mother", "parent")]
)
def test_only_nurse_and_clerk_see_notes(ill, who, role):
    with pytest.raises(PermissionDenied):
        see(ill, by=ill.access(getattr(ill.people, who), role))


@pytest.fixture
def theirs(other_house):
    other_house.register = None
    return {
        "group": other_house.groups["Bitītes"],
        "child": other_house.children["Bitītes"][0],
        "note": makers.doctors_note(other_house, since=MON, until=FRI, seen_on=FRI),
    }


@pytest.mark.parametrize("of_the_other", ["group", "child"])
def test_to_see_a_note_of_another_institution_is_refused_before_anything_is_told(
    ill, theirs, of_the_other
):
    mine = {"group": ill.groups["Bitītes"], "child": ill.children["Bitītes"][0]}
    objects = mine | {of_the_other: theirs[of_the_other]}
    with pytest.raises(PermissionDenied):
        see_doctors_note(since=MON, until=FRI, seen_on=MONDAY, by=nurse(ill), at=at(10), **objects)


@pytest.mark.parametrize("of_the_other", ["group", "note"])
def test_nor_is_one_taken_back_by_way_of_ones_own(ill, theirs, of_the_other):
    mine = {"group": ill.groups["Bitītes"], "note": see(ill)}
    objects = mine | {of_the_other: theirs[of_the_other]}
    with pytest.raises(PermissionDenied):
        unsee_doctors_note(by=nurse(ill), at=at(11), **objects)
    assert DoctorsNote.objects.count() == 2


def test_in_a_closed_month_a_note_is_neither_seen_nor_taken_back(ill):
    note = see(ill)
    close(
        institution=ill.institution, kind=Closure.Kind.MONTH, since=date(2026, 11, 1),
        until=date(2026, 12, 1), by=ill.by, at=at(10),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="slēgts"):
        see(ill, seen_on=FRI)
    with pytest.raises(ValidationError, match="slēgts"):
        unsee_doctors_note(note=note, group=ill.groups["Bitītes"], by=nurse(ill), at=at(11))
    assert DoctorsNote.objects.get().seen_on == MONDAY
