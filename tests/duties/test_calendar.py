"""Working days of an institution: what it follows, where it differs, what a group closes for."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duties import calendar
from duties.calendar import Calendar
from duties.models import CalendarException
from duties.operations import except_day, lay_down_moved_days
from duties.settings import FOLLOWS_MOVED_DAYS
from tests.world import MONDAY, TUESDAY, a_house, institution

SATURDAY = MONDAY - timedelta(days=2)
SUNDAY = MONDAY - timedelta(days=1)


@pytest.fixture
def house(db):
    """An institution and its head: the calendar needs no more."""
    return institution("Jancis", "40000000001")


def follow(house, yes: bool) -> None:
    house.institution.settings = {FOLLOWS_MOVED_DAYS.code: yes}
    house.institution.save()


def days(house, since=date(2022, 9, 1), until=date(2028, 8, 31)) -> Calendar:
    return calendar.of(house.institution, since, until)


def close(house, day, *, group=None, note="", kind="closed"):
    return except_day(
        institution=house.institution, day=day, kind=kind, note=note, group=group, by=house.by
    )


# --- moved days ---------------------------------------------------------------------------------
PAIRS = [
    (date(2024, 12, 23), date(2024, 12, 14)), (date(2024, 12, 30), date(2024, 12, 28)),
    (date(2025, 5, 2), date(2025, 5, 10)), (date(2025, 11, 17), date(2025, 11, 8)),
    (date(2026, 1, 2), date(2026, 1, 17)), (date(2026, 6, 22), date(2026, 6, 27)),
]  # fmt: skip


@pytest.mark.parametrize("follows", [True, False])
def test_moved_days_count_where_the_institution_follows_them(house, follows):
    lay_down_moved_days(house.institution)
    follow(house, follows)
    found = days(house)
    for off, worked in PAIRS:
        assert found.is_working(off) is not follows
        assert found.is_working(worked) is follows


def test_nobody_follows_them_unless_they_say_so(house):
    lay_down_moved_days(house.institution)
    assert days(house).is_working(date(2026, 1, 2))


def test_seeding_twice_adds_nothing_and_keeps_what_people_changed(house):
    lay_down_moved_days(house.institution)
    CalendarException.objects.filter(day=date(2026, 1, 2)).update(note="Mūsu lēmums")
    count = CalendarException.objects.count()
    lay_down_moved_days(house.institution)
    assert CalendarException.objects.count() == count
    assert CalendarException.objects.get(day=date(2026, 1, 2)).note == "Mūsu lēmums"


@pytest.mark.parametrize("follows", [True, False])
def test_27_december_2024_was_worked(house, follows):
    lay_down_moved_days(house.institution)
    follow(house, follows)
    assert days(house).is_working(date(2024, 12, 27))


# --- when the plan of a month is due (R24) --------------------------------------------------------
@pytest.mark.parametrize(
    ("month", "follows", "due"),
    [
        (date(2025, 1, 1), True, date(2024, 12, 28)),
        (date(2025, 1, 1), False, date(2024, 12, 30)),
        (date(2027, 1, 1), False, date(2026, 12, 30)),
        (date(2027, 1, 1), True, date(2026, 12, 30)),
        (date(2027, 4, 1), False, date(2027, 3, 31)),
        (date(2026, 9, 1), False, date(2026, 8, 31)),
        (date(2027, 2, 1), False, date(2027, 1, 29)),
        (date(2027, 2, 28), False, date(2027, 1, 29)),
    ],
)
def test_a_month_plan_is_due_on_the_last_working_day_before(house, month, follows, due):
    lay_down_moved_days(house.institution)
    follow(house, follows)
    assert days(house).last_working_day_of_previous_month(month) == due


def test_a_closed_last_day_moves_it_further_back(house):
    close(house, date(2027, 1, 29))
    assert days(house).last_working_day_of_previous_month(date(2027, 2, 1)) == date(2027, 1, 28)


# --- an institution's own days --------------------------------------------------------------------
def test_a_closed_day_closes_every_group(house):
    bees = house.group("Bitītes")
    close(house, MONDAY, note="Nav apkures")
    assert days(house).why_off(MONDAY) == "Nav apkures"
    assert days(house).why_off(MONDAY, bees) == "Nav apkures"
    assert days(house).is_working(TUESDAY, bees)


def test_a_closed_day_without_a_note_says_something(house):
    close(house, MONDAY)
    assert days(house).why_off(MONDAY)


def test_a_closed_group_closes_no_other(house):
    bees, owls = house.group("Bitītes"), house.group("Pūcītes", "pucites")
    close(house, MONDAY, group=bees, note="Karantīna")
    found = days(house)
    assert found.why_off(MONDAY, bees) == "Karantīna"
    assert found.is_working(MONDAY, owls)
    assert found.is_working(MONDAY)


def test_a_group_may_be_closed_while_the_institution_works_a_saturday(house):
    bees, owls = house.group("Bitītes"), house.group("Pūcītes", "pucites")
    close(house, SATURDAY, kind="open")
    close(house, SATURDAY, group=bees)
    assert days(house).is_working(SATURDAY, owls)
    assert not days(house).is_working(SATURDAY, bees)


def test_a_saturday_of_our_own_is_worked(house):
    assert not days(house).is_working(SATURDAY)
    close(house, SATURDAY, kind="open", note="Atvērto durvju diena")
    assert days(house).is_working(SATURDAY)
    assert not days(house).is_working(SUNDAY)


def test_a_holiday_may_be_worked_here(house):
    close(house, date(2026, 11, 18), kind="open")
    assert days(house).is_working(date(2026, 11, 18))


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 1, 17)])
def test_a_moved_day_nobody_follows_does_not_stand_in_the_way_of_ones_own(house, day):
    """The Cabinet's list is seeded everywhere; an institution that does not follow it decides."""
    lay_down_moved_days(house.institution)
    kind = "closed" if day.weekday() < 5 else "open"
    close(house, day, kind=kind)
    assert days(house).is_working(day) is (kind == "open")


