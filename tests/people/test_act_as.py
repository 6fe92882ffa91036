"""Acting in another role: to Today, or to the page of ours that asked for it."""

import pytest
from django.urls import reverse

from people.access import role_key


@pytest.fixture
def teacher_and_parent(house, client):
    teacher = house.people.teacher
    house.guardian(house.children["Pūcītes"][0], teacher, "guardian")
    client.force_login(teacher)
    return client


def act_as_parent(client, **form):
    return client.post(reverse("people:act_as"), {"role": role_key("parent", None), **form})


def test_it_leads_to_today(teacher_and_parent):
    assert act_as_parent(teacher_and_parent)["Location"] == reverse("today")


def test_it_leads_to_the_page_that_asked(teacher_and_parent):
    inbox = reverse("messaging:inbox")
    assert act_as_parent(teacher_and_parent, next=inbox)["Location"] == inbox


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.test/",
        "//elsewhere.test/",
        "/\\elsewhere.test",
        "javascript:alert(1)",
        "",
    ],
)
def test_it_leads_nowhere_else(teacher_and_parent, elsewhere):
    assert act_as_parent(teacher_and_parent, next=elsewhere)["Location"] == reverse("today")
