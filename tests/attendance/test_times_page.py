"""The page of a child's day: when it came and left."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.rules.test_r22_coming_later import bees, confirmed_day, kids, mark, url  # noqa: F401
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def page(client, confirmed, time_machine):
    time_machine.move_to(at(9, 40), tick=False)
    client.force_login(confirmed.people.teacher, backend=BACKEND)
    return client


def test_from_the_register_to_the_childs_day_and_back(page, confirmed):
    register = reverse("attendance:register", args=[bees(confirmed).pk, MONDAY])
    assert url(confirmed, "child_day") in page.get(register).content.decode()
    form = page.get(url(confirmed, "child_day")).content.decode()
    assert 'type="time"' in form
    assert 'value="09:40"' in form
    answer = page.post(url(confirmed, "arrived"), {"version": "1", "at_time": "09:35"})
    assert answer["Location"] == f"{register}#child-{kids(confirmed)[0].pk}"
    page.post(url(confirmed, "left", 1), {"version": "2", "at_time": ""})
    text = page.get(register).content.decode()
    assert "ieradās 9:35 (K)" in text
    assert "aizgāja 9:40" in text
    assert "klāt 3, nav 0" in text


def test_what_is_refused_keeps_the_time_that_was_typed(page, confirmed):
    late = page.post(url(confirmed, "arrived"), {"version": "1", "at_time": "10:15"})
    assert late.status_code == 422
    assert 'value="10:15"' in late.content.decode()
    assert "vēl nav pienācis" in late.content.decode()
    for broken in ({"at_time": "25:00"}, {"version": "x"}, {"at_time": "9\x00"}):
        sent = {"version": "1", "at_time": "09:00"} | broken
        assert page.post(url(confirmed, "arrived"), sent).status_code == 422
    assert page.post(url(confirmed, "undo"), {"version": "1", "what": "all"}).status_code == 422
    assert page.post(url(confirmed, "undo"), {"version": "1", "what": "came"}).status_code == 422


def test_a_conflict_shows_what_stands_there_and_what_was_typed(page, confirmed):
    page.post(url(confirmed, "arrived"), {"version": "1", "at_time": "09:20"})
    answer = page.post(url(confirmed, "arrived"), {"version": "1", "at_time": "09:30"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ieradās 9:20 (K)" in text
    assert 'value="09:30"' in text
    assert 'name="version" value="2"' in text


def test_taking_back_on_the_page(page, confirmed):
    page.post(url(confirmed, "arrived"), {"version": "1", "at_time": "09:20"})
    assert "Neieradās" in page.get(url(confirmed, "child_day")).content.decode()
    page.post(url(confirmed, "undo"), {"version": "2", "what": "came"})
    assert mark(confirmed).is_absent


def test_the_page_of_a_childs_day_asks_little(page, confirmed, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        page.get(url(confirmed, "child_day"))


def test_who_has_no_mark_has_no_page(page, confirmed):
    stranger = confirmed.children["Pūcītes"][0].pk
    for child in (stranger, 987654321):
        address = reverse("attendance:child_day", args=[bees(confirmed).pk, MONDAY, child])
        assert page.get(address).status_code == 404
        assert page.post(f"{address}arrived/", {"version": "1"}).status_code == 404
