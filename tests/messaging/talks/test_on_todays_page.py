"""R28: what was agreed falls due on a teacher's Today, own drafts wait there; neither is a duty."""

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from messaging.talks import card, operations
from outbox.clock import ONE_DAY
from tests.browser import scenes
from tests.messaging.talks.full import a_draft, a_released, agreed, released
from tests.world import MONDAY, at

TODAY, BACKEND = reverse("today"), settings.AUTHENTICATION_BACKENDS[0]

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def ilze(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def today(client, house):
    def _today(who="teacher", when=None):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        with time_machine.travel(when or at(18), tick=False):
            return client.get(TODAY).context

    return _today


def said(lines) -> list[tuple[str, str | None]]:
    return [(line["title"], line["due"] and line["due"]["text"]) for line in lines]


def with_agreed(by, child, parent, due_on, text="Rīta josla", day=None):
    talk = a_draft(by, child, [parent], day=day or MONDAY - 7 * ONE_DAY)
    agreed(talk, by, text, by.user, due_on)
    operations.share(talk=talk, by=by, at=at(17, 24, day=talk.day))
    return released(talk)


def test_what_is_agreed_is_told_three_days_before_and_after(house, ilze, anna, today):
    mother = house.people.mother
    with_agreed(ilze, anna, mother, MONDAY + 4 * ONE_DAY, "Vēl laiks")
    with_agreed(ilze, anna, mother, MONDAY + 3 * ONE_DAY, "Drīz")
    with_agreed(ilze, anna, mother, MONDAY - ONE_DAY, "Bija vakar")
    with_agreed(ilze, anna, mother, None, "Kādreiz")
    assert said(today()["talks"]) == [("Bija vakar", "bija līdz 15.11."), ("Drīz", "līdz 19.11.")]


def test_what_is_settled_is_told_no_more(house, ilze, anna, today):
    talk = with_agreed(ilze, anna, house.people.mother, MONDAY)
    action = talk.actions.get()
    operations.settle_action(action=action, state="done", by=ilze, at=at(18))
    assert today()["talks"] == []


def test_own_drafts_wait_and_lead_to_their_page(house, ilze, anna, today):
    talk = a_draft(ilze, anna)
    (line,) = today()["talks"]
    assert (line["title"], line["subtitle"]) == (
        "Pabeigt sarunas pierakstu", "Anna Bērziņa · 16.11.",
    )  # fmt: skip
    assert line["url"] == reverse("messaging:talk", args=[talk.pk])
    operations.finish(talk=talk, by=ilze, at=at(18))
    assert today()["talks"] == []


def test_a_colleagues_draft_is_the_colleagues(house, ilze, anna, today):
    a_draft(ilze, anna)
    assert today("substitute")["talks"] == []


def test_a_substitute_hears_what_falls_due_in_the_group(house, ilze, anna, today):
    with_agreed(ilze, anna, house.people.mother, MONDAY)
    assert said(today("substitute")["talks"]) == [("Rīta josla", "līdz 16.11.")]
    assert today("substitute", at(9, day=MONDAY + ONE_DAY))["talks"] == []


@pytest.mark.parametrize("who", ["assistant", "other_teacher", "specialist"])
def test_others_hear_nothing(house, ilze, anna, today, who):
    with_agreed(ilze, anna, house.people.mother, MONDAY)
    a_draft(ilze, anna)
    assert today(who)["talks"] == []


def test_it_is_no_duty(house, ilze, anna, today):
    a_draft(ilze, anna)
    shown = today(when=at(8, 45))
    assert shown["now_due"]["title"] == "Apmeklējums"
    assert "Pabeigt sarunas pierakstu" not in [line["title"] for line in shown["also_due"]]


def test_a_family_that_was_not_talked_with_is_nothing_to_do(house, today):
    assert today()["talks"] == []


def test_of_many_the_most_urgent_are_told(house, ilze, anna, today):
    for nth in range(card.MOST + 2):
        with_agreed(
            ilze,
            anna,
            house.people.mother,
            MONDAY - nth * ONE_DAY,
            f"{nth}.",
            day=MONDAY - 30 * ONE_DAY,
        )
    assert [line["title"] for line in today()["talks"]] == [f"{n}." for n in range(7, 1, -1)]


@pytest.mark.parametrize("many", [1, 6])
def test_it_is_one_question_however_many(house, ilze, anna, savepoints_aside, many):
    for _nth in range(many):
        with_agreed(ilze, anna, house.people.mother, MONDAY)
    ilze.acting  # noqa: B018 – who it is was asked before
    with savepoints_aside(1):
        assert len(card.lines_of(ilze, at(18))) == many


def test_both_are_told_to_the_teacher_with_the_register_taken(house, ilze, anna, today):
    scenes.confirmed(house, house.people.teacher)
    a_released(ilze, anna, [house.people.mother])
    assert today(when=at(19, 30))["talks"] == []
