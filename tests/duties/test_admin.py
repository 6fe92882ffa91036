"""The calendar in Django's admin: the same operations, their refusals beside the field."""

from datetime import date

import pytest
from django.urls import reverse

from duties.models import CalendarException
from tests.duties.test_calendar_pages import FRIDAY, confirmed
from tests.world import MONDAY, TUESDAY, at

ADD = reverse("admin:duties_calendarexception_add")
SATURDAY = date(2026, 11, 28)


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    client.force_login(house.head)
    return client


def said() -> list[list[date]]:
    return [one.days for one in CalendarException.objects.order_by("day")]


def errors(answer) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["adminform"].form.errors)


def test_several_days_and_a_moved_pair_are_one_act_each(house, head):
    form = {"kind": "closed", "day": str(MONDAY), "until": str(TUESDAY), "note": "Talka"}
    assert head.post(ADD, form).status_code == 302
    pair = {"kind": "moved", "day": str(FRIDAY), "worked": str(SATURDAY)}
    assert head.post(ADD, pair).status_code == 302
    assert said() == [[MONDAY], [TUESDAY], [FRIDAY, SATURDAY]]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "moved"}, "worked"),
        ({"kind": "moved", "worked": str(FRIDAY)}, "worked"),
        ({"until": str(MONDAY)}, "until"),
        ({"day": "9999-99-99"}, "day"),
        ({"kind": "open", "group": "@bees"}, "group"),
        ({"day": str(MONDAY), "kind": "closed"}, "day"),  # its work is recorded
    ],
)
def test_a_refusal_stands_beside_its_field(house, head, wrong, field):
    confirmed(house)
    if wrong.get("group"):
        wrong = wrong | {"group": house.groups["Bitītes"].pk}
    answer = head.post(ADD, {"kind": "closed", "day": str(FRIDAY)} | wrong)
    assert errors(answer) == [field]
    assert said() == []


def test_a_day_that_is_said_already_is_told_at_its_field(house, head):
    for status in (302, 422):
        answer = head.post(ADD, {"kind": "moved", "day": str(FRIDAY), "worked": str(SATURDAY)})
        assert answer.status_code == status
    assert errors(answer) == ["day"]
    other = {"kind": "moved", "day": str(TUESDAY), "worked": str(SATURDAY)}
    assert errors(head.post(ADD, other)) == ["worked"]


def test_only_the_note_changes_afterwards(house, head):
    head.post(ADD, {"kind": "closed", "day": str(FRIDAY), "note": "Talka"})
    one = CalendarException.objects.get()
    page = reverse("admin:duties_calendarexception_change", args=[one.pk])
    assert (
        head.post(page, {"note": "Remonts", "day": str(MONDAY), "kind": "open"}).status_code == 302
    )
    one.refresh_from_db()
    assert (one.note, one.day, one.kind) == ("Remonts", FRIDAY, "closed")
