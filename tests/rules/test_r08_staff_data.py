"""R8: data of staff are entered by the deputy head or the clerk, by nobody else."""

import pytest
from django.core.exceptions import PermissionDenied

from people import operations
from people.models import Role, User
from tests.world import MONDAY, at

NEW, LIST = "/people/staff/new/", "/people/staff/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)


def add(house, by, role="nurse"):
    return operations.add_adult(
        institution=house.institution, role=role, first_name="Jauna", last_name="Nākusi", by=by
    )


def form(**changes):
    return {"first_name": "Jauna", "last_name": "Nākusi", "role": "nurse"} | changes


def test_the_clerk_and_administration_enter_staff(house, client):
    for person in (house.head, house.people.clerk):
        client.force_login(person)
        sent = form(last_name=f"Nākusi{person.first_name}")
        assert client.post(NEW, sent).status_code == 302
    assert User.objects.filter(first_name="Jauna", activated_at=None).count() == 2


OTHERS = [("teacher", "teacher"), ("nurse", "nurse"), ("mother", "parent")]
EXTRAS = [{"is_staff": "1"}, {"is_superuser": "1"}, {"institution": "2"}, {"roles": "admin"}]


@pytest.mark.parametrize(("person", "role"), OTHERS)
def test_nobody_else_does(house, client, person, role):
    with pytest.raises(PermissionDenied):
        add(house, house.access(getattr(house.people, person), role))
    client.force_login(getattr(house.people, person))
    assert client.get(LIST).status_code == client.post(NEW, form()).status_code == 404


def test_a_teacher_enters_no_colleague_by_way_of_their_child(house, client):
    """The nurse's child is in the teacher's group: her name, phone, address and key are not the teacher's."""
    nurse = house.people.nurse
    house.welcome(nurse, "parent")
    house.guardian(house.children["Bitītes"][0], nurse)
    by = house.access(house.people.teacher, "teacher")
    names = {"first_name": "Cita", "last_name": "Citāda"}
    for act in (
        lambda: operations.write_name(user=nurse, by=by, at=at(9), **names),
        lambda: operations.change_phone_of(user=nurse, phone="+37126000009", by=by, at=at(9)),
        lambda: operations.propose_email(user=nurse, email="x@pasts.example", by=by, at=at(9)),
        lambda: operations.ask_for_slips(users=[nurse], by=by, at=at(9)),
        lambda: operations.record_guardianship(
            child=house.children["Bitītes"][1], user=nurse, relation="guardian", since=MONDAY, by=by
        ),
    ):
        User.objects.filter(pk=nurse.pk).update(activated_at=None)
        with pytest.raises(PermissionDenied):
            act()
    clerk = house.access(house.people.clerk, "clerk")
    operations.write_name(user=nurse, by=clerk, at=at(9), **names)
    nurse.refresh_from_db()
    assert nurse.first_name == "Cita"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERUSER, Role.PARENT])
def test_a_clerk_raises_nobody_to_administration(house, client, role):
    with pytest.raises(PermissionDenied):
        add(house, house.access(house.people.clerk, "clerk"), role)
    client.force_login(house.people.clerk)
    assert client.post(NEW, form(role=role)).status_code == 422


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_the_form_does_not_ask_is_not_obeyed(house, client, extra):
    client.force_login(house.people.clerk)
    client.post(NEW, form() | extra)
    made = User.objects.get(first_name="Jauna")
    roles = made.groups.values_list("role_group__role", "role_group__institution")
    assert list(roles) == [("nurse", house.institution.pk)]
    assert not made.is_superuser


def test_likely_duplicates_are_shown_and_saved_on_a_second_word(house, client):
    client.force_login(house.head)
    house.adult("nurse", "Jauna", "Nākusi")
    swapped = form(first_name="Nakusi", last_name="Jauna")
    response = client.post(NEW, swapped)
    assert response.status_code == 409
    assert "Jauna Nākusi" in response.text
    assert client.post(NEW, swapped | {"anyway": "1"}).status_code == 302


def test_staff_are_found_without_diacritics_and_by_user_name(house, client):
    client.force_login(house.people.clerk)
    nurse = house.adult("nurse", "Ērika", "Šķēle")
    for q in ("skele", "ŠĶĒ", nurse.username):
        assert "Šķēle" in client.get(LIST, {"q": q}).text
    assert "Šķēle" not in client.get(LIST, {"q": "ozols"}).text


def test_the_list_holds_no_parents_and_asks_a_constant_number_of_questions(
    house, client, django_assert_max_num_queries
):
    client.force_login(house.people.clerk)
    for number in range(20):
        house.adult("teacher", "Ilze", f"Kalēja{'abcdefghijklmnopqrst'[number]}")
    with django_assert_max_num_queries(15):
        page = client.get(LIST).text
    assert house.people.mother.last_name not in page.replace("Bērziņa</b>", "")
