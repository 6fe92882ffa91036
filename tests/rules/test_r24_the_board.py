"""R24: administration sees whose plan of which month is there, in time or late, and reminds with one tap."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from duties.board import State
from outbox.models import Notification
from planning.board.board import board_of
from planning.board.card import card_of
from planning.duties import MonthPlanDue
from tests.planning import makers
from tests.planning.makers import DECEMBER, NOVEMBER
from tests.world import MONDAY, SCHOOL_YEAR, at

LAST_DAY = date(2026, 11, 30)  # of December's plan
THREE_BEFORE = date(2026, 11, 25)  # working days before it
OCTOBER = date(2026, 10, 1)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
BOARD = f"/plans/board/{SCHOOL_YEAR}/"


@pytest.fixture
def page(house, client, time_machine):
    """Administration's."""
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.head, backend=BACKEND)
    return client


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


def states(house, when):
    """By group and month."""
    board = board_of(house.by, house.institution, SCHOOL_YEAR, when)
    return {
        (row.group.name, cell.month.first): cell.state for row in board.rows for cell in row.cells
    }


def test_a_plan_is_in_time_until_the_last_working_day_of_the_month_before_is_over(house, teacher):
    makers.submitted(house.groups["Bitītes"], teacher, when=at(23, 59, day=LAST_DAY))
    found = states(house, at(9, day=DECEMBER))
    assert found["Bitītes", DECEMBER] is State.IN_TIME
    assert found["Pūcītes", DECEMBER] is State.OVERDUE


def test_from_the_next_midnight_on_it_is_late_and_never_refused(house, teacher):
    makers.submitted(house.groups["Bitītes"], teacher, when=at(0, day=DECEMBER))
    assert states(house, at(9, day=DECEMBER))["Bitītes", DECEMBER] is State.LATE


def test_what_is_being_written_is_told_from_what_is_not_begun(house, teacher):
    makers.draft(house.groups["Bitītes"], teacher)
    found = states(house, at(9))
    assert found["Bitītes", DECEMBER] is State.DRAFT
    assert found["Pūcītes", DECEMBER] is State.NOT_BEGUN


def test_a_group_without_children_in_a_month_owes_no_plan(house):
    house.group("Tukšie")
    assert states(house, at(9))["Tukšie", OCTOBER] is State.NOTHING_OWED
    assert states(house, at(9))["Bitītes", OCTOBER] is State.OVERDUE


def test_one_tap_reminds_all_groups_that_are_silent(house, page, teacher):
    makers.submitted(house.groups["Bitītes"], teacher)
    silent = [one.pk for one in (house.groups["Bitītes"], house.groups["Pūcītes"])]
    form = {"duty": MonthPlanDue.code, "day": DECEMBER.isoformat(), "group": silent}
    assert page.post(reverse("duties:ask"), form).url == BOARD
    told = Notification.objects.filter(kind="asked.month_plan", day=DECEMBER)
    assert {one.group.name for one in told.select_related("group")} == {"Pūcītes"}


def test_the_page_asks_for_months_that_are_told_of_already(house, page, teacher, time_machine):
    def waiting():
        found = page.get(BOARD).context["board"].waiting
        return {one.day: [line["title"] for line in one.lines] for one in found}

    assert DECEMBER not in waiting()
    time_machine.move_to(at(9, day=THREE_BEFORE), tick=False)
    page.force_login(house.head, backend=BACKEND)
    makers.submitted(house.groups["Bitītes"], teacher, when=at(8, day=THREE_BEFORE))
    assert waiting()[DECEMBER] == ["Pūcītes"]


def test_todays_card_counts_the_silent_and_leads_to_the_board(house, teacher):
    assert card_of(house.by, at=at(9, day=MONDAY)) is not None  # November, long overdue
    makers.submitted(house.groups["Bitītes"], teacher, NOVEMBER)
    makers.submitted(
        house.groups["Pūcītes"], house.access(house.people.other_teacher, "teacher"), NOVEMBER
    )
    assert card_of(house.by, at=at(9, day=MONDAY)) is None
    card = card_of(house.by, at=at(9, day=THREE_BEFORE))
    assert card["url"] == BOARD


def test_thirty_groups_and_twelve_months_are_asked_in_twelve_queries(
    house, page, teacher, django_assert_max_num_queries
):
    for number in range(28):
        house.crowd(house.group(f"Grupa {number}"), 2)
    makers.submitted(house.groups["Bitītes"], teacher, NOVEMBER)
    with django_assert_max_num_queries(12):
        answer = page.get(BOARD)
    assert len(answer.context["board"].rows) == 30
