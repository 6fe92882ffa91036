"""How many are unread, on every page but a task's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from messaging.notifications.inbox import unread_by_role
from tests.messaging.news import tell
from tests.world import MONDAY


def count_of(client, url) -> list[str]:
    text = client.get(url).content.decode()
    return [part.split("<")[0] for part in text.split('class="count" aria-hidden="true">')[1:]]


@pytest.mark.parametrize("name", ["today", "people:account", "attendance:groups"])
def test_every_page_shows_how_many_are_unread(house, teacher, name):
    tell(house, house.people.teacher, count=3)
    assert count_of(teacher, reverse(name)) == ["3", "3"]  # phone and desktop


def test_very_many_are_a_short_number(house, teacher):
    tell(house, house.people.teacher, count=120)
    assert count_of(teacher, reverse("today")) == ["99+", "99+"]


def test_nothing_unread_shows_no_number(teacher):
    assert count_of(teacher, reverse("today")) == []


def test_the_switch_of_roles_shows_what_waits_in_the_others(house, signed_in):
    person = house.people.teacher
    house.guardian(house.children["Pūcītes"][2], person)
    tell(house, person, "parent", count=2)
    client = signed_in(person)
    assert count_of(client, reverse("today")) == ["2"]
    client.post(reverse("people:act_as"), {"role": "parent"})
    assert count_of(client, reverse("today")) == ["2", "2"]


def test_one_query_counts_for_all_roles(house, django_assert_num_queries):
    tell(house, house.people.teacher)
    tell(house, house.people.teacher, "parent", count=2)
    access = house.access(house.people.teacher, "teacher")
    with django_assert_num_queries(1):
        counts = unread_by_role(access)
    assert counts == {f"teacher-{house.institution.pk}": 1, "parent": 2}


def test_a_task_does_not_ask(house, teacher):
    tell(house, house.people.teacher)
    url = reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])
    with CaptureQueriesContext(connection) as captured:
        page = teacher.get(url)
    assert not any("outbox_notification" in query["sql"] for query in captured)
    assert reverse("messaging:inbox").encode() in page.content
