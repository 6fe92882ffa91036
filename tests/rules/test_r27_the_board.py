"""R27: administration sees which group's day is there, in time or late, and reminds with one tap."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from activities import operations
from activities.board.board import board_of
from activities.board.card import card_of
from duties.board import State
from duties.calendar.days import Month
from duties.operations import except_day
from outbox.models import Notification
from tests.activities import makers
from tests.world import HOLIDAY, MONDAY, TUESDAY, at

FRIDAY = MONDAY - timedelta(days=3)
NOVEMBER = Month.of(MONDAY)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
BOARD = "/days/board/2026-11/"


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def page(house, client, time_machine):
    """Administration's, on Monday in the evening."""
    time_machine.move_to(at(20), tick=False)
    client.force_login(house.head, backend=BACKEND)
    return client


def board(house, when, month=NOVEMBER):
    return board_of(house.by, house.institution, month, when)


def cells(house, when):
    """By group and day."""
    rows = board(house, when).rows
    return {(row.group.name, cell.day): cell for row in rows for cell in row.cells}


def states(house, when):
    return {key: cell.state for key, cell in cells(house, when).items()}


def late(log_of, by, reason=""):
    return operations.confirm(log=log_of, late_reason=reason, by=by, at=at(19, 0, 1))


# --- the states -----------------------------------------------------------------------------------
def test_seven_oclock_is_in_time_and_later_late_with_its_reason(house, bees, teacher):
    makers.confirmed(bees, teacher, FRIDAY, when=at(19, day=FRIDAY))
    late(makers.written(bees, teacher), teacher, "substitute")
    found = cells(house, at(20))
    assert found["Bitītes", FRIDAY].state is State.IN_TIME
    assert found["Bitītes", MONDAY].state is State.LATE
    assert found["Bitītes", MONDAY].late_reason == "aizvietoju kolēģi"
    (line,) = board(house, at(20)).late
    assert line["subtitle"] == "pr 16.11., 19:00 · aizvietoju kolēģi"


def test_until_seven_a_draft_is_told_from_what_is_not_begun_and_then_both_are_silent(
    house, bees, teacher
):
    makers.written(bees, teacher)
    found = states(house, at(19))
    assert found["Bitītes", MONDAY] is State.DRAFT
    assert found["Pūcītes", MONDAY] is State.NOT_BEGUN
    found = states(house, at(19, 0, 1))
    assert found["Bitītes", MONDAY] is found["Pūcītes", MONDAY] is State.OVERDUE


def test_a_closed_group_and_one_without_children_owe_nothing(house, bees):
    house.group("Tukšie")
    except_day(institution=house.institution, group=bees, day=MONDAY, kind="closed", by=house.by)
    found = cells(house, at(20))
    for name in ("Bitītes", "Tukšie"):
        assert (found[name, MONDAY].state, found[name, MONDAY].url) == (State.NOTHING_OWED, "")
    assert found["Pūcītes", MONDAY].state is State.OVERDUE


def test_days_of_work_until_today_the_newest_first(house):
    shown = board(house, at(9, day=HOLIDAY)).days
    assert shown[:3] == [TUESDAY, MONDAY, FRIDAY]
    assert shown[-1] == date(2026, 11, 2)
    assert board(house, at(20), Month.of(date(2026, 12, 1))).days == []


def test_a_cell_leads_to_its_day(house, bees):
    cell = cells(house, at(20))["Bitītes", MONDAY]
    assert cell.url == reverse("activities:day", args=[bees.pk, MONDAY])


# --- reminding ------------------------------------------------------------------------------------
def test_one_tap_reminds_all_groups_that_are_silent(house, page, bees, teacher):
    makers.confirmed(bees, teacher)
    both = [group.pk for group in house.groups.values()]
    form = {"duty": "day_log", "day": MONDAY.isoformat(), "group": both}
    assert page.post(reverse("duties:ask"), form).url == BOARD
    told = Notification.objects.filter(kind="asked.day_log", day=MONDAY)
    assert {one.group.name for one in told.select_related("group")} == {"Pūcītes"}


