"""Moved days come from the library, once to each house, and yield to what it says itself (R22)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from duties import tasks
from duties.calendar import state
from duties.models import CalendarException, MovedDayOffer
from duties.operations import (
    check_calendar,
    close,
    except_day,
    lay_down_moved_days,
    move_day,
    unexcept,
)
from duties.settings import FOLLOWS_MOVED_DAYS
from tests.duties.test_calendar_pages import confirmed
from tests.world import MONDAY, a_house, at

OFF, WORKED = date(2027, 11, 19), date(2027, 11, 13)  # as an order of the summer may say
NEW = state.Moved(OFF, WORKED)
JULY = at(9, day=date(2027, 7, 1))


@pytest.fixture(autouse=True)
def an_order(monkeypatch):
    """The library of a later year knows one pair more."""
    known = state._moved_days

    def later(year: int) -> list[state.Moved]:
        return [*known(year), NEW] if year == OFF.year else known(year)

    monkeypatch.setattr(state, "_moved_days", later)
    monkeypatch.setattr(state, "_LAST_YEAR", OFF.year)


def pairs(house) -> list[list[date]]:
    rows = CalendarException.objects.filter(institution=house.institution, kind="moved")
    return [one.days for one in rows.order_by("day")]


def test_the_beat_lays_them_down_once_for_every_house(house, other_house, time_machine):
    time_machine.move_to(at(4, day=date(2027, 6, 20)))
    for _ in range(2):
        tasks.lay_down_moved_days()
    assert pairs(house) == pairs(other_house) == [[OFF, WORKED]]


def test_the_july_check_lays_them_down_first(house):
    by = house.access(house.head, "admin", JULY.date())
    check_calendar(institution=house.institution, school_year=2027, by=by, at=JULY)
    assert pairs(house) == [[OFF, WORKED]]


def test_a_pair_that_was_removed_stays_away(house):
    lay_down_moved_days(house.institution, since=MONDAY)
    unexcept(exception=CalendarException.objects.get(), by=house.by)
    assert lay_down_moved_days(house.institution, since=MONDAY) == 0
    assert pairs(house) == []


@pytest.mark.parametrize("day", [OFF, WORKED])
def test_the_houses_own_word_goes_before(house, day):
    except_day(institution=house.institution, day=day, kind="closed", by=house.by)
    lay_down_moved_days(house.institution, since=MONDAY)
    assert pairs(house) == []
    unexcept(exception=CalendarException.objects.get(), by=house.by)
    assert lay_down_moved_days(house.institution, since=MONDAY) == 0  # it was offered


def test_a_closed_group_is_no_word_of_the_house(house):
    bees = house.groups["Bitītes"]
    except_day(institution=house.institution, day=OFF, kind="closed", group=bees, by=house.by)
    assert lay_down_moved_days(house.institution, since=MONDAY) == 1


def test_a_pair_of_ones_own_goes_before(house):
    mine = {"off": OFF, "worked": date(2027, 11, 27)}
    move_day(institution=house.institution, by=house.by, **mine)
    lay_down_moved_days(house.institution, since=MONDAY)
    assert pairs(house) == [[OFF, date(2027, 11, 27)]]


def test_nothing_is_taken_from_under_what_is_written(house, monkeypatch):
    """Neither recorded work nor a closed month; such days are left for people, who may say so later."""
    house.institution.settings |= {FOLLOWS_MOVED_DAYS.code: True}
    house.institution.save()
    monkeypatch.setattr(
        state, "_moved_days", lambda year: [state.Moved(MONDAY, date(2026, 11, 28))]
    )
    confirmed(house)
    assert lay_down_moved_days(house.institution, since=MONDAY) == 0
    assert not MovedDayOffer.objects.filter(day=MONDAY).exists()


def test_closed_days_are_left_for_people(house, monkeypatch):
    pair = state.Moved(date(2026, 10, 9), date(2026, 10, 17))
    monkeypatch.setattr(state, "_moved_days", lambda year: [pair] if year == 2026 else [])
    october = {"since": date(2026, 10, 1), "until": date(2026, 11, 1)}
    close(institution=house.institution, kind=2, by=house.by, at=at(8), **october)
    assert lay_down_moved_days(house.institution) == 0
    assert pairs(house) == []


def test_days_gone_by_are_not_laid_down_for_a_house_that_is_here(house, time_machine):
    time_machine.move_to(at(4, day=date(2027, 11, 14)))  # between the two
    tasks.lay_down_moved_days()
    assert pairs(house) == []


@pytest.mark.django_db(transaction=True)
def test_two_houses_that_write_pairs_at_once_keep_their_own(house, other_house):
    """Each pair is one row: nothing of it is found by keys that lie side by side."""
    ready = Barrier(2)
    saturdays = [date(2027, 1, 2) + timedelta(days=7 * week) for week in range(12)]

    def write(one) -> None:
        ready.wait()
        for saturday in saturdays:
            monday = saturday + timedelta(days=2)
            move_day(institution=one.institution, off=monday, worked=saturday, by=one.by)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (house, other_house)))
    for one in (house, other_house):
        gone = CalendarException.objects.filter(institution=one.institution).order_by("pk")[5]
        assert unexcept(exception=gone, by=one.by) == gone.days
        assert [(off - worked).days for off, worked in pairs(one)] == [2] * 11


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_lay_down_one_pair(db):
    house = a_house()
    ready = Barrier(2)

    def lay(_) -> int:
        ready.wait()
        laid = lay_down_moved_days(house.institution, since=MONDAY)
        connection.close()
        return laid

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(lay, range(2))) == 1
    assert pairs(house) == [[OFF, WORKED]]
