"""What can be chosen in a house in a school year: one wording of each code, or none. One query."""

import pytest

from curriculum import operations
from curriculum.models import Entry
from tests.curriculum.makers import COMMON, added, common, hidden, reworded, row, texts

pytestmark = pytest.mark.django_db
WORDS = "nosauc tuvākos cilvēkus, lietas un darbības"


def test_the_common_ones_from_their_first_year_on(house):
    assert texts(house, 2026) == texts(house, 2019) == [WORDS]
    assert texts(house, 2018) == []


def test_all_of_it_in_one_query(house, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = list(Entry.objects.in_use(house.institution, 2026))
    assert len(found) == 170
    assert len({entry.code for entry in found}) == 170


def test_an_own_wording_goes_before_the_common_one_in_its_years_only(house):
    row(house, first_year=2026, last_year=2027)
    assert [texts(house, year) for year in (2025, 2026, 2027, 2028)] == [
        [WORDS], ["savi vārdi"], ["savi vārdi"], [WORDS],
    ]  # fmt: skip


def test_another_houses_own_row_never(house, other_house):
    row(other_house)
    row(other_house, code="VAL.1.101", number=101)
    hidden(other_house, code="VAL.1.4")
    assert texts(house, 2026) == [WORDS]
    assert texts(house, 2026, "VAL.1.101") == []
    assert texts(house, 2026, "VAL.1.4")
    assert texts(other_house, 2026) == ["savi vārdi"]
    assert texts(other_house, 2026, "VAL.1.4") == []


def test_hidden_from_a_year_on_whoever_worded_it(house):
    row(house, first_year=2026)
    hidden(house, first_year=2027)
    assert texts(house, 2026) == ["savi vārdi"]
    assert texts(house, 2027) == texts(house, 2030) == []


def test_a_retired_own_entry_ends_with_its_last_year(house):
    row(house, code="VAL.1.101", number=101, last_year=2026)
    assert texts(house, 2026, "VAL.1.101") == ["savi vārdi"]
    assert texts(house, 2027, "VAL.1.101") == []


def test_worded_anew_twice_within_a_year_the_last_words_hold(house):
    first = reworded(house, common(), "pirmie vārdi")
    reworded(house, first, "otrie vārdi")
    assert texts(house, 2026) == texts(house, 2027) == ["otrie vārdi"]
    assert texts(house, 2025) == [WORDS]


def test_worded_anew_for_the_next_year_and_then_for_this_one(house):
    later = reworded(house, common(), "nākamgad", first_year=2027)
    assert (texts(house, 2026), texts(house, 2027)) == ([WORDS], ["nākamgad"])
    reworded(house, later, "jau tagad", first_year=2026)
    assert texts(house, 2026) == texts(house, 2027) == ["jau tagad"]


def test_retired_before_it_began_it_never_was(house):
    mine = added(house, first_year=2027)
    operations.retire(entry=mine, institution=house.institution, first_year=2026, by=house.by)
    assert [texts(house, year, mine.code) for year in (2026, 2027, 2028)] == [[], [], []]


def test_of_a_common_one_the_own_wording_is_retired(house):
    mine = reworded(house, common())
    operations.retire(entry=mine, institution=house.institution, first_year=2027, by=house.by)
    assert texts(house, 2026, COMMON) == ["savi vārdi"]
    assert texts(house, 2027, COMMON) == [WORDS]
