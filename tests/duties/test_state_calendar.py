"""Public holidays by law, year by year (domain.md section 7)."""

from datetime import date, timedelta

import pytest

from duties.calendar import Calendar, state_holidays
from duties.calendar.state import moved_days

KNOWN = moved_days()

# Good Friday, Easter Monday, Mother's Day, Whitsun; what is added to that year
YEARS = {
    2023: (["04-07", "04-10", "05-14", "05-28"], ["05-29", "07-10", "11-20"]),
    2024: (["03-29", "04-01", "05-12", "05-19"], ["05-06"]),
    2025: (["04-18", "04-21", "05-11", "06-08"], ["05-05"]),
    2026: (["04-03", "04-06", "05-10", "05-24"], []),
    2027: (["03-26", "03-29", "05-09", "05-16"], []),
}
EVERY_YEAR = [
    "01-01", "05-01", "05-04", "06-23", "06-24", "11-18", "12-24", "12-25", "12-26", "12-31",
]  # fmt: skip


def expected(year: int) -> set[date]:
    movable, added = YEARS[year]
    days = {date.fromisoformat(f"{year}-{day}") for day in [*EVERY_YEAR, *movable, *added]}
    easter_monday = date.fromisoformat(f"{year}-{movable[1]}")
    return days | {easter_monday - timedelta(days=1)}


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_a_year(year):
    assert set(state_holidays(year)) == expected(year)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Lielā Piektdiena"),
        (date(2026, 4, 6), "Otrās Lieldienas"),
        (date(2026, 6, 23), "Līgo diena"),
        (date(2026, 11, 18), "Latvijas Republikas proklamēšanas diena"),
    ],
)
def test_a_holiday_is_called_by_its_name(day, name):
    assert state_holidays(day.year)[day].casefold() == name.casefold()


@pytest.mark.parametrize(
    "day", [date(2023, 11, 20), date(2024, 5, 6), date(2025, 5, 5), date(2023, 7, 10)]
)
def test_a_substitute_day_is_a_day_off(day):
    assert day.weekday() == 0
    assert not Calendar().is_working(day)


@pytest.mark.parametrize("day", [day for pair in KNOWN for day in pair])
def test_moved_days_are_no_holidays_of_the_state(day):
    """Whether to follow them is the institution's own choice."""
    assert day not in state_holidays(day.year)
    assert Calendar().is_working(day) is (day.weekday() < 5)


def test_a_bridge_day_that_was_not_moved_is_worked():
    assert Calendar(follows_moved_days=True).is_working(date(2024, 12, 27))
    assert date(2024, 12, 27) not in {day for pair in KNOWN for day in pair}


def test_the_orders_that_the_library_knows():
    pairs = {(off.isoformat(), worked.isoformat()) for off, worked in KNOWN}
    assert pairs == {
        ("2023-05-05", "2023-05-20"),
        ("2024-12-23", "2024-12-14"), ("2024-12-30", "2024-12-28"),
        ("2025-05-02", "2025-05-10"), ("2025-11-17", "2025-11-08"),
        ("2026-01-02", "2026-01-17"), ("2026-06-22", "2026-06-27"),
    }  # fmt: skip


def test_a_day_off_is_moved_to_a_saturday():
    assert all(off.weekday() < 5 and worked.weekday() == 5 for off, worked in KNOWN)


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date.max])
def test_the_ends_of_time_are_no_error(day):
    assert Calendar().is_working(day) in (True, False)
