"""R24: what of the learning areas and transversal skills was planned this year, and what never."""

import pytest

from curriculum.lists import Area, Skill
from curriculum.models import Entry
from curriculum.stages import stages_of
from planning import operations
from planning.board.coverage import coverage_of
from planning.parts import Choose
from tests.planning import makers
from tests.planning.makers import DECEMBER, NOVEMBER
from tests.world import at


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def group(house):
    return house.groups["Bitītes"]


def outcome(group, area=Area.LANGUAGE) -> Entry:
    """Of a stage of the group's children."""
    usable = Entry.objects.in_use(group.institution_id, group.school_year)
    stages = stages_of(group, NOVEMBER, DECEMBER)
    return usable.filter(kind=Entry.Kind.OUTCOME, area=area, stage__in=stages).in_order()[0]


def line(group, area):
    return next(one for one in coverage_of(group).lines if one.area == area)


def test_a_skill_is_counted_once_a_plan_and_an_area_never_planned_is_a_gap(group, teacher):
    for month in (NOVEMBER, DECEMBER):
        plan = makers.draft(group, teacher, month)
        said = {"plan": plan, "area": Area.LANGUAGE, "by": teacher, "at": at(8)}
        operations.choose(kind=Choose.SKILL, skill=Skill.COOPERATION, **said)
        operations.choose(kind=Choose.OUTCOME, entry=outcome(group).pk, **said)
    found = line(group, Area.LANGUAGE)
    assert {cell.skill: cell.count for cell in found.cells}[Skill.COOPERATION] == 2
    assert found.plans == 2
    gaps = [one.area for one in coverage_of(group).lines if one.is_gap]
    assert gaps == list(Area)[1:]


def test_what_was_taken_away_is_not_covered(group, teacher):
    plan = makers.draft(group, teacher)
    chosen = operations.choose(
        plan=plan, kind=Choose.OUTCOME, area=Area.LANGUAGE, entry=outcome(group).pk, by=teacher,
        at=at(8),
    )  # fmt: skip
    assert outcome(group) not in line(group, Area.LANGUAGE).never
    operations.drop(choice=chosen, by=teacher, at=at(9))
    assert outcome(group) in line(group, Area.LANGUAGE).never


def test_the_year_is_asked_in_ten_queries(group, teacher, django_assert_max_num_queries):
    for month in (NOVEMBER, DECEMBER):
        makers.full(group, teacher, month)
    with django_assert_max_num_queries(10):
        coverage_of(group)
