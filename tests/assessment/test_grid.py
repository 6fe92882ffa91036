"""The grid of a group's month (R26): which outcomes and children stand there, and how a level is told."""

from datetime import date

import pytest
from django.urls import reverse

from activities.models import EntryOutcome
from assessment import operations
from curriculum.lists import Stage
from people import operations as people
from people.models import Child
from tests.activities import makers as days
from tests.assessment import grid, makers
from tests.world import MONDAY, at

pytestmark = pytest.mark.django_db
FRIDAY, OCTOBER = date(2026, 11, 13), date(2026, 10, 12)


@pytest.fixture
def plan(house, bees, counting):
    return grid.planned(house, bees, [counting])


def test_the_outcomes_of_the_months_plan_stand_there(ilze, bees, plan, counting):
    assert grid.columns(ilze.get(grid.url(bees))) == [counting.text]


def test_another_outcome_stands_there_for_whoever_asks_or_once_it_is_assessed(
    ilze, bees, plan, anna, teacher, counting, singing
):
    page = grid.url(bees, "grid", grid.NOVEMBER)
    assert singing.text in grid.columns(ilze.get(page, {"more": singing.pk}))
    assert singing.text not in grid.columns(ilze.get(page))
    makers.assessed(bees, teacher, anna, singing)
    assert singing.text in grid.columns(ilze.get(page))


def test_children_stand_by_their_stages_each_with_its_outcomes(ilze, house, bees, counting):
    younger = makers.outcomes(stage=Stage.SECOND)[0]
    grid.planned(house, bees, [counting, younger])
    small = house.child(bees, "Mazā", "Ozola", birth_date=date(2022, 5, 1))
    third, second = ilze.get(grid.url(bees)).context["sheet"].sections
    assert [(one.stage, len(one.rows)) for one in (third, second)] == [(3, 3), (2, 1)]
    assert [column.entry for column in third.columns] == [counting]
    assert [column.entry for column in second.columns] == [younger]
    assert second.rows[0].id == str(small.pk)


def test_what_is_planned_of_a_stage_that_nobody_is_of_stands_with_all(ilze, house, bees, counting):
    younger = makers.outcomes(stage=Stage.SECOND)[0]
    grid.planned(house, bees, [counting, younger])
    (section,) = ilze.get(grid.url(bees)).context["sheet"].sections
    assert [column.entry for column in section.columns] == [younger, counting] or [
        column.entry for column in section.columns
    ] == [counting, younger]


def test_the_youngest_stand_in_no_row(ilze, house, bees, plan):
    toddler = house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))
    answer = ilze.get(grid.url(bees))
    assert answer.context["sheet"].youngest == 1
    assert "1 bērnu līdz trīs gadu vecumam vērtē vārdos" in answer.content.decode()
    assert f'data-child="{toddler.pk}"' not in answer.content.decode()


