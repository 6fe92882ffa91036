"""Each constraint of the calendar and of the ladder refuses what it is for."""

from datetime import date

import pytest

from duties.models import CalendarCheck, CalendarException, Closure, MovedDayOffer
from tests.constraints import accepted, constraints_of, refused_by
from tests.world import MONDAY, TUESDAY, at, institution

LATER = date(2026, 11, 20)


@pytest.fixture
def two(db):
    houses = [institution("Jancis", "40000000001"), institution("Saulstari", "40000000002")]
    for house in houses:
        house.group("Bitītes")
    return houses


def day(two, **changes) -> CalendarException:
    facts = {"institution": two[0].institution, "day": MONDAY, "kind": "closed"}
    return CalendarException.objects.create(**facts | changes)


def moved(two, **changes) -> CalendarException:
    return day(two, **{"kind": "moved", "worked": date(2026, 11, 28)} | changes)


def offered(two) -> MovedDayOffer:
    return MovedDayOffer.objects.create(institution=two[0].institution, day=MONDAY)


def closure(two, **changes) -> Closure:
    facts = {
        "institution": two[0].institution, "kind": 1, "since": MONDAY, "until": TUESDAY,
        "closed_at": at(15), "closed_by": two[0].head,
    }  # fmt: skip
    return Closure.objects.create(**facts | changes)


def checked(two, **changes) -> CalendarCheck:
    facts = {
        "institution": two[0].institution, "school_year": 2027, "checked_at": at(15),
        "checked_by": two[0].head,
    }  # fmt: skip
    return CalendarCheck.objects.create(**facts | changes)


def reopened(two) -> dict:
    return {"reopened_at": at(16), "reopened_by": two[0].head, "reason": "Kļūda"}


BREAKS = {
    "one_exception_per_day": lambda two: [day(two), day(two, kind="open")],
    "a_day_is_moved_once": lambda two: [moved(two), moved(two, day=LATER, worked=MONDAY)],
    "a_moved_day_is_worked_on_another": lambda two: moved(two, worked=MONDAY),
    "a_moved_day_is_offered_once": lambda two: [offered(two), offered(two)],
    "a_single_group_can_only_be_closed": lambda two: day(
        two, kind="open", group=two[0].groups["Bitītes"]
    ),
    "a_calendar_exception_is_a_known_one": lambda two: day(two, kind="party"),
    "calendarexception_group_of_one_institution": lambda two: day(
        two, group=two[1].groups["Bitītes"]
    ),
    "a_closure_ends_after_it_begins": lambda two: closure(two, until=MONDAY),
    "reopening_has_a_person_and_a_reason": lambda two: closure(two, reopened_at=at(16)),
    "a_rung_is_a_known_one": lambda two: closure(two, kind=4),
    "one_closure_of_a_rung_at_a_time": lambda two: [closure(two), closure(two)],
    "closure_group_of_one_institution": lambda two: closure(two, group=two[1].groups["Bitītes"]),
    "a_calendar_is_checked_once": lambda two: [checked(two), checked(two)],
    "duties_calendarcheck_school_year_check": lambda two: checked(two, school_year=-1),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(two, name):
    with refused_by(name):
        BREAKS[name](two)


def test_every_constraint_is_among_them(db):
    assert constraints_of("duties") == set(BREAKS)


@pytest.mark.parametrize("half", [{"kind": "moved"}, {"worked": LATER}])
def test_a_moved_day_has_both_its_days_and_no_other_has_two(two, half):
    with refused_by("a_moved_day_is_worked_on_another"):
        day(two, **half)


@pytest.mark.parametrize("again", [{"day": LATER}, {"worked": LATER}])
def test_neither_day_of_a_pair_is_moved_again(two, again):
    moved(two)
    with refused_by("a_day_is_moved_once"):
        moved(two, **again)


@pytest.mark.parametrize("missing", ["reopened_at", "reopened_by", "reason"])
def test_a_reopening_is_told_whole(two, missing):
    told = reopened(two)
    told[missing] = "" if missing == "reason" else None
    with refused_by("reopening_has_a_person_and_a_reason"):
        closure(two, **told)


def test_a_closed_group_is_closed_once(two):
    bees = two[0].groups["Bitītes"]
    with refused_by("one_exception_per_day"):
        [day(two, group=bees) for _ in range(2)]
    with refused_by("one_closure_of_a_rung_at_a_time"):
        [closure(two, group=bees) for _ in range(2)]


def test_the_institutions_and_the_groups_word_stand_beside_one_another(two):
    bees = two[0].groups["Bitītes"]
    with accepted():
        day(two)
        day(two, group=bees)
        moved(two)
        moved(two, institution=two[1].institution)
        moved(two, day=LATER, worked=date(2026, 12, 5))
        day(two, institution=two[1].institution)
        closure(two)
        closure(two, group=bees)
        closure(two, kind=2)
        closure(two, institution=two[1].institution)


def test_what_was_reopened_may_be_closed_again(two):
    with accepted():
        closure(two, **reopened(two))
        closure(two, **reopened(two))
        closure(two)