def test_only_one_exception_a_day(house):
    close(house, MONDAY)
    with pytest.raises(ValidationError):
        close(house, MONDAY, kind="open")


def test_another_institutions_closure_closes_nothing_here(house):
    other = a_house("Saulstari", "40000000002")
    close(other, MONDAY)
    assert days(house).is_working(MONDAY)
    assert not days(other).is_working(MONDAY)


def test_only_administration_changes_the_calendar(db):
    house = a_house()
    for who, role in (("teacher", "teacher"), ("nurse", "nurse"), ("clerk", "clerk")):
        by = house.access(getattr(house.people, who), role)
        with pytest.raises(PermissionDenied):
            except_day(institution=house.institution, day=MONDAY, kind="closed", by=by)
    other = a_house("Saulstari", "40000000002")
    with pytest.raises(PermissionDenied):
        except_day(institution=other.institution, day=MONDAY, kind="closed", by=house.by)


# --- neighbours -----------------------------------------------------------------------------------
def test_the_working_days_around_a_day(house):
    friday, thursday = date(2026, 11, 13), date(2026, 11, 19)
    assert days(house).working_day_before(MONDAY) == friday
    assert days(house).working_day_after(TUESDAY) == thursday
    close(house, friday)
    assert days(house).working_day_before(MONDAY) == friday - timedelta(days=1)


def test_a_long_closure_has_no_neighbour_within_reach(house):
    for number in range(1, 6):
        close(house, MONDAY - timedelta(days=number))
    assert days(house).working_day_before(MONDAY, within=5) is None
    assert days(house).working_day_before(MONDAY, within=6) == MONDAY - timedelta(days=6)


def test_the_ends_of_time_are_no_error(house):
    for day in (date.min, date.max):
        calendar.around(house.institution, day, 14)
    assert Calendar().working_day_before(date.min) is None
    assert Calendar().working_day_after(date.max) is None


def test_a_calendar_costs_one_query(house, django_assert_num_queries):
    house.group("Bitītes")
    with django_assert_num_queries(1):
        found = days(house)
        for number in range(60):
            found.is_working(MONDAY + timedelta(days=number))
