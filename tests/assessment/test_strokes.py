"""Strokes as they are sent: each cell by itself, what is wrong named, nobody's work lost (R26)."""

from datetime import date

import pytest

from assessment.models import Assessment
from curriculum.lists import Stage
from people import operations as people
from tests.assessment import grid, makers
from tests.assessment.grid import place, sent, stroke, told
from tests.world import MONDAY, TUESDAY

pytestmark = pytest.mark.django_db


def levels(child):
    return list(Assessment.objects.standing().filter(child=child).values_list("level", flat=True))


def test_what_is_saved_is_told_with_its_version(ilze, bees, anna, emils, counting):
    answer = stroke(ilze, bees, sent(anna, counting, "A"), sent(emils, counting))
    assert answer.status_code == 200
    assert told(answer)[place(anna, counting)] == ' data-level="A" data-version="1">'
    assert "Saglabāts 13:52, vecāki to vēl neredz" in answer.content.decode()
    assert (levels(anna), levels(emils)) == (["A"], ["T"])


def test_taken_off_nothing_stands_there(ilze, bees, anna, counting):
    stroke(ilze, bees, sent(anna, counting))
    answer = stroke(ilze, bees, sent(anna, counting, "", 1))
    assert told(answer) == {place(anna, counting): ">"}
    assert levels(anna) == []


@pytest.mark.parametrize("level", ["s", "Т", "X", "SS", "T\x00", "𝐒"])
def test_what_is_no_level_is_named_and_the_others_are_saved(
    ilze, bees, anna, emils, counting, level
):
    answer = stroke(ilze, bees, sent(anna, counting, level), sent(emils, counting))
    assert (answer.status_code, levels(anna), levels(emils)) == (422, [], ["T"])
    assert 'data-refused="level"' in told(answer)[place(anna, counting)]


@pytest.mark.parametrize(
    "strange",
    ["", "1", "1:2:T", "1:2:T:0:all", "1:2:T:0:any:any", "a:2:T:0", "1:-2:T:0", "1:2:T:-1", "0:2:T:0",
     "1:2:T:" + "9" * 30, "9" * 30 + ":2:T:0", "1:2:T:١"],
)  # fmt: skip
def test_what_names_no_cell_is_said_and_the_others_are_saved(ilze, bees, emils, counting, strange):
    answer = stroke(ilze, bees, strange, sent(emils, counting))
    assert (answer.status_code, levels(emils)) == (422, ["T"])
    assert "Ko tādu novērtēt nevar." in answer.content.decode()


def test_a_stroke_of_nothing_is_refused(ilze, bees):
    assert stroke(ilze, bees).status_code == 422


def test_more_cells_than_a_stroke_has_are_refused_whole(ilze, bees, anna, counting):
    answer = stroke(ilze, bees, *(f"{anna.pk}:{n}:T:0" for n in range(1, 402)))
    assert (answer.status_code, levels(anna)) == (422, [])
    assert "Vienā reizē tik daudz vērtējumu nevar saglabāt." in answer.content.decode()


