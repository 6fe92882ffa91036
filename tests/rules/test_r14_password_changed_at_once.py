"""R14, R34, R35: a key in doubt is changed at once; nobody sees or sets another's password."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from outbox.models import Notification
from people import operations, tasks
from people.keys import letters, links
from people.models import OneTimeLink, User
from people.sign_in import passwords
from tests.world import PASSWORD, at, verified_email

LOGIN = "/accounts/login/"
NEW = "septini melni kaki lec"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def sign_in(person, password=PASSWORD) -> Client:
    client = Client()
    client.post(LOGIN, {"login": person.username, "password": password})
    return client


def is_in(client) -> bool:
    return client.get("/").status_code == 200


def change(client, new=NEW):
    return client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )


def test_changing_the_password_ends_all_other_sessions(house):
    teacher = house.people.teacher
    here, elsewhere = sign_in(teacher), sign_in(teacher)
    assert change(here).status_code == 302
    assert not is_in(elsewhere)
    assert is_in(sign_in(teacher, NEW))
    assert not is_in(sign_in(teacher))


def test_on_suspicion_the_account_is_locked_and_those_who_help_are_told(house):
    mother = house.people.mother
    here, elsewhere = sign_in(mother), sign_in(mother)
    assert here.post("/account/compromised/").url == "/account/locked/"
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert not is_in(sign_in(mother))
    told = Notification.objects.filter(kind="account.compromised")
    roles = {(one.person, one.role) for one in told}
    assert roles == {(house.head, "admin"), (house.people.superuser, "superuser")}


def test_a_locked_account_opens_by_no_door(house):
    mother = house.people.mother
    house.head.refresh_from_db()
    sign_in(mother).post("/account/compromised/")
    mother.refresh_from_db()
    mother.email = "mamma@pasts.example"
    mother.save(update_fields=["email"])
    for page in ("/accounts/password/reset/", "/accounts/code/"):
        Client().post(page, {"email": "mamma@pasts.example"})
    assert mail.outbox == []


def test_a_passkey_that_somebody_added_meanwhile_opens_nothing_more(house):
    mother = house.people.mother
    Authenticator.objects.create(user=mother, type="webauthn", data={})
    Authenticator.objects.create(user=mother, type="totp", data={})
    sign_in(mother)
    operations.report_compromised(by=house.access(mother, "parent"), at=at(9))
    assert [one.type for one in Authenticator.objects.filter(user=mother)] == ["totp"]


def test_the_way_back_to_ones_own_address_outlives_the_lock(house):
    nurse = house.adult("nurse", "Aija", "Ozola", email="aija@pasts.example")
    by = house.access(nurse, "nurse")
    change = operations.ask_email_change(email="svesa@pasts.example", by=by, at=at(9))
    operations.confirm_email(link=change.links.get(), at=at(9))
    operations.report_compromised(by=by, at=at(9))
    undo = OneTimeLink.objects.get(user=nurse, purpose="undo")
    assert links.find(links.token(undo), at(9, 1))


def test_a_new_key_is_sent_and_unlocks(house, client):
    mother = house.people.mother
    sign_in(mother).post("/account/compromised/")
    mother.refresh_from_db()
    operations.send_new_key(user=mother, by_letter=False, by=house.by, at=at(9))
    link = OneTimeLink.objects.get(user=mother, purpose="reset")
    client.get(f"/l/{links.token(link)}")
    client.post("/l/", {"new_password1": NEW, "new_password2": NEW})
    assert is_in(client)
    mother.refresh_from_db()
    assert mother.locked_at is None


def test_a_forced_new_key_ends_sessions_and_voids_the_password(house):
    teacher = house.people.teacher
    client = sign_in(teacher)
    operations.send_new_key(user=teacher, by_letter=False, by=house.by, at=at(9))
    assert not is_in(client)
    assert not is_in(sign_in(teacher))


def test_a_forced_new_key_goes_by_letter_to_the_address_on_the_card(house):
    nurse = house.adult("nurse", "Aija", "Ozola", email="aija@pasts.example")
    verified_email(nurse)
    operations.send_new_key(user=nurse, by_letter=True, by=house.by, at=at(9))
    letters.Letters().drain(lambda: at(9, 1))
    assert [letter.to for letter in mail.outbox] == [["aija@pasts.example"]]
    with pytest.raises(ValidationError):
        operations.send_new_key(user=house.people.mother, by_letter=True, by=house.by, at=at(9))


@pytest.mark.parametrize(
    ("person", "role"), [("teacher", "teacher"), ("clerk", "clerk"), ("nurse", "nurse")]
)
def test_only_administration_and_the_superuser_force_one(house, person, role):
    by = house.access(getattr(house.people, person), role)
    with pytest.raises(PermissionDenied):
        operations.send_new_key(user=house.people.mother, by_letter=False, by=by, at=at(9))
    superuser = house.access(house.people.superuser, "superuser")
    assert operations.send_new_key(
        user=house.people.mother, by_letter=False, by=superuser, at=at(9)
    )


def test_one_sees_where_one_is_signed_in_and_ends_it(house):
    teacher = house.people.teacher
    phone = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537.36"}
    here, elsewhere = Client(), Client(**phone)
    for client in (here, elsewhere):
        client.post(LOGIN, {"login": teacher.username, "password": PASSWORD})
    page = here.get("/account/sessions/").text
    assert "Chrome, Android" in page
    pk = page.partition("/account/sessions/")[2]
    ends = [part.split("/")[0] for part in page.split("/account/sessions/")[1:]]
    number = next(part for part in [pk.split("/")[0], *ends] if part.isdecimal())
    here.post(f"/account/sessions/{number}/end/")
    assert is_in(here)
    assert not is_in(elsewhere)


def test_all_others_are_ended_and_this_one_goes_on(house):
    teacher = house.people.teacher
    here, elsewhere = sign_in(teacher), sign_in(teacher)
    here.post("/account/sessions/end/")
    assert is_in(here)
    assert here.get("/account/sessions/").text.count("šis") >= 1
    assert not is_in(elsewhere)


def test_nobody_ends_the_session_of_somebody_else(house):
    from allauth.usersessions.models import UserSession

    other = sign_in(house.people.nurse)
    pk = UserSession.objects.get(user=house.people.nurse).pk
    assert sign_in(house.people.teacher).post(f"/account/sessions/{pk}/end/").status_code == 404
    assert is_in(other)
    with pytest.raises(PermissionDenied):
        operations.end_own_session(session=UserSession.objects.get(pk=pk), by=house.by)


# --- what a password must be --------------------------------------------------------------------------
def refused(password, user=None) -> bool:
    for validator in (passwords.LengthValidator(), passwords.AroundValidator()):
        try:
            validator.validate(password, user)
        except ValidationError:
            return True
    return False


@pytest.mark.parametrize(("password", "is_refused"), [
    ("a" * 14, True), ("zāle mežs upe ezers", False), ("zāle mežs upe ezers " * 6, False),
    ("zāle mežs upe ezers " * 7, True), ("a" * 20, True),
    ("pirmsskola12345", True), ("parole parole 1", True), ("ritsritsritsrits", True),
    ("pirmsskola un septiņi āboli", False),
])  # fmt: skip
def test_length_and_words_from_around(password, is_refused):
    assert refused(password) is is_refused


def test_names_of_the_child_and_the_house_are_no_password(house):
    mother = house.people.mother
    anna = house.children["Bitītes"][0]
    assert refused(f"{anna.first_name} {anna.last_name} 21", mother)
    assert refused(f"{house.institution.name}{house.institution.name}2026!", mother)
    assert not refused("zāle mežs upe ezers", mother)


def test_twelve_will_do_with_a_second_step(house):
    teacher = house.people.teacher
    assert refused("mežs upe gars", teacher)
    Authenticator.objects.create(user=teacher, type="recovery_codes", data={})
    assert refused("mežs upe gars", teacher)
    Authenticator.objects.create(user=teacher, type="totp", data={})
    assert not refused("mežs upe gars", teacher)


# --- second steps ---------------------------------------------------------------------------------------
SECRET = "JBSWY3DPEHPK3PXP"


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def test_the_second_step_is_asked_and_its_secret_lies_encrypted(house):
    teacher = house.people.teacher
    app = TOTP.activate(teacher, SECRET)
    assert SECRET not in str(app.instance.data)
    client = sign_in(teacher)
    assert not is_in(client)
    assert client.post("/accounts/key/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/key/authenticate/", {"code": code()}).status_code == 302
    assert is_in(client)


def test_a_new_password_by_a_link_still_asks_for_the_second_step(house, client):
    teacher = house.people.teacher
    TOTP.activate(teacher, SECRET)
    operations.send_new_key(user=teacher, by_letter=False, by=house.by, at=at(9))
    client.get(f"/l/{links.token(OneTimeLink.objects.get(user=teacher))}")
    response = client.post("/l/", {"new_password1": NEW, "new_password2": NEW})
    assert response.url == "/accounts/key/authenticate/"
    assert not is_in(client)


def test_a_filled_form_outlives_the_second_step(house, client):
    from people import acting

    teacher = house.people.teacher
    TOTP.activate(teacher, SECRET)
    role = house.access(teacher, "teacher").acting.key
    filled = {"role": role, acting.FIELD: acting._signer.sign(f"{teacher.pk}:{role}")}
    page = client.post("/account/role/", filled)
    resume = page.context["form"]["resume"].value()
    client.post(LOGIN, {"login": teacher.username, "password": PASSWORD, "resume": resume})
    response = client.post("/accounts/key/authenticate/", {"code": code()})
    assert response.status_code == 302
    assert is_in(client)


@pytest.mark.parametrize("role", ["admin", "superuser"])
def test_roles_that_need_a_second_step_get_no_further_without(house, client, role):
    place = house.institution
    place.settings = {"people.two_step_roles": ["admin", "superuser"]}
    operations.change_institution(institution=place, by=house.by)
    person = house.head if role == "admin" else house.people.superuser
    client = sign_in(person)
    assert client.get("/").url == "/accounts/key/second-step/"
    assert client.get("/accounts/key/second-step/").status_code == 200
    TOTP.activate(person, SECRET)
    assert is_in(client)
    assert is_in(sign_in(house.people.teacher))


def test_five_letters_an_hour_go_to_one_mailbox_and_the_answer_stays_the_same(house, settings):
    """Counted in the table: whatever the cache remembers."""
    settings.ACCOUNT_RATE_LIMITS = False
    mother = house.people.mother
    User.objects.filter(pk=mother.pk).update(email="mamma@pasts.example")
    mother.emailaddress_set.create(email="mamma@pasts.example", primary=True, verified=True)
    answers = {
        Client().post("/accounts/password/reset/", {"email": "mamma@pasts.example"}).status_code
        for _ in range(7)
    }
    assert (answers, len(mail.outbox)) == ({302}, 5)


def test_ones_own_new_password_closes_every_other_way_in_and_says_so(house):
    teacher = house.people.teacher
    here, elsewhere = sign_in(teacher), sign_in(teacher)
    Authenticator.objects.create(user=teacher, type="webauthn", data={})
    body = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    page = here.post("/accounts/password/change/", body, follow=True)
    assert "1 piekļuves atslēga" in page.text
    assert is_in(here)
    assert not is_in(elsewhere)
    assert not Authenticator.objects.filter(user=teacher).exists()


def test_sessions_that_have_ended_are_purged(house, time_machine):
    """They may hold what pages said of children; a running one stays (M7)."""
    sign_in(house.people.nurse)
    time_machine.move_to(at(9) + timedelta(hours=13), tick=False)
    running = sign_in(house.people.teacher)
    tasks.forget()
    (left,) = Session.objects.all()
    assert left.pk == running.session.session_key
    assert UserSession.objects.exclude(session_key=left.pk).count() == 0
