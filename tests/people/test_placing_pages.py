"""Moves, assignments and restrictions in the portal's own look: administration's, and at once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from people.access import Action
from people.models import SCOPES, Assignment, Child, Enrolment, Restriction
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


@pytest.fixture
def head(house, client) -> Client:
    client.force_login(house.head, backend=BACKEND)
    return client


def anna(house) -> Child:
    return house.children["Bitītes"][0]


def send(client, name: str, pk: int, **form):
    return client.post(reverse(f"people:{name}", args=[pk]), form)


def test_a_child_changes_group(house, head):
    owls = house.groups["Pūcītes"]
    assert head.get(reverse("people:move", args=[anna(house).pk])).status_code == 200
    answer = send(head, "move", anna(house).pk, group=owls.pk, since=TUESDAY)
    assert answer.status_code == 302
    now = Enrolment.objects.on(TUESDAY).get(child=anna(house))
    assert now.group == owls
    assert Enrolment.objects.on(MONDAY).get(child=anna(house)).group == house.groups["Bitītes"]


def test_into_no_foreign_group_and_not_twice_on_a_day(house, other_house, head):
    theirs = other_house.groups["Bitītes"]
    foreign = send(head, "move", anna(house).pk, group=theirs.pk, since=TUESDAY)
    assert foreign.status_code == 422
    owls, bees = house.groups["Pūcītes"], house.groups["Bitītes"]
    assert send(head, "move", anna(house).pk, group=owls.pk, since=TUESDAY).status_code == 302
    assert send(head, "move", anna(house).pk, group=bees.pk, since=TUESDAY).status_code == 422
    assert Enrolment.objects.on(TUESDAY).get(child=anna(house)).group == owls


def sees(house, person, action, role="teacher", day=MONDAY) -> set[Child]:
    access = house.access(person, role, day)
    return set(Child.objects.visible_to(access, action))


def test_a_substitute_sees_the_group_on_those_days(house, head):
    who, owls = house.people.former_teacher, house.groups["Pūcītes"]
    form = {"group": owls.pk, "kind": Assignment.Kind.SUBSTITUTE, "since": MONDAY}
    answer = send(head, "assign", who.pk, **form, last_day=TUESDAY)
    assert answer.status_code == 302
    assert sees(house, who, Action.VIEW_CHILD, day=TUESDAY) == set(house.children["Pūcītes"])
    after = TUESDAY + timedelta(days=1)
    assert sees(house, who, Action.VIEW_CHILD, day=after) == set()
    assert owls.name in head.get(reverse("people:assign", args=[who.pk])).content.decode()


def test_the_work_with_a_group_is_ended(house, head):
    teacher = house.people.other_teacher
    one = Assignment.objects.get(user=teacher)
    url = reverse("people:end_assignment", args=[teacher.pk, one.pk])
    assert head.post(url).status_code == 302
    assert sees(house, teacher, Action.VIEW_CHILD) == set()
    foreign = reverse("people:end_assignment", args=[house.people.nurse.pk, one.pk])
    assert head.post(foreign).status_code == 404


def test_a_period_that_ends_before_it_begins_is_explained(house, head):
    form = {"group": house.groups["Pūcītes"].pk, "kind": 1, "since": TUESDAY, "last_day": MONDAY}
    answer = send(head, "assign", house.people.nurse.pk, **form)
    assert answer.status_code == 422
    assert "last_day_error" in answer.content.decode()
    assert not Assignment.objects.filter(user=house.people.nurse).exists()


def test_a_parent_is_assigned_to_no_group(house, head):
    assert head.get(reverse("people:assign", args=[house.people.mother.pk])).status_code == 404


def test_a_restriction_acts_at_the_next_request(house, head):
    mother, child = house.people.mother, anna(house)
    row = child.guardianships.get(user=mother)
    assert child in sees(house, mother, Action.VIEW_ATTENDANCE, "parent")
    form = {"document": "C-12/2026", "issuer": "Rīgas tiesa", "since": MONDAY, "scope": SCOPES}
    assert send(head, "restrict", row.pk, **form).status_code == 302
    assert child not in sees(house, mother, Action.VIEW_ATTENDANCE, "parent")
    assert "C-12/2026" in head.get(
        reverse("people:restriction", args=[Restriction.objects.get(guardianship=row).pk])
    ).content.decode()  # fmt: skip


def test_a_restriction_of_nothing_is_none(house, head):
    row = anna(house).guardianships.get(user=house.people.mother)
    form = {"document": "C-12/2026", "issuer": "Rīgas tiesa", "since": MONDAY}
    assert send(head, "restrict", row.pk, **form).status_code == 422
    assert not Restriction.objects.filter(guardianship=row).exists()


def test_a_narrow_one_switches_off_only_what_it_names(house, head):
    row = anna(house).guardianships.get(user=house.people.mother)
    form = {"document": "7", "issuer": "Tiesa", "since": MONDAY, "scope": ["photos"]}
    send(head, "restrict", row.pk, **form)
    made = Restriction.objects.get(guardianship=row)
    assert [name for name in SCOPES if getattr(made, name)] == ["photos"]
