"""A day of every year, as an institution sets one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from duties.month_day import MonthDay, MonthDayField

FIELD = MonthDayField(first=MonthDay(10, 1), last=MonthDay(2, 28))


@pytest.mark.parametrize("typed", ["31.12.", "31.12", " 31. 12. "])
def test_it_is_typed_as_it_is_said(typed):
    assert FIELD.clean(typed) == MonthDay(12, 31)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"), ("decembris", "invalid"), ("12-31", "invalid"), ("31.13.", "invalid"),
        ("0.0.", "invalid"), ("31.11.", "invalid"), ("29.02.", "invalid"), ("1.1.2027.", "invalid"),
        ("٣١.١٢.", "invalid"), ("30.09.", "range"), ("1.03.", "range"), ("31.05.", "range"),
    ],
)  # fmt: skip
def test_no_day_of_every_year_or_out_of_its_stretch_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        FIELD.clean(typed)
    assert refused.value.code == code


@pytest.mark.parametrize("typed", ["1.10.", "28.02."])
def test_both_ends_of_its_stretch_are_in_it(typed):
    assert str(FIELD.clean(typed)) == typed


def test_in_a_school_year_it_is_of_its_calendar_year():
    assert MonthDay(12, 31).in_school_year(2026) == date(2026, 12, 31)
    assert MonthDay(5, 31).in_school_year(2026) == date(2027, 5, 31)


def test_it_is_kept_and_shown():
    assert MonthDay.parse(MonthDay(5, 31).stored) == MonthDay(5, 31)
    assert str(MonthDay(5, 31)) == "31.05."