def test_three_hundred_cells_are_saved(ilze, house, bees):
    outcomes = [*makers.outcomes(), *makers.outcomes("VAL"), *makers.outcomes("DAB")]
    crowd = house.crowd(bees, 300 // len(outcomes) + 1)
    cells = [sent(child, outcome) for child in crowd for outcome in outcomes][:300]
    assert stroke(ilze, bees, *cells).status_code == 200
    assert Assessment.objects.count() == len(cells)


def test_a_foreign_child_is_refused_alone(ilze, house, other_house, bees, anna, counting):
    for foreign in (house.children["Pūcītes"][0], other_house.children["Bitītes"][0]):
        answer = stroke(ilze, bees, sent(foreign, counting), sent(anna, counting))
        assert (answer.status_code, levels(foreign)) == (422, [])
        assert 'data-refused="child"' in told(answer)[place(foreign, counting)]
    assert levels(anna) == ["T"]


def test_a_child_who_left_is_refused(ilze, house, bees, anna, counting):
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    answer = stroke(ilze, bees, sent(anna, counting))
    assert 'data-refused="child"' in told(answer)[place(anna, counting)]


def test_of_another_stage_it_is_asked_and_sent_again(ilze, bees, anna):
    younger = makers.outcomes(stage=Stage.SECOND)[0]
    answer = stroke(ilze, bees, sent(anna, younger))
    assert answer.status_code == 422
    assert 'data-refused="other_stage"' in told(answer)[place(anna, younger)]
    assert "Cits vecumposms: tomēr vērtēt?" in told(answer)[place(anna, younger)]
    assert stroke(ilze, bees, sent(anna, younger, more=":any")).status_code == 200
    assert levels(anna) == ["T"]


def test_a_retired_outcome_is_refused(ilze, bees, anna, counting):
    type(counting).objects.filter(pk=counting.pk).update(last_year=2025)
    answer = stroke(ilze, bees, sent(anna, counting))
    assert 'data-refused="outcome"' in told(answer)[place(anna, counting)]


@pytest.mark.parametrize("day", [TUESDAY, date(2026, 8, 31), date(2030, 1, 1)])
def test_a_day_to_come_or_of_another_year_is_refused(ilze, bees, anna, counting, day):
    assert stroke(ilze, bees, sent(anna, counting), day=day).status_code == 422
    assert levels(anna) == []


def test_published_it_stays_and_it_is_said_how_it_changes(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    makers.published(bees, teacher, [anna])
    answer = stroke(ilze, bees, sent(anna, counting, "T", 1))
    assert (answer.status_code, levels(anna)) == (422, ["A"])
    assert "Vērtējiet no jauna citā dienā" in told(answer)[place(anna, counting)]


def test_whoever_comes_second_is_told_both_and_overwrites_nothing(
    ilze, bees, colleague, anna, emils, counting
):
    makers.assessed(bees, colleague, anna, counting, "A")
    answer = stroke(ilze, bees, sent(anna, counting, "T"), sent(emils, counting))
    assert (answer.status_code, levels(anna), levels(emils)) == (409, ["A"], ["T"])
    assert told(answer)[place(anna, counting)] == (
        ' data-met data-level="A" data-version="1">Māra Strode 13:00'
    )
    assert stroke(ilze, bees, sent(anna, counting, "T", 1)).status_code == 200
    assert levels(anna) == ["T"]


def test_the_same_stroke_twice_is_saved_once(ilze, bees, anna, counting):
    first = stroke(ilze, bees, sent(anna, counting))
    assert stroke(ilze, bees, sent(anna, counting)).content == first.content
    assert Assessment.objects.get().version == 1


def test_who_does_not_assess_is_refused(signs_in, house, bees, anna, counting):
    head = signs_in(house.people.head)
    assert stroke(head, bees, sent(anna, counting)).status_code == 403


def test_sent_on_from_a_door_it_leads_to_the_grid_and_names_what_was_refused(
    ilze, house, bees, anna, emils, counting
):
    place = grid.url(bees, "strokes", MONDAY)
    cells = {"cell": [sent(anna, counting), sent(emils, counting, "X")]}
    answer = ilze.post(place, cells, follow=True)
    assert answer.redirect_chain[0][0] == f"{grid.url(bees, 'grid', grid.NOVEMBER)}?day=2026-11-16"
    assert "Emīls Balodis, „" in answer.content.decode()
    assert levels(anna) == ["T"]


def test_who_left_the_group_is_not_named_to_it(ilze, house, bees, anna, counting):
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    cells = {"cell": [sent(anna, counting)]}
    answer = ilze.post(grid.url(bees, "strokes", MONDAY), cells, follow=True)
    assert (answer.status_code, levels(anna)) == (200, [])
    assert "Anna Bērziņa" not in answer.content.decode()
