"""R3: what stands before the journal stands before a form that was kept, too; it is written after, once."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from agreements import operations as agreements
from agreements.models import Document, Version
from attendance.models import Register
from people import acting, operations
from people.models import ContactChange, DeviceUse, Exclusion
from people.sign_in import sealed
from tests.attendance.test_register_page import form, url
from tests.people.room import PIN, shared_by_two
from tests.world import MONDAY, PASSWORD, at

LOGIN, SEND_ON, ACCEPT = "/accounts/login/", "/account/form/", "/agreements/accept/"
ROLE, REAUTHENTICATE = "/account/role/", "/accounts/reauthenticate/"


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    return time_machine


@pytest.fixture
def resume(house, client) -> str:
    """A teacher's register that met an ended session."""
    return seal_in(client.post(url(house), filled(house)))


def filled(house, **more) -> dict:
    teacher = house.people.teacher
    role = house.access(teacher, "teacher").acting.key
    return form(house, 0, **more) | {acting.FIELD: acting._signer.sign(f"{teacher.pk}:{role}")}


def seal_in(page) -> str:
    return re.search(r'name="resume" value="([^"]+)"', page.text)[1]


def publish(house) -> list[Version]:
    agreements.lay_down_first_texts(house.institution, at=at(8, 51))
    return list(Version.objects.current().filter(institution=house.institution))


def accept(client, versions, **more):
    return client.post(ACCEPT, {"version": [version.pk for version in versions], **more})


def sign_in(client, person, **more):
    return client.post(LOGIN, {"login": person.username, "password": PASSWORD, **more})


def need_second_step(house) -> None:
    house.institution.settings = {"people.two_step_roles": ["teacher"]}
    operations.change_institution(institution=house.institution, by=house.by)


def by_log_in(client, house, resume):
    return sign_in(client, house.people.teacher, resume=resume)


def by_role(client, house, resume):
    client.force_login(house.people.teacher)
    role = house.access(house.people.teacher, "teacher").acting.key
    return client.post(ROLE, {"role": role, "resume": resume})


def after_an_outage(client, house, resume):
    client.force_login(house.people.teacher)
    return client.post(SEND_ON, {"resume": resume})


WAYS = pytest.mark.parametrize("way", [by_log_in, by_role, after_an_outage])


@WAYS
def test_new_terms_come_first_and_the_form_is_written_behind_them_once(house, client, resume, way):
    versions = publish(house)
    gate = way(client, house, resume)
    assert gate.status_code == 403
    assert not Register.objects.exists()
    carried = seal_in(gate)
    assert carried == resume  # the same seal: no door prolongs it
    assert accept(client, versions, resume=carried)["Location"] == url(house)
    client.post(SEND_ON, {"resume": carried})
    assert Register.objects.get().version == 1
    assert Register.objects.get().first_confirmed_at == at(8, 50)


@WAYS
def test_a_missing_second_step_comes_first_and_the_form_waits_for_it(house, client, resume, way):
    need_second_step(house)
    gate = way(client, house, resume)
    assert gate.status_code == 403
    assert "Aizpildītais nav zudis" in gate.text
    assert client.get(url(house)).url == "/accounts/key/second-step/"
    assert not Register.objects.exists()
    TOTP.activate(house.people.teacher, "JBSWY3DPEHPK3PXP")
    offered = client.get(reverse("today"))
    assert client.post(SEND_ON, {"resume": seal_in(offered)})["Location"] == url(house)
    assert Register.objects.get().first_confirmed_at == at(8, 50)
    assert "resume" not in client.get(reverse("today")).text  # offered once


def test_both_stand_one_behind_the_other(house, client, resume):
    versions = publish(house)
    need_second_step(house)
    assert sign_in(client, house.people.teacher, resume=resume).status_code == 403
    assert accept(client, versions, resume=resume).status_code == 403
    assert not Register.objects.exists()


def test_a_form_stopped_by_a_missing_second_step_waits_too(house, client):
    client.force_login(house.people.teacher)
    need_second_step(house)
    assert client.post(url(house), filled(house)).status_code == 403
    TOTP.activate(house.people.teacher, "JBSWY3DPEHPK3PXP")
    client.post(SEND_ON, {"resume": seal_in(client.get(reverse("today")))})
    assert Register.objects.get().is_confirmed


def test_a_part_of_a_page_is_told_to_send_its_form_the_plain_way(house, client):
    client.force_login(house.people.teacher)
    need_second_step(house)
    part = client.post(url(house), filled(house), headers={"HX-Request": "true"})
    assert (part.status_code, part.content) == (401, b"")


def test_whoever_is_kept_out_sends_nothing_on(house, client, resume):
    client.force_login(house.people.teacher)
    Exclusion.objects.create(
        user=house.people.teacher, institution=house.institution, kind=Exclusion.Kind.SUSPENDED,
        since=MONDAY, reason="x", made_by=house.head, made_at=at(8, 51),
    )  # fmt: skip
    client.post(SEND_ON, {"resume": resume})
    assert not Register.objects.exists()


def test_a_kept_form_that_wants_a_fresh_sign_in_is_sent_on_by_the_sign_in(house, client):
    """Nobody is asked twice within a moment; neither form nor password is laid into the session."""
    mother = house.people.mother
    body = {"phone": "26111111", acting.FIELD: acting._signer.sign(f"{mother.pk}:parent")}
    kept = seal_in(client.post(reverse("people:contacts_phone"), body))
    done = sign_in(client, mother, resume=kept)
    assert done["Location"] == reverse("people:contacts")
    laid_down = str(dict(client.session))
    assert PASSWORD not in laid_down
    assert "26111111" not in laid_down
    mother.refresh_from_db()
    assert mother.phone == "+37126111111"


def test_a_form_behind_a_fresh_sign_in_meets_the_gate_as_well(house, client):
    mother = house.people.mother
    client.force_login(mother)
    asked = client.post(reverse("people:contacts_email"), {
        "email": "jauna@pasts.example", acting.FIELD: acting._signer.sign(f"{mother.pk}:parent"),
    })  # fmt: skip
    assert asked["Location"].startswith(REAUTHENTICATE)
    assert "jauna@pasts.example" not in str(dict(client.session))
    versions = [one for one in publish(house) if one.document.kind == Document.Kind.TERMS]
    gate = client.post(asked["Location"], {"password": PASSWORD})
    assert gate.status_code == 403
    assert not ContactChange.objects.exists()
    accept(client, versions, resume=seal_in(gate))
    assert ContactChange.objects.get().new == "jauna@pasts.example"


def test_a_form_that_is_too_old_at_log_in_is_said_not_to_be_saved(house, client, resume, morning):
    morning.move_to(at(9, 6), tick=False)
    sign_in(client, house.people.teacher, resume=resume)
    assert "nav saglabāts" in client.get(reverse("today")).text
    assert sealed.read(resume).until == at(9, 5)


def test_a_form_sent_on_does_not_turn_the_lock_of_a_shared_device_back(house, morning):
    client = shared_by_two(house)
    kept = seal_in(client.post(url(house), filled(house)))
    morning.move_to(at(9, 2), tick=False)
    use = DeviceUse.objects.get(user=house.people.teacher)
    sent_on = client.post(reverse("enter_by_pin"), {"who": use.pk, "pin": PIN, "resume": kept})
    assert sent_on["Location"] == url(house)
    morning.move_to(at(9, 5), tick=False)
    assert client.get(url(house)).status_code == 200
