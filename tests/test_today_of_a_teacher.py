"""A teacher's Today: the earliest of what is owed comes first, whatever app declared it."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from attendance.duties import AttendanceByNine
from duties import registry
from people.models import Assignment
from tests.browser import scenes
from tests.duties.periods import Evening, Weekly
from tests.world import HOLIDAY, MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
TODAY = reverse("today")
LAST_WEEK, BEFORE_LAST = MONDAY - timedelta(days=7), MONDAY - timedelta(days=14)


@pytest.fixture
def open_today(client):
    def _open(user, when):
        client.force_login(user, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.get(TODAY).context

    return _open


@pytest.fixture
def declared(house, monkeypatch):
    """``declared(Evening, done=...)``: what apps have declared besides attendance, as the test says."""

    def _declared(*others, done=None):
        duties = [other(done or {}) for other in others]
        for duty in duties:
            duty.now = at(23)
        every = {duty.code: duty for duty in (AttendanceByNine(), *duties)}
        monkeypatch.setattr(registry, "_registry", every)

    return _declared


@pytest.fixture
def of_two_groups(house):
    """The teacher of «Bitītes», with «Pūcītes» too."""
    house.assign(house.people.teacher, house.groups["Pūcītes"], Assignment.Kind.TEACHER)
    return house.people.teacher


def said(line: dict) -> tuple[str, str]:
    return line["title"], line["subtitle"]


def test_at_a_quarter_to_nine_it_is_the_register(house, open_today, declared):
    declared(Evening)
    shown = open_today(house.people.teacher, at(8, 45))
    assert said(shown["now_due"]) == ("Apmeklējums", "Bitītes · 3 bērni")
    assert shown["now_due"]["button"] == "Atzīmēt apmeklējumu"
    assert shown["now_due"]["left"]["text"] == "15 min"
    assert [said(line) for line in shown["also_due"]] == [("Evening", "Bitītes · 3 bērni")]


def test_once_it_is_taken_the_next_duty_comes_first(house, open_today, declared):
    declared(Evening)
    scenes.confirmed(house, house.people.teacher)
    shown = open_today(house.people.teacher, at(9, 30))
    assert said(shown["now_due"]) == ("Evening", "Bitītes · 3 bērni")
    assert (shown["now_due"]["button"], shown["now_due"]["left"]["until"]) == (
        "Atvērt",
        "līdz 19:00",
    )
    assert (shown["also_due"], shown["all_done"]) == ([], False)


def test_what_is_owed_by_nine_goes_before_what_is_late_by_days(house, open_today, declared):
    """Last week's is due today by midnight, that of the week before is late."""
    declared(Weekly)
    shown = open_today(house.people.teacher, at(8, 45))
    assert shown["now_due"]["title"] == "Apmeklējums"
    assert [line["title"] for line in shown["also_due"]] == ["Weekly", "Weekly"]


def test_once_the_register_is_taken_what_is_late_by_days_is_the_one_thing(
    house, open_today, declared
):
    declared(Weekly)
    scenes.confirmed(house, house.people.teacher)
    shown = open_today(house.people.teacher, at(9, 45))
    assert said(shown["now_due"]) == ("Weekly", "Bitītes · 2. novembris")
    assert (shown["now_due"]["tone"], shown["now_due"]["day"]) == ("bad", None)
    assert shown["now_due"]["left"]["until"] == "termiņš bija 9.11.2026."


def test_everything_is_done_only_when_nothing_of_any_app_is_owed(house, open_today, declared):
    bees = house.groups["Bitītes"].pk
    book = {("weekly", bees, week): at(8) for week in (LAST_WEEK, BEFORE_LAST)}
    declared(Weekly, done=book)
    scenes.confirmed(house, house.people.teacher)
    shown = open_today(house.people.teacher, at(9, 30))
    assert (shown["now_due"], shown["all_done"]) == (None, True)
    del book["weekly", bees, LAST_WEEK]
    shown = open_today(house.people.teacher, at(9, 30))
    assert (shown["now_due"]["title"], shown["all_done"]) == ("Weekly", False)


def test_of_two_groups_each_stands_by_itself(of_two_groups, house, open_today, declared):
    declared(Evening)
    shown = open_today(of_two_groups, at(8, 45))
    assert said(shown["now_due"]) == ("Apmeklējums", "Bitītes · 3 bērni")
    assert [said(line) for line in shown["also_due"]] == [
        ("Apmeklējums", "Pūcītes · 3 bērni"),
        ("Evening", "Bitītes · 3 bērni"),
        ("Evening", "Pūcītes · 3 bērni"),
    ]
    scenes.confirmed(house, of_two_groups)
    shown = open_today(of_two_groups, at(8, 46))
    assert said(shown["now_due"]) == ("Apmeklējums", "Pūcītes · 3 bērni")
    assert [line["title"] for line in shown["lines"]] == ["Bitītes", "Pūcītes"]


def test_whose_assignment_does_not_allow_it_owes_nothing(house, open_today, declared):
    declared(Evening)
    shown = open_today(house.people.specialist, at(8, 45))
    assert (shown["now_due"], shown["also_due"]) == (None, [])
    assert [line["title"] for line in shown["lines"]] == ["Bitītes"]


def test_on_a_holiday_nothing_of_the_day_is_owed(house, open_today, declared):
    declared(Evening)
    shown = open_today(house.people.teacher, at(8, 45, day=HOLIDAY))
    assert (shown["now_due"], shown["also_due"]) == (None, [])


@pytest.mark.parametrize("groups", [2, 12])
def test_it_asks_the_same_few_questions(
    of_two_groups, house, client, declared, groups, savepoints_aside
):
    """Also with a duty more, and however many groups."""
    declared(Weekly)
    for number in range(groups - 2):
        group = house.group(f"Grupa {number}")
        house.child(group, "Anna", "Kalna")
        house.assign(of_two_groups, group)
    client.force_login(of_two_groups, backend=BACKEND)
    with time_machine.travel(at(8, 45), tick=False), savepoints_aside(15):
        assert len(client.get(TODAY).context["lines"]) == groups
