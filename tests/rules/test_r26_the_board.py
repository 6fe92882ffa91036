"""R26: administration sees what assessment has left out in each group, and compares nobody."""

from datetime import date

import pytest
from django.conf import settings

from assessment import operations
from assessment.board.board import board_of
from curriculum.lists import Stage
from duties.calendar.days import Month
from planning import operations as plans
from planning.parts import Choose
from tests.assessment import makers
from tests.planning import makers as planned
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
BOARD, NOW = "/assessment/board/2026-11/", "/assessment/board/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def page(house, client, time_machine):
    """Administration's, on Monday at noon."""
    time_machine.move_to(at(12), tick=False)
    client.force_login(house.head, backend=BACKEND)
    return client


def plans_for(bees, teacher, *outcomes, month=NOVEMBER, submitted=True):
    plan = planned.full(bees, teacher, month, at(8))
    for one in outcomes:
        plans.choose(
            plan=plan, kind=Choose.OUTCOME, area=one.area, entry=one.pk, by=teacher, at=at(8)
        )
    if submitted:
        plans.submit(plan=plan, by=teacher, at=at(8))


def row_of(house, name="Bitītes", month=NOVEMBER, today=MONDAY):
    rows = board_of(house.by, Month.of(month), today)
    return next(row for row in rows if row.group.name == name)


def names(row):
    return [child.first_name for child in row.children]


# --- children ---------------------------------------------------------------------------------------
def test_children_of_whom_nothing_was_written_in_the_month(house, bees, teacher):
    anna, emils, girts = house.children["Bitītes"]
    first = makers.outcomes()[0]
    makers.assessed(bees, teacher, anna, first)
    makers.assessed(bees, teacher, emils, first, day=date(2026, 10, 30))  # in another month
    makers.assessed(bees, teacher, girts, first)
    makers.painted(bees, teacher, makers.cell(girts, first, "", version=1))  # and taken away
    assert names(row_of(house)) == ["Emīls", "Ģirts"]
    assert names(row_of(house, month=OCTOBER)) == ["Anna", "Ģirts"]


def test_of_the_youngest_an_observation_is_an_entry(house, bees, teacher):
    toddler = house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))
    assert "Odeta" in names(row_of(house))
    operations.save_observation(
        child=toddler, group=bees, day=MONDAY, text="Būvē torni", version=0, by=teacher, at=at(9)
    )
    assert "Odeta" not in names(row_of(house))


def test_a_child_who_left_the_group_is_no_longer_waited_for(house, bees):
    from people import operations as people

    anna = house.children["Bitītes"][0]
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    assert "Anna" not in names(row_of(house))
    assert "Anna" in names(row_of(house, "Pūcītes"))
    assert "Anna" in names(row_of(house, month=OCTOBER))


# --- outcomes ---------------------------------------------------------------------------------------
def test_outcomes_that_were_planned_and_assessed_of_nobody(house, bees, teacher):
    first, second, third, *_rest = makers.outcomes()
    plans_for(bees, teacher, first, month=OCTOBER)
    plans_for(bees, teacher, second, third)
    makers.assessed(bees, teacher, house.children["Bitītes"][0], second)
    assert row_of(house).outcomes == [first, third]
    assert row_of(house, month=OCTOBER).outcomes == [first]
    assert row_of(house, "Pūcītes").outcomes == []


def test_what_another_group_assessed_counts_there_only(house, bees, teacher):
    first = makers.outcomes()[0]
    plans_for(bees, teacher, first)
    other = house.access(house.people.other_teacher, "teacher")
    makers.assessed(house.groups["Pūcītes"], other, house.children["Pūcītes"][0], first)
    assert row_of(house).outcomes == [first]


def test_drafts_of_plans_and_outcomes_of_the_youngest_wait_for_no_letter(house, bees, teacher):
    draft, youngest = makers.outcomes()[0], makers.outcomes(stage=Stage.FIRST)[0]
    plans_for(bees, teacher, draft, submitted=False)
    plans_for(bees, teacher, youngest, month=OCTOBER)
    assert row_of(house).outcomes == []


def test_an_outcome_in_own_words_has_no_letter(house, bees):
    a_full_plan(house, bees, NOVEMBER, submitted_at=at(8))
    assert all(entry.code for entry in row_of(house).outcomes)


# --- what is said -----------------------------------------------------------------------------------
def test_groups_stand_in_their_own_order_and_no_level_is_said(house, page, bees, teacher):
    """What one group leaves out moves it nowhere."""
    plans_for(bees, teacher, *makers.outcomes()[:2])
    for child in house.children["Bitītes"]:
        makers.assessed(bees, teacher, child, makers.outcomes()[0], "P")
    answer = page.get(BOARD)
    rows = answer.context["rows"]
    assert [row.group.name for row in rows] == ["Bitītes", "Pūcītes"]
    assert [row.said for row in rows] == ["1 rezultāts nav vērtēts", "3 bērni bez ieraksta"]
    text = answer.content.decode()
    assert "apguvis" not in text
    assert "%" not in text.partition("<main")[2]


def test_where_nothing_is_left_out_it_says_so(house, bees, teacher):
    for child in house.children["Bitītes"]:
        makers.assessed(bees, teacher, child, makers.outcomes()[0])
    row = row_of(house)
    assert (row.is_complete, row.said) == (True, "Viss ir vērtēts.")


# --- who sees it ------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["teacher", "assistant", "nurse", "clerk", "superuser", "mother"])
@pytest.mark.parametrize("url", [NOW, BOARD])
def test_to_those_who_do_not_oversee_the_house_there_is_none(house, page, who, url):
    page.force_login(getattr(house.people, who), backend=BACKEND)
    assert page.get(url).status_code == 404


def test_nothing_of_another_house(house, page, other_house):
    rows = page.get(BOARD).context["rows"]
    assert {row.group.institution_id for row in rows} == {house.institution.pk}


@pytest.mark.parametrize(
    ("url", "status"),
    [(NOW, 200), ("/assessment/board/2025-09/", 200), ("/assessment/board/1999-01/", 404),
     ("/assessment/board/2026-13/", 404), ("/assessment/board/2026-12/", 404)],
)  # fmt: skip
def test_months_so_far_are_at_hand(page, url, status):
    assert page.get(url).status_code == status


def test_the_pager_goes_back_and_never_beyond_today(page):
    shown = page.get(NOW).context
    assert (shown["before"]["url"], shown["after"]) == ("/assessment/board/2026-10/", None)
    assert page.get("/assessment/board/2026-10/").context["after"]["url"] == BOARD


# --- what it costs ----------------------------------------------------------------------------------
@pytest.mark.parametrize("groups", [2, 10, 30])
def test_a_month_is_asked_in_ten_queries(house, page, bees, teacher, groups, savepoints_aside):
    for number in range(groups - 2):
        house.crowd(house.group(f"Grupa {number}"), 2)
    plans_for(bees, teacher, *makers.outcomes()[:3])
    makers.assessed(bees, teacher, house.children["Bitītes"][0], makers.outcomes()[0])
    with savepoints_aside(10):
        answer = page.get(BOARD)
    assert len(answer.context["rows"]) == groups
