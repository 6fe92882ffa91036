"""The evacuation page: its queries, its time, what it keeps and what it never tells."""

import re
import time

import pytest
from django.conf import settings
from django.urls import reverse

from attendance.models import Mark, Register
from people.models import Child, Guardianship, SensitiveRead, User
from tests.suite.frozen import laid_upon
from tests.world import BEGIN, MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
PAGE = reverse("attendance:evacuation")


@pytest.fixture
def monday(time_machine):
    """Monday 10:20 in Rīga."""
    time_machine.move_to(at(10, 20), tick=False)


def as_(client, user):
    client.force_login(user, backend=BACKEND)
    return client


def fill(house, groups: int, each: int) -> None:
    """Groups of children with two guardians each, their registers confirmed."""
    laid_upon(f"{groups} groups of {each} are here", lambda: _fill(house, groups, each))


def _fill(house, groups: int, each: int) -> None:
    for n in range(groups):
        group = house.group(f"Grupa {n}")
        register = Register.objects.create(
            institution=house.institution, group=group, day=MONDAY, saved_at=at(8),
            saved_by=house.head, first_confirmed_at=at(8), first_confirmed_by=house.head,
        )  # fmt: skip
        _children(house, group, register, each)


def _children(house, group, register, each: int) -> None:
    place = {"institution": house.institution}
    cards = house.crowd(group, 1, warning="Riekstu alerģija") + house.crowd(group, each - 1)
    Mark.objects.bulk_create(
        Mark(**place, register=register, child=child, day=MONDAY, presence="present")
        for child in cards
    )
    for who in ("mother", "father"):
        adults = User.objects.bulk_create(
            User(
                username=f"{who}-{child.pk}", first_name="Vārds", last_name="Uzvārds",
                phone=f"+3712{child.pk:07d}", sort_key="uzvārds", search_key="uzvards",
            )
            for child in cards
        )  # fmt: skip
        Guardianship.objects.bulk_create(
            Guardianship(**place, child=child, user=user, relation=who, since=BEGIN)
            for child, user in zip(cards, adults, strict=True)
        )


@pytest.mark.parametrize("groups", [2, 20])
def test_fifteen_queries_for_few_and_many_groups(
    client, house, monday, groups, django_assert_max_num_queries
):
    fill(house, groups, 12)
    as_(client, house.head).get(PAGE)
    with django_assert_max_num_queries(15):
        page = client.get(PAGE)
    assert page.content.count(b'class="found"') == groups * 12 + 6


@pytest.mark.slow  # it measures time
def test_a_whole_house_comes_at_once(client, house, monday):
    """240 children, two guardians each: the processor's time, whatever else it is doing."""
    fill(house, 20, 12)
    as_(client, house.head).get(PAGE)
    spent = []
    for _ in range(5):
        began = time.process_time()
        client.get(PAGE)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.3, spent


def test_nothing_more_is_asked_for_when_it_stands(client, house, monday):
    """No part of it is fetched later, and no tick is sent anywhere."""
    body = as_(client, house.people.teacher).get(PAGE).content.decode()
    main = body[body.index("<main") :]
    assert "hx-" not in main
    assert "<form" not in main
    assert not re.findall(r"<input[^>]* name=", main)


def test_phones_are_links_to_call(client, house, monday):
    User.objects.filter(pk=house.people.mother.pk).update(phone="+37126000001")
    body = as_(client, house.people.teacher).get(PAGE).content.decode()
    assert 'href="tel:+37126000001"' in body


def test_that_a_warning_was_shown_is_kept_and_nothing_else(client, house, monday):
    anna = house.children["Bitītes"][0]
    Child.objects.filter(pk=anna.pk).update(warning="Riekstu alerģija")
    as_(client, house.people.teacher).get(PAGE)
    (kept,) = SensitiveRead.objects.all()
    assert (kept.child, kept.person, kept.what) == (anna, house.people.teacher, "warning")


@pytest.mark.parametrize(("who", "told"), [("teacher", True), ("nurse", True), ("head", True),
                                           ("clerk", False), ("specialist", False)])  # fmt: skip
def test_a_warning_is_for_those_who_may_read_warnings(client, house, monday, who, told):
    Child.objects.filter(pk=house.children["Bitītes"][0].pk).update(warning="Riekstu alerģija")
    body = as_(client, getattr(house.people, who)).get(PAGE).content.decode()
    assert "Anna" in body
    assert ("Riekstu alerģija" in body) is told


def test_on_a_day_off_nobody_is_looked_for(client, house, time_machine):
    time_machine.move_to(at(10, day=MONDAY.replace(day=18)), tick=False)
    body = as_(client, house.people.teacher).get(PAGE).content.decode()
    assert 'class="found"' not in body
    assert "Šodien nevienu negaida" in body
