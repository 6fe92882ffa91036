"""R24: outcomes are planned by age stage; which one a child is of, its card says."""

import pytest
from django.urls import reverse

from people.models import Stage
from tests.world import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)


def anna(house):
    return house.children["Bitītes"][0]


def card(client, house, person) -> str:
    client.force_login(person)
    return client.get(reverse("people:child", args=[anna(house).pk])).content.decode()


def change(client, house, **changes):
    child = anna(house)
    form = {
        "first_name": child.first_name, "last_name": child.last_name, "sex": child.sex,
        "birth_date": child.birth_date, "personal_code": "", "stage_override": "",
    } | changes  # fmt: skip
    client.force_login(house.people.teacher)
    return client.post(reverse("people:child_change", args=[child.pk]), form)


def test_a_childs_stage_is_that_of_its_age_until_its_teacher_says_otherwise(house, client):
    assert "Vecumposms: 5–6 gadi (pēc vecuma)" in card(client, house, house.people.teacher)
    assert change(client, house, stage_override=2).status_code == 302
    anna(house).refresh_from_db()
    assert anna(house).stage_override == Stage.SECOND
    found = card(client, house, house.people.teacher)
    assert "Vecumposms: 3–5 gadi" in found
    assert "pēc vecuma" not in found
    assert change(client, house).status_code == 302
    assert "(pēc vecuma)" in card(client, house, house.people.teacher)


@pytest.mark.parametrize("wrong", ["0", "4", "x", "1.5"])
def test_there_are_three_stages(house, client, wrong):
    answer = change(client, house, stage_override=wrong)
    assert answer.status_code == 422
    assert "stage_override" in answer.context["form"].errors


def test_it_is_the_staffs(house, client):
    assert "Vecumposms" not in card(client, house, house.people.mother)
