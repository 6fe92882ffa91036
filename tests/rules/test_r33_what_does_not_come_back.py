"""R3, R33 at their edges: a date that came by itself, a role that stays, two houses at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from agreements.owed import owed
from attendance.notices.open_questions import guardians
from outbox import registry
from outbox.models import Notification
from people import operations
from people.access import Access, Action
from people.keys import links
from people.models import Child, Device, DeviceUse, Exclusion, User
from people.operations import closing
from tests.agreements.test_pages import publish
from tests.world import MONDAY, PASSWORD, TUESDAY, at

WEDNESDAY, THURSDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def suspend(house, person, since=MONDAY, until=WEDNESDAY) -> Exclusion:
    return operations.suspend(
        user=person, since=since, until=until, reason="Pārkāpums", by=house.by, at=at(9)
    )


def leave(house, person, since=MONDAY) -> Exclusion:
    return operations.leave(user=person, since=since, by=house.by, at=at(9))


def pin(house, person) -> DeviceUse:
    device = Device.objects.create(
        key_digest=f"d{person.pk}", first_seen_at=at(8), institution=house.institution,
        shared_at=at(8), shared_by=house.head,
    )  # fmt: skip
    seen = dict.fromkeys(("first_seen_at", "last_seen_at", "signed_in_at"), at(8))
    return DeviceUse.objects.create(device=device, user=person, pin="hash", **seen)


def link(house, person):
    return links.make(
        user=person, purpose="reset", made_by=house.head, at=at(8), good_for=timedelta(days=9),
        institution=house.institution,
    )  # fmt: skip


def signed_in(person) -> Client:
    client = Client()
    client.post(LOGIN, {"login": person.username, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


# --- a parent of two houses ------------------------------------------------------------------------
@pytest.fixture
def of_both(house, other_house) -> User:
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][1], mother)
    return mother


def test_a_suspended_parent_reads_no_child_of_that_house(house, other_house, of_both):
    suspend(house, of_both)
    for day, places in ((MONDAY, [other_house]), (WEDNESDAY, [house, other_house])):
        access = Access(of_both, day=day, acting_key="parent")
        seen = Child.objects.visible_to(access, Action.VIEW_CHILD)
        found = set(seen.values_list("institution", flat=True))
        assert found == {place.institution.pk for place in places}


def test_a_suspended_parent_is_not_asked_where_the_child_is(house, of_both):
    anna = house.children["Bitītes"][0]
    suspend(house, of_both)
    asked = {one.user for one in guardians([anna], MONDAY)}
    assert asked == {house.people.father}
    assert of_both in {one.user for one in guardians([anna], WEDNESDAY)}


def test_a_suspended_parent_owes_that_house_no_acknowledgement(house, other_house, of_both):
    for place in (house, other_house):
        publish(place, kind="terms")
    suspend(house, of_both)
    of = {one.institution for one in owed(Access(of_both, day=MONDAY, acting_key="parent"))}
    assert of == {other_house.institution}


# --- a suspension passes ------------------------------------------------------------------------------
def test_a_suspended_parent_who_once_worked_here_keeps_the_account(house):
    teacher = house.people.teacher
    house.guardian(house.children["Bitītes"][0], teacher)
    leave(house, teacher)
    suspend(house, teacher)
    assert closing.close_ended(MONDAY, at(10)) == 0
    teacher.refresh_from_db()
    assert teacher.is_active
    assert teacher.has_usable_password()
    assert [role.role for role in Access(teacher, day=WEDNESDAY).roles] == ["parent"]


def test_whoever_leaves_one_house_while_another_suspends_them_keeps_the_account(
    house, other_house
):  # fmt: skip
    nurse = house.people.nurse
    other_house.welcome(nurse, "nurse")
    suspend(other_house, nurse)
    leave(house, nurse)
    nurse.refresh_from_db()
    assert nurse.is_active
    (role,) = Access(nurse, day=WEDNESDAY).roles
    assert role.institution == other_house.institution


def test_back_in_one_house_while_another_suspends_them(house, other_house):
    nurse = house.people.nurse
    exclusion = leave(house, nurse)
    other_house.welcome(nurse, "nurse")
    suspend(house, nurse)
    operations.let_in(exclusion=exclusion, by=house.by, at=at(10))
    nurse.refresh_from_db()
    assert nurse.is_active


# --- a date that came by itself ------------------------------------------------------------------------
@pytest.mark.parametrize("act", [leave, suspend])
def test_coming_back_before_the_beat_revives_nothing(house, clock, act):
    nurse = house.people.nurse
    old, use = link(house, nurse), pin(house, nurse)
    until = {"until": THURSDAY} if act is suspend else {}
    exclusion = act(house, nurse, since=TUESDAY, **until)
    clock.move_to(at(0, 5, day=TUESDAY), tick=False)
    by = house.access(house.head, "admin", TUESDAY)
    operations.let_in(exclusion=exclusion, by=by, at=at(0, 5, day=TUESDAY))
    use.refresh_from_db()
    nurse.refresh_from_db()
    assert links.find(links.token(old), at(9, day=TUESDAY)) is None
    assert use.pin == ""
    assert nurse.is_active
    assert nurse.has_usable_password() == (act is suspend)


def test_lifting_leaves_alone_what_was_made_meanwhile(house, other_house, clock):
    nurse = house.people.nurse
    other_house.welcome(nurse, "nurse")
    exclusion = suspend(house, nurse, until=THURSDAY)
    clock.move_to(at(8, day=TUESDAY), tick=False)
    client = signed_in(nurse)  # they work in the other house
    by = house.access(house.head, "admin", TUESDAY)
    operations.let_in(exclusion=exclusion, by=by, at=at(9, day=TUESDAY))
    assert client.get("/account/").status_code == 200


def test_a_session_from_before_is_not_alive_after_coming_back(house, clock):
    clock.move_to(at(23), tick=False)
    nurse = house.people.nurse
    client = signed_in(nurse)
    exclusion = suspend(house, nurse, since=TUESDAY, until=THURSDAY)
    clock.move_to(at(0, 5, day=TUESDAY), tick=False)
    by = house.access(house.head, "admin", TUESDAY)
    operations.let_in(exclusion=exclusion, by=by, at=at(0, 5, day=TUESDAY))
    assert client.get("/account/").status_code == 302


def test_the_beat_ends_what_was_open_before_a_suspension(house, clock):
    nurse = house.people.nurse
    old, use = link(house, nurse), pin(house, nurse)
    suspend(house, nurse, since=TUESDAY, until=WEDNESDAY)
    closing.close_ended(TUESDAY, at(1, day=TUESDAY))
    use.refresh_from_db()
    assert use.pin == ""
    assert links.find(links.token(old), at(9, day=WEDNESDAY)) is None


def test_the_beat_ends_what_was_open_here_of_whoever_works_elsewhere(house, other_house, clock):
    nurse = house.people.nurse
    other_house.welcome(nurse, "nurse")
    clock.move_to(at(23), tick=False)
    client, here, there = signed_in(nurse), link(house, nurse), link(other_house, nurse)
    leave(house, nurse, since=TUESDAY)
    clock.move_to(at(0, 5, day=TUESDAY), tick=False)
    assert closing.close_ended(TUESDAY, at(0, 5, day=TUESDAY)) == 0
    assert client.get("/account/").status_code == 302
    assert links.find(links.token(here), at(9, day=TUESDAY)) is None
    assert links.find(links.token(there), at(9, day=TUESDAY))


def test_whoever_signed_in_since_stays_signed_in(house, other_house, clock):
    nurse = house.people.nurse
    other_house.welcome(nurse, "nurse")
    leave(house, nurse, since=TUESDAY)
    clock.move_to(at(8, day=TUESDAY), tick=False)
    client = signed_in(nurse)
    for _twice in range(2):
        closing.close_ended(TUESDAY, at(8, 5, day=TUESDAY))
    assert client.get("/account/").status_code == 200


def test_news_of_ones_contact_data_waits_for_nobody_who_is_out(house):
    nurse = house.people.nurse
    kind = registry.get("account.contacts")
    told = Notification(institution=house.institution, person=nurse, role="nurse")
    leave(house, nurse, since=TUESDAY)
    assert kind.wanted(told, at(9))
    assert not kind.wanted(told, at(9, day=TUESDAY))


# --- somebody of administration stays ---------------------------------------------------------------------
def test_two_of_administration_do_not_both_go_on_different_days(house):
    second = house.adult("admin", "Otra", "Vadītāja")
    superuser = house.access(house.people.superuser, "superuser")
    operations.leave(user=second, since=THURSDAY, by=superuser, at=at(9))
    with pytest.raises(ValidationError):
        operations.leave(user=house.head, since=TUESDAY, by=superuser, at=at(9))
    third = house.adult("admin", "Trešā", "Vadītāja")
    assert third
    assert operations.leave(user=house.head, since=TUESDAY, by=superuser, at=at(9))


def test_whose_suspension_is_over_by_then_counts(house):
    second = house.adult("admin", "Otra", "Vadītāja")
    superuser = house.access(house.people.superuser, "superuser")
    suspend(house, second, until=TUESDAY)
    assert operations.leave(user=house.head, since=TUESDAY, by=superuser, at=at(9))
