"""Of which stage a child is, and how many of each a group has."""

from datetime import date

import pytest

from curriculum.lists import Stage
from curriculum.stages import stages_of
from people.models import Enrolment
from people.operations import change_child, end
from people.rules.compulsory import is_compulsory
from people.rules.stages import stage_of
from tests.world import BEGIN, House

YEAR = 2026
SEPTEMBER = (date(2026, 9, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("born", "stage"),
    [
        (date(2025, 3, 1), Stage.FIRST),  # a year and a half
        (date(2024, 1, 1), Stage.FIRST),
        (date(2023, 12, 31), Stage.SECOND),  # turns three on the last day of the year
        (date(2023, 1, 1), Stage.SECOND),
        (date(2022, 1, 1), Stage.SECOND),
        (date(2021, 12, 31), Stage.THIRD),
        (date(2020, 1, 1), Stage.THIRD),
        (date(2019, 5, 5), Stage.THIRD),  # stays a year longer
        (date(2026, 8, 1), Stage.FIRST),
    ],
)
def test_by_the_years_a_child_turns_in_the_year_it_begins(born, stage):
    assert stage_of(born, YEAR) == stage


@pytest.mark.parametrize("month", range(1, 13))
def test_the_third_stage_is_the_years_of_compulsory_preparation(month):
    """Whenever in the year the birthday is, so that each child has two years of it."""
    from people.models import Child

    child = Child(birth_date=date(2021, month, 28))
    for year in (2025, 2026, 2027):
        is_third = stage_of(child.birth_date, year) == Stage.THIRD
        assert is_third == is_compulsory(child, date(year, 9, 1))


@pytest.mark.parametrize("override", Stage)
def test_the_card_may_say_otherwise(override):
    assert stage_of(date(2021, 3, 5), YEAR, override.value) == override


def test_a_group_has_children_of_its_stages(house: House, django_assert_num_queries):
    bees = house.groups["Bitītes"]  # three children of the third
    house.child(bees, "Zita", "Mazā", birth_date=date(2023, 7, 1))
    moved = house.child(bees, "Juris", "Lielais", birth_date=date(2021, 7, 1))
    moved.stage_override = Stage.SECOND
    change_child(child=moved, by=house.by)
    with django_assert_num_queries(1):
        assert stages_of(bees, *SEPTEMBER) == {Stage.SECOND: 2, Stage.THIRD: 3}


def test_of_those_who_are_there_in_the_time_asked_about(house: House):
    bees = house.groups["Bitītes"]
    later = house.child(bees, "Zita", "Mazā", birth_date=date(2023, 7, 1), since=date(2026, 11, 2))
    assert stages_of(bees, *SEPTEMBER) == {Stage.THIRD: 3}
    november = (date(2026, 11, 1), date(2026, 12, 1))
    assert stages_of(bees, *november)[Stage.SECOND] == 1
    left = Enrolment.objects.get(child=house.children["Bitītes"][0])
    end(left, until=date(2026, 11, 1), by=house.by)
    assert stages_of(bees, *november) == {Stage.SECOND: 1, Stage.THIRD: 2}
    assert stages_of(bees, BEGIN, date(2026, 10, 1)) == {Stage.THIRD: 3}
    assert later.stage_override is None