def test_a_level_is_told_by_letter_and_in_words(ilze, bees, plan, anna, emils, teacher, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    answer = ilze.get(grid.url(bees))
    (cell,) = grid.cells(answer, anna)
    assert '<i data-level="A">A</i>' in cell
    assert 'aria-label="A, apguvis"' in cell
    assert grid.cells(answer, emils) == ['<td aria-label="nav vērtēts"><i></i></td>']


def test_what_was_before_is_told_and_is_not_of_the_day(
    ilze, bees, plan, anna, emils, teacher, counting
):
    makers.assessed(bees, teacher, anna, counting, "T", day=FRIDAY)
    makers.assessed(bees, teacher, emils, counting, "S", day=OCTOBER)
    answer = ilze.get(grid.url(bees))
    (annas,), (his,) = grid.cells(answer, anna), grid.cells(answer, emils)
    assert 'data-carried="T" data-on="2026-11-13"' in annas
    assert "data-version" not in annas
    assert "<i></i><small>iepriekš S, 12.10.</small>" in his


def test_as_of_an_earlier_day_later_levels_are_not_there(ilze, bees, plan, anna, teacher, counting):
    makers.assessed(bees, teacher, anna, counting, "T", day=FRIDAY)
    makers.assessed(bees, teacher, anna, counting, "A")
    page = grid.url(bees, "grid", grid.NOVEMBER)
    (cell,) = grid.cells(ilze.get(page, {"day": "2026-11-13"}), anna)
    assert 'data-level="T" data-version="1"' in cell


@pytest.mark.parametrize("asked", ["2026-11-17", "2026-10-30", "nav", "2026-11-31", ""])
def test_a_day_to_come_or_of_another_month_is_today(ilze, bees, plan, asked):
    answer = ilze.get(grid.url(bees, "grid", grid.NOVEMBER), {"day": asked})
    assert answer.context["day"] == MONDAY


def test_published_and_explained_are_told(ilze, bees, plan, anna, teacher, counting):
    row = makers.assessed(bees, teacher, anna, counting, "T")
    operations.explain(
        assessment=row, group=bees, comment="Skaita pirkstus", evidence=None, version=1, by=teacher,
        at=at(13),
    )  # fmt: skip
    makers.published(bees, teacher, [anna])
    (cell,) = grid.cells(ilze.get(grid.url(bees)), anna)
    assert 'aria-label="T, turpina apgūt, publicēts, ir komentārs"' in cell


def test_a_level_of_an_earlier_day_tells_that_it_is_published(
    ilze, bees, plan, anna, teacher, counting
):
    makers.assessed(bees, teacher, anna, counting, "T", day=FRIDAY)
    makers.published(bees, teacher, [anna])
    (cell,) = grid.cells(ilze.get(grid.url(bees)), anna)
    assert 'data-carried="T"' in cell
    assert 'data-published="yes"' in cell


def test_a_group_of_the_youngest_alone_is_offered_no_outcomes(ilze, house, bees):
    """Whom one writes of in words is given no letters: a way to choose outcomes led back here."""
    Child.objects.filter(enrolments__group=bees).update(stage_override=Stage.FIRST)
    page = ilze.get(grid.url(bees)).content.decode()
    assert grid.url(bees, "more", MONDAY.replace(day=1)) not in page
    assert reverse("assessment:words", args=[bees.pk]) in page


def test_the_days_on_which_it_was_done_stand_over_it(ilze, house, bees, teacher, counting):
    choice = grid.planned(house, bees, [counting]).choices.get()
    for day in (date(2026, 11, 5), FRIDAY):
        log = days.written(bees, teacher, day)
        entry = log.entries.get()
        if day == FRIDAY:
            days.tick(log, f"choice:{choice.pk}", teacher)
            continue
        EntryOutcome.objects.create(
            institution=house.institution, entry=entry, choice=choice, added_at=at(13, day=day),
            added_by=teacher.user,
        )  # fmt: skip
    (section,) = ilze.get(grid.url(bees)).context["sheet"].sections
    assert section.columns[0].done == "darīts 5.11., 13.11."


def test_a_retired_outcome_that_is_assessed_is_read_and_not_painted(
    ilze, bees, anna, teacher, counting
):
    makers.assessed(bees, teacher, anna, counting)
    type(counting).objects.filter(pk=counting.pk).update(last_year=2025)
    (section,) = ilze.get(grid.url(bees)).context["sheet"].sections
    assert [(one.is_used, one.is_open) for one in section.columns] == [(False, False)]


def test_a_specialist_paints_own_areas_only(signs_in, house, bees, music, counting, singing):
    grid.planned(house, bees, [counting, singing])
    answer = signs_in(music.user).get(grid.url(bees))
    (section,) = answer.context["sheet"].sections
    assert {one.area: one.is_open for one in section.columns} == {"MAT": False, "KUL": True}


def test_administration_looks_and_paints_nothing(signs_in, house, bees, plan):
    answer = signs_in(house.people.head).get(grid.url(bees))
    assert (answer.status_code, answer.context["sheet"].is_writable) == (200, False)
    assert 'name="brush"' not in answer.content.decode()


@pytest.mark.parametrize(
    "who", ["assistant", "nurse", "clerk", "other_teacher", "former_teacher", "mother"]
)
def test_to_everybody_else_there_is_none(signs_in, house, bees, plan, who):
    client = signs_in(getattr(house.people, who))
    assert client.get(grid.url(bees)).status_code == 404
    assert grid.stroke(client, bees).status_code == 404


@pytest.mark.parametrize("month", [date(2026, 12, 1), date(2026, 8, 1), date(1999, 11, 1)])
def test_a_month_to_come_or_of_another_year_is_none(ilze, bees, month):
    assert ilze.get(grid.url(bees, "grid", month)).status_code == 404


def test_a_child_who_moved_away_is_in_no_row_of_the_days_before(ilze, house, bees, plan, anna):
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    answer = ilze.get(grid.url(bees, "grid", grid.NOVEMBER), {"day": "2026-11-13"})
    (section,) = answer.context["sheet"].sections
    assert (answer.context["day"], len(section.rows)) == (FRIDAY, 2)


def test_without_outcomes_the_way_to_choose_them_is_shown(ilze, bees):
    answer = ilze.get(grid.url(bees))
    assert grid.url(bees, "more", grid.NOVEMBER) in answer.content.decode()


def test_outcomes_are_chosen_from_the_catalogue(ilze, bees, singing):
    answer = ilze.get(grid.url(bees, "more", grid.NOVEMBER))
    assert f'name="more" value="{singing.pk}"' in answer.content.decode()


def test_the_groups_page_leads_there_whoever_assesses_or_oversees(signs_in, house, bees):
    for who, leads in (("teacher", True), ("head", True), ("assistant", False), ("nurse", False)):
        page = signs_in(getattr(house.people, who)).get(f"/groups/{bees.pk}/")
        assert (grid.url(bees) in page.content.decode()) == leads


def test_no_letter_of_attendance_stands_there(ilze, house, bees, plan, anna):
    from tests.browser import scenes

    scenes.confirmed(house, house.people.teacher, away={0: "illness"})
    assert grid.cells(ilze.get(grid.url(bees)), anna) == [
        '<td aria-label="nav vērtēts"><i></i></td>'
    ]
