"""Compulsory preparation: from the school year that begins in the year of the fifth birthday."""

from datetime import date

import pytest

from people.models import Child
from people.rules.compulsory import is_compulsory

VECTORS = (
    # born, override, day, compulsory
    (date(2021, 1, 1), None, date(2026, 8, 31), False),
    (date(2021, 1, 1), None, date(2026, 9, 1), True),  # five since January
    (date(2021, 12, 31), None, date(2026, 9, 1), True),  # still four
    (date(2022, 1, 1), None, date(2026, 9, 1), False),
    (date(2022, 1, 1), None, date(2027, 8, 31), False),
    (date(2022, 1, 1), None, date(2027, 9, 1), True),
    (date(2020, 2, 29), None, date(2025, 9, 1), True),
    (date(2019, 6, 1), None, date(2026, 11, 16), True),  # stays a year longer
    (date(2023, 5, 5), True, date(2026, 11, 16), True),
    (date(2020, 5, 5), False, date(2026, 11, 16), False),
)


@pytest.mark.parametrize(("born", "override", "day", "expected"), VECTORS)
def test_compulsory_by_age_or_by_the_card(born, override, day, expected):
    child = Child(birth_date=born, compulsory_override=override)
    assert is_compulsory(child, day) is expected
