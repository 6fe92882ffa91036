"""The day's log on a teacher's Today: a line until the register is done, then the one thing to do."""

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from activities import operations
from tests.activities import makers
from tests.browser import scenes
from tests.planning.full import a_full_plan
from tests.world import HOLIDAY, MONDAY, at

TODAY, BACKEND = reverse("today"), settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def open_today(client, house, bees):
    """Of the bees' teacher, whose plan of the month is there."""
    a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))

    def _open(when, who="teacher"):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.get(TODAY).context

    return _open


def said(line) -> tuple[str, str]:
    return line["title"], line["subtitle"]


LOG = ("Dienas ieraksts", "Bitītes · 3 bērni")


def test_before_the_register_it_is_a_line(open_today):
    shown = open_today(at(8, 45))
    assert shown["now_due"]["title"] == "Apmeklējums"
    assert [said(line) for line in shown["also_due"]] == [LOG]


def test_once_the_register_is_done_it_is_the_one_thing_to_do(house, bees, open_today):
    scenes.confirmed(house, house.people.teacher)
    shown = open_today(at(9, 30))
    assert said(shown["now_due"]) == LOG
    assert shown["now_due"]["url"] == reverse("activities:day", args=[bees.pk, MONDAY])
    assert (shown["now_due"]["button"], shown["now_due"]["left"]["until"]) == (
        "Rakstīt dienas ierakstu", "līdz 19:00",
    )  # fmt: skip
    assert (shown["also_due"], shown["all_done"]) == ([], False)


def test_after_seven_it_says_so(house, open_today):
    scenes.confirmed(house, house.people.teacher)
    shown = open_today(at(19, 0, 1))
    assert (shown["now_due"]["tone"], shown["now_due"]["left"]["text"]) == ("bad", "nokavēts")


def test_everything_is_done_only_when_both_are(house, bees, teacher, open_today):
    log = makers.confirmed(bees, teacher, when=at(8, 30))
    assert open_today(at(8, 31))["now_due"]["title"] == "Apmeklējums"
    scenes.confirmed(house, house.people.teacher)
    shown = open_today(at(8, 50))
    assert (shown["now_due"], shown["also_due"], shown["all_done"]) == (None, [], True)
    operations.take_back(log=log, by=teacher, at=at(8, 30, 59))
    shown = open_today(at(8, 51))
    assert (said(shown["now_due"]), shown["all_done"]) == (LOG, False)


def test_an_assistant_writes_it_and_does_not_owe_it(open_today):
    shown = open_today(at(8, 45), "assistant")
    assert "Dienas ieraksts" not in [line["title"] for line in shown["also_due"]]


def test_on_a_holiday_there_is_none(open_today):
    shown = open_today(at(9, day=HOLIDAY))
    assert (shown["now_due"], shown["also_due"]) == (None, [])


@pytest.mark.parametrize("groups", [1, 12])
def test_it_asks_few_questions_however_many_groups(
    house, open_today, client, groups, savepoints_aside
):
    for number in range(groups - 1):
        group = house.group(f"Grupa {number}")
        house.child(group, "Anna", "Kalna")
        house.assign(house.people.teacher, group)
    client.force_login(house.people.teacher, backend=BACKEND)
    with time_machine.travel(at(8, 45), tick=False), savepoints_aside(14):
        assert len(client.get(TODAY).context["lines"]) == groups
