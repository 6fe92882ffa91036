"""Local time on ordinary days and on both nights of the clock change; the school year's border."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from attendance.duties import AttendanceByNine
from attendance.settings import DUE
from duties.calendar.school_year import first_day, label, last_day, school_year_of
from outbox.clock import local_day, local_time, moment, next_midnight
from people.models import Institution

RIGA = "Europe/Riga"
AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)  # the clock goes back, and forth


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(" ", "seconds")[:19]


def hours(day: date) -> float:
    begin, end = (moment.astimezone(UTC) for moment in (midnight(day), next_midnight(day, RIGA)))
    return (end - begin).total_seconds() / 3600


def midnight(day: date) -> datetime:
    return moment(day, time(0), RIGA)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (AUTUMN - timedelta(days=1), 24), (AUTUMN, 25), (AUTUMN + timedelta(days=1), 24),
        (SPRING - timedelta(days=1), 24), (SPRING, 23), (SPRING + timedelta(days=1), 24),
    ],
)  # fmt: skip
def test_a_day_has_as_many_hours_as_it_has(day, expected):
    assert hours(day) == expected


@pytest.mark.parametrize(
    ("day", "nine"),
    [
        (AUTUMN - timedelta(days=1), "2026-10-24 06:00:00"), (AUTUMN, "2026-10-25 07:00:00"),
        (SPRING - timedelta(days=1), "2027-03-27 07:00:00"), (SPRING, "2027-03-28 06:00:00"),
    ],
)  # fmt: skip
def test_nine_is_nine_on_the_wall(day, nine):
    duty, here = AttendanceByNine(), Institution()
    assert utc(duty.due_at(here, day)) == nine
    late = duty.late_from(here, day)
    assert utc(late) == nine.replace("00:00", "00:01")
    assert late - duty.due_at(here, day) == timedelta(seconds=1)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (AUTUMN, "2026-10-25 22:00:00"), (AUTUMN - timedelta(days=1), "2026-10-24 21:00:00"),
        (SPRING, "2027-03-28 21:00:00"), (SPRING - timedelta(days=1), "2027-03-27 22:00:00"),
    ],
)  # fmt: skip
def test_a_day_ends_at_local_midnight(day, end):
    assert utc(next_midnight(day, RIGA)) == end


def test_a_repeated_hour_is_its_first_and_a_skipped_one_exists():
    assert utc(moment(AUTUMN, time(3, 30), RIGA)) == "2026-10-25 00:30:00"
    assert utc(moment(SPRING, time(3, 30), RIGA)) == "2027-03-28 01:30:00"


@pytest.mark.parametrize("day", [AUTUMN, SPRING])
def test_late_from_stays_a_second_after_a_deadline_in_that_hour(day):
    """Nobody sets it there, and yet no institution may fail on it."""
    here = Institution(settings={DUE.code: "03:59"})
    duty = AttendanceByNine()
    due, late = (m.astimezone(UTC) for m in (duty.due_at(here, day), duty.late_from(here, day)))
    assert late - due == timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "day", "clock"),
    [
        ("2026-10-24 20:59:59", "2026-10-24", "23:59:59"),
        ("2026-10-24 21:00:00", "2026-10-25", "00:00:00"),
        ("2026-10-25 00:59:59", "2026-10-25", "03:59:59"),
        ("2026-10-25 01:00:00", "2026-10-25", "03:00:00"),  # the hour is lived twice
        ("2026-10-25 22:00:00", "2026-10-26", "00:00:00"),
        ("2027-03-28 00:59:59", "2027-03-28", "02:59:59"),
        ("2027-03-28 01:00:00", "2027-03-28", "04:00:00"),
        ("2027-03-28 21:00:00", "2027-03-29", "00:00:00"),
    ],
)
def test_a_moment_is_told_where_the_institution_is(at, day, clock):
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert local_day(when, RIGA).isoformat() == day
    assert local_time(when, RIGA).isoformat() == clock


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026), (date(2027, 8, 31), 2026), (date(2027, 9, 1), 2027),
    ],
)  # fmt: skip
def test_a_school_year_begins_in_september(day, year):
    assert school_year_of(day) == year


def test_the_first_and_the_last_day_lie_in_their_year():
    assert (first_day(2026), last_day(2026)) == (date(2026, 9, 1), date(2027, 8, 31))
    assert school_year_of(first_day(2026)) == school_year_of(last_day(2026)) == 2026
    assert label(2026) == "2026./2027."


def test_a_school_year_begins_by_local_date():
    """31 August 21:00 in London is 1 September in Rīga."""
    at = datetime(2026, 8, 31, 21, 0, tzinfo=UTC)
    assert school_year_of(local_day(at, RIGA)) == 2026
    assert school_year_of(local_day(at - timedelta(seconds=1), RIGA)) == 2025