def test_the_page_asks_of_the_newest_silent_days_and_says_who_was_reminded(
    house, page, bees, teacher
):
    makers.confirmed(bees, teacher)
    form = {"duty": "day_log", "day": MONDAY.isoformat(), "group": [house.groups["Pūcītes"].pk]}
    page.post(reverse("duties:ask"), form)
    waiting = page.get(BOARD).context["board"].waiting
    names = {one.day: [line["title"] for line in one.lines] for one in waiting}
    both = ["Bitītes", "Pūcītes"]
    assert names == {MONDAY: ["Pūcītes"], FRIDAY: both, FRIDAY - timedelta(days=1): both}
    assert waiting[0].lines[0]["asked"] == "Atgādināts 20:00"
    assert (waiting[0].may_ask, len(waiting[1].may_ask)) == ([], 2)


def test_until_seven_nobody_is_waited_for_today(house):
    assert MONDAY not in [one.day for one in board(house, at(19)).waiting]


# --- who sees it ----------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["teacher", "assistant", "nurse", "clerk", "superuser", "mother"])
@pytest.mark.parametrize("url", ["/days/board/", BOARD])
def test_to_those_who_do_not_oversee_the_house_there_is_none(house, page, who, url):
    page.force_login(getattr(house.people, who), backend=BACKEND)
    assert page.get(url).status_code == 404


def test_nothing_of_another_house(house, page, other_house):
    shown = page.get(BOARD).context["board"]
    assert {row.group.institution_id for row in shown.rows} == {house.institution.pk}


@pytest.mark.parametrize(
    ("url", "status"),
    [("/days/board/", 200), ("/days/board/2025-09/", 200), ("/days/board/1999-01/", 404),
     ("/days/board/2026-13/", 404), ("/days/board/2027-05/", 200)],
)  # fmt: skip
def test_this_month_is_at_hand_and_others_beside_it(page, url, status):
    assert page.get(url).status_code == status


def test_the_pager_goes_back_and_never_beyond_today(page):
    shown = page.get("/days/board/").context
    assert (shown["before"]["url"], shown["after"]) == ("/days/board/2026-10/", None)
    assert page.get("/days/board/2026-10/").context["after"]["url"] == BOARD


# --- Today ----------------------------------------------------------------------------------------
def test_todays_card_tells_of_yesterday_until_seven_and_then_of_today(house, bees, teacher):
    card = card_of(house.by, at=at(19))
    assert (card["title"], card["subtitle"]) == (
        "Dienas ieraksti: 13. novembris", "2 grupu ieraksti nav apstiprināti",
    )  # fmt: skip
    makers.confirmed(bees, teacher)
    card = card_of(house.by, at=at(19, 0, 1))
    assert (card["title"], card["subtitle"]) == (
        "Dienas ieraksti: 16. novembris", "1 grupas ieraksts nav apstiprināts",
    )  # fmt: skip
    assert card["url"] == BOARD


def test_where_all_have_confirmed_there_is_no_card(house, bees, teacher):
    other = house.access(house.people.other_teacher, "teacher")
    for day in (FRIDAY, MONDAY):
        makers.confirmed(bees, teacher, day, when=at(18, day=day))
        makers.confirmed(house.groups["Pūcītes"], other, day, when=at(18, day=day))
    assert card_of(house.by, at=at(20)) is None
    assert card_of(teacher, at=at(20)) is None


# --- what it costs --------------------------------------------------------------------------------
@pytest.mark.parametrize("groups", [2, 10, 30])
def test_a_month_is_asked_in_ten_queries(house, page, bees, teacher, groups, savepoints_aside):
    for number in range(groups - 2):
        house.crowd(house.group(f"Grupa {number}"), 2)
    makers.confirmed(bees, teacher)
    with savepoints_aside(10):
        answer = page.get(BOARD)
    assert len(answer.context["board"].rows) == groups
