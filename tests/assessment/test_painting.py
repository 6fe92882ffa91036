"""R26: a stroke saves each of its cells by itself; nothing that somebody put there is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessment import operations
from assessment.models import Assessment, Level
from assessment.rules import MOST, Cell
from curriculum.lists import Stage
from tests.assessment import makers
from tests.assessment.makers import cell, painted
from tests.world import MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


def codes(became):
    return {place: error.code for place, error in became.refused.items()}


def levels(child, **more):
    rows = Assessment.objects.standing().filter(child=child, **more)
    return list(rows.values_list("day", "level"))


@pytest.mark.parametrize("level", Level.values)
def test_each_of_the_four_levels_is_kept(bees, teacher, anna, counting, level):
    row = makers.assessed(bees, teacher, anna, counting, level)
    assert (row.level, row.assessed_by, row.day) == (level, teacher.user, MONDAY)


def test_the_same_day_overwrites_and_another_day_adds(bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "A", day=FRIDAY)
    makers.assessed(bees, teacher, anna, counting, "P")
    painted(bees, teacher, cell(anna, counting, "T", version=1))
    assert levels(anna) == [(FRIDAY, "A"), (MONDAY, "T")]


def test_a_stroke_over_many_children_asks_the_same(
    house, bees, teacher, counting, savepoints_aside
):
    crowd = house.crowd(bees, 30)
    teacher.can("assess", bees)
    with savepoints_aside(8):
        became = painted(bees, teacher, *(cell(child, counting) for child in crowd))
    assert len(became.saved) == 30


@pytest.mark.parametrize("level", ["s", "Т", "X", "SS", "S "])
def test_what_is_no_level_is_refused_and_the_others_are_saved(
    bees, teacher, anna, emils, counting, level
):
    became = painted(bees, teacher, cell(anna, counting, level), cell(emils, counting))
    assert codes(became) == {(anna.pk, counting.pk): "level"}
    assert (levels(anna), levels(emils)) == ([], [(MONDAY, "T")])


def test_a_foreign_child_inside_a_stroke_is_refused_alone(
    house, other_house, bees, teacher, anna, counting
):
    for foreign in (house.children["Pūcītes"][0], other_house.children["Bitītes"][0]):
        became = painted(bees, teacher, cell(foreign, counting), cell(anna, counting))
        assert codes(became) == {(foreign.pk, counting.pk): "child"}
        assert levels(foreign) == []


def test_an_outcome_of_another_stage_is_asked_about_once(bees, teacher, anna):
    younger = makers.outcomes(stage=Stage.SECOND)[0]
    became = painted(bees, teacher, cell(anna, younger))
    assert codes(became) == {(anna.pk, younger.pk): "other_stage"}
    painted(bees, teacher, cell(anna, younger, any_stage=True))
    assert levels(anna) == [(MONDAY, "T")]


def test_the_youngest_are_given_no_letters(house, bees, teacher):
    toddler = house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))
    outcome = makers.outcomes(stage=Stage.FIRST)[0]
    became = painted(bees, teacher, cell(toddler, outcome, any_stage=True))
    assert codes(became) == {(toddler.pk, outcome.pk): "words"}


def test_an_outcome_that_retired_is_refused(bees, teacher, anna, counting):
    type(counting).objects.filter(pk=counting.pk).update(last_year=2025)
    assert codes(painted(bees, teacher, cell(anna, counting))) == {
        (anna.pk, counting.pk): "outcome"
    }


def test_a_value_is_no_outcome(bees, teacher, anna, counting):
    value = type(counting).objects.filter(kind="value", institution=None)[0]
    assert codes(painted(bees, teacher, cell(anna, value))) == {(anna.pk, value.pk): "outcome"}


@pytest.mark.parametrize("day", [TUESDAY, date(2026, 8, 31)])
def test_no_stroke_of_a_day_to_come_or_of_another_year(bees, teacher, anna, counting, day):
    with pytest.raises(ValidationError):
        painted(bees, teacher, cell(anna, counting), day=day, when=at(13))
    assert not Assessment.objects.exists()


def test_too_large_a_stroke_is_refused(bees, teacher, anna):
    with pytest.raises(ValidationError):
        painted(bees, teacher, *(Cell(anna.pk, n, "T", 0) for n in range(MOST + 1)))


def test_three_hundred_cells_are_one_stroke(house, bees, teacher):
    crowd, columns = house.crowd(bees, 25), makers.outcomes() + makers.outcomes("VAL")
    cells = [cell(child, outcome) for child in crowd for outcome in columns][:300]
    assert len(painted(bees, teacher, *cells).saved) == len(cells)


def test_whoever_comes_second_is_shown_what_stands(bees, teacher, colleague, anna, emils, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    became = painted(bees, colleague, cell(anna, counting, "T"), cell(emils, counting, "T"))
    (met,) = became.met.values()
    assert (met.level, met.assessed_by) == ("A", teacher.user)
    assert (levels(anna), levels(emils)) == ([(MONDAY, "A")], [(MONDAY, "T")])


def test_two_who_say_the_same_agree(bees, teacher, colleague, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    became = painted(bees, colleague, cell(anna, counting, "A"))
    assert not became.met
    assert Assessment.objects.get().assessed_by == teacher.user


def test_unpublished_it_is_taken_away_without_a_reason_and_put_back(bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    painted(bees, teacher, cell(anna, counting, "", version=1))
    assert levels(anna) == []
    painted(bees, teacher, cell(anna, counting, "S"))
    assert (levels(anna), Assessment.objects.count()) == ([(MONDAY, "S")], 1)


def test_published_it_stays_that_day(bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    makers.published(bees, teacher, [anna])
    for level in ("T", ""):
        became = painted(bees, teacher, cell(anna, counting, level, version=1))
        assert codes(became) == {(anna.pk, counting.pk): "published"}
    makers.assessed(bees, teacher, anna, counting, "T", day=TUESDAY)
    assert levels(anna) == [(MONDAY, "A"), (TUESDAY, "T")]


def test_a_specialist_assesses_own_areas(bees, music, anna, counting, singing):
    became = painted(bees, music, cell(anna, counting), cell(anna, singing))
    assert codes(became) == {(anna.pk, counting.pk): "area"}
    assert levels(anna, outcome=singing) == [(MONDAY, "T")]


@pytest.mark.parametrize("who", ["assistant", "head", "other_teacher", "former_teacher"])
def test_who_does_not_teach_the_group_does_not_assess(house, bees, anna, counting, who):
    role = "admin" if who == "head" else "teacher"
    by = house.access(getattr(house.people, who), role)
    with pytest.raises(PermissionDenied):
        painted(bees, by, cell(anna, counting))


def test_what_an_outcome_was_goes_with_the_child(house, bees, teacher, anna, counting):
    """To the next teacher; the one before loses sight of it."""
    from people import operations as people

    makers.assessed(bees, teacher, anna, counting)
    people.move(child=anna, group=house.groups["Pūcītes"], since=TUESDAY, by=house.by)
    seen = {
        who: Assessment.objects.visible_to(
            house.access(getattr(house.people, who), "teacher", TUESDAY), "view_assessment"
        ).exists()
        for who in ("teacher", "other_teacher")
    }
    assert seen == {"teacher": False, "other_teacher": True}


def test_whoever_has_lost_the_child_writes_no_day_of_before(house, bees, teacher, anna, counting):
    """Not even of a day on which the child was in the group, nor does the answer tell what stands."""
    from people import operations as people

    makers.assessed(bees, teacher, anna, counting, day=FRIDAY)
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    after = house.access(house.people.teacher, "teacher", TUESDAY)
    for version in (0, 1):
        stroke = cell(anna, counting, "P", version)
        became = painted(bees, after, stroke, day=FRIDAY, when=at(13, day=TUESDAY))
        assert codes(became) == {(anna.pk, counting.pk): "child"}
        assert not became.met
    assert levels(anna) == [(FRIDAY, "T")]


def test_what_was_said_of_a_level_goes_with_it(bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting, "A")
    operations.explain(
        assessment=row, group=bees, comment="Cits bērns", evidence=None, version=1, by=teacher,
        at=at(13),
    )  # fmt: skip
    painted(bees, teacher, cell(anna, counting, "", version=2))
    painted(bees, teacher, cell(anna, counting, "S"))
    assert Assessment.objects.standing().get().comment == ""
