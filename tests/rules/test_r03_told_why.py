"""R3: who is suspended is told why and until when, by letter and after their own key; nobody else is."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from outbox import relay
from outbox.models import Delivery
from people import operations
from people.access import Access
from people.keys import links
from people.models import DeviceUse, Exclusion, Guesses, OneTimeLink, User
from people.operations import closing
from people.sign_in import guesses
from tests.people.room import PIN, shared_by_two
from tests.world import MONDAY, PASSWORD, TUESDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
LOGIN, WEDNESDAY = "/accounts/login/", MONDAY + timedelta(days=2)
WHY, UNTIL = "Aizskaroša saziņa ar pedagogu", "17.11.2026."


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


@pytest.fixture
def mother(house) -> User:
    verified_email(house.people.mother)
    house.institution.head = "Dace Rozīte"
    house.institution.phone = "67000001"
    house.institution.save()
    return house.people.mother


def suspend(house, person, **changes) -> Exclusion:
    facts = {"since": MONDAY, "until": WEDNESDAY, "reason": WHY, "by": house.by, "at": at(9)}
    return operations.suspend(user=person, **facts | changes)


def sign_in(client, person, password=PASSWORD):
    return client.post(LOGIN, {"login": person.username, "password": password})


def is_told(answer) -> bool:
    """The page with all that is to be known, and nobody signed in."""
    is_out = "_auth_user_id" not in answer.client.session
    told = all(text in answer.text for text in (WHY, UNTIL, "Jancis", "Dace Rozīte", "67000001"))
    return answer.status_code == 403 and told and is_out


# --- after the right key ------------------------------------------------------------------------------
def test_the_right_password_shows_why_until_when_and_whom_to_ask(house, mother, client):
    suspend(house, mother)
    assert is_told(sign_in(client, mother))


def test_a_wrong_password_is_answered_as_always(house, mother):
    before = sign_in(Client(), mother, "x" * 20)
    suspend(house, mother)
    after = sign_in(Client(), mother, "x" * 20)
    assert (after.status_code, str(after.context["form"].errors)) == (
        before.status_code, str(before.context["form"].errors)
    )  # fmt: skip
    assert "aptur" not in after.text


def test_after_too_many_wrong_ones_the_right_one_shows_nothing_either(house, mother, client):
    suspend(house, mother)
    Guesses.objects.create(person=mother, door=guesses.PASSWORD.name, number=100, last_at=at(8, 59))
    assert WHY not in sign_in(client, mother).text


@pytest.mark.parametrize("state", [{"is_active": False}, {"locked_at": at(8)}])
def test_of_a_closed_or_locked_account_nothing_is_told(house, mother, client, state):
    suspend(house, mother)
    User.objects.filter(pk=mother.pk).update(**state)
    answer = sign_in(client, mother)
    assert WHY not in answer.text
    assert answer.status_code == 200


def test_who_left_gets_the_answer_of_a_wrong_password(house, client):
    nurse = house.people.nurse
    operations.leave(user=nurse, since=TUESDAY, by=house.by, at=at(9))
    operations.let_in(exclusion=Exclusion.objects.get(), by=house.by, at=at(9))
    operations.leave(user=nurse, since=MONDAY, by=house.by, at=at(9))
    assert sign_in(client, nurse).status_code == 200


def test_a_second_step_comes_first(house, mother, client):
    secret = generate_totp_secret()
    TOTP.activate(mother, secret)
    suspend(house, mother)
    asked = sign_in(client, mother)
    assert (asked.status_code, asked.url) == (302, reverse("mfa_authenticate"))
    page = reverse("mfa_authenticate")
    assert WHY not in client.post(page, {"code": "000000"}).text
    now = int(at(9).timestamp()) // 30
    assert is_told(client.post(page, {"code": f"{hotp_value(secret, now):06}"}))
    assert Authenticator.objects.filter(user=mother).exists()


def test_a_code_by_e_mail_shows_it_too(house, mother, client):
    suspend(house, mother)
    client.post("/accounts/code/", {"email": mother.emailaddress_set.get().email})
    code = re.search(r"\n([A-Z0-9-]{6,9})\n", mail.outbox[0].body)[1]
    answer = client.post("/accounts/code/confirm/", {"code": "WRONG1"})
    assert WHY not in answer.text
    assert is_told(client.post("/accounts/code/confirm/", {"code": code}))


@pytest.mark.parametrize("purpose", OneTimeLink.Purpose.values)
def test_of_links_only_a_key_shows_it(house, mother, client, purpose):
    """One that confirms an address may lie in a stranger's letter box."""
    suspend(house, mother)
    link = links.make(
        user=mother, purpose=purpose, made_by=house.head, at=at(8), good_for=timedelta(days=9),
        institution=house.institution, **_address(purpose),
    )  # fmt: skip
    client.get(f"/l/{links.token(link)}")
    answer = client.get("/l/")
    assert is_told(answer) == (purpose in ("invite", "reset"))
    assert (WHY in answer.text) == is_told(answer)


def _address(purpose: str) -> dict[str, str]:
    return {} if purpose in ("invite", "reset") else {"address": "kads@pasts.example"}


def test_a_slip_shows_it_and_a_wrong_code_does_not(house, mother, client):
    suspend(house, mother)
    link = links.make(
        user=mother, purpose="reset", made_by=house.head, at=at(8), good_for=timedelta(days=9),
        institution=house.institution,
    )  # fmt: skip
    typed = {"username": mother.username, "code": links.code(link)}
    assert WHY not in client.post("/l/slip/", typed | {"code": "AAAA-AAA-AAA"}).text
    assert is_told(client.post("/l/slip/", typed))


def test_a_pin_shows_it(house, clock):
    """Of who is suspended from a day on: at its midnight, before anything has voided the PIN."""
    teacher = house.people.teacher
    browser = shared_by_two(house)
    suspend(house, teacher, since=TUESDAY)
    clock.move_to(at(0, 5, day=TUESDAY), tick=False)
    use = DeviceUse.objects.get(user=teacher)
    enter = {"who": use.pk, "pin": "000000"}
    assert WHY not in browser.post(reverse("enter_by_pin"), enter).text
    assert WHY in browser.post(reverse("enter_by_pin"), enter | {"pin": PIN}).text
    assert "_auth_user_id" not in browser.session


# --- where somebody was signed in ---------------------------------------------------------------------
def test_the_next_request_of_a_session_shows_it_once(house, mother, client):
    sign_in(client, mother)
    suspend(house, mother)
    assert is_told(client.get("/"))
    assert client.get("/").url.startswith(LOGIN)


def test_a_form_of_the_session_shows_it_and_a_part_of_a_page_is_told_401(house, mother):
    whole, part = Client(), Client()
    for browser in (whole, part):
        sign_in(browser, mother)
    suspend(house, mother)
    assert is_told(whole.post("/account/role/", {"role": "parent"}))
    answer = part.post("/account/role/", headers={"HX-Request": "true"})
    assert (answer.status_code, WHY in answer.text) == (401, False)


def test_at_midnight_the_session_is_over_before_any_job_has_run(house, mother, client, clock):
    clock.move_to(at(23), tick=False)
    sign_in(client, mother)
    suspend(house, mother, since=TUESDAY, at=at(23))
    assert client.get("/account/").status_code == 200
    clock.move_to(at(0, 0, 1, day=TUESDAY), tick=False)
    assert is_told(client.get("/account/"))


def test_after_the_beat_it_is_shown_all_the_same(house, mother, client, clock):
    clock.move_to(at(23), tick=False)
    sign_in(client, mother)
    suspend(house, mother, since=TUESDAY, at=at(23))
    clock.move_to(at(0, 5, day=TUESDAY), tick=False)
    closing.close_ended(TUESDAY, at(0, 5, day=TUESDAY))
    assert is_told(client.get("/account/"))


def test_a_shared_device_shows_nothing_to_who_sits_there_next(house):
    teacher = house.people.teacher
    browser = shared_by_two(house)
    browser.post(LOGIN, {"login": teacher.username, "password": PASSWORD})
    suspend(house, teacher)
    answer = browser.get("/", follow=True)
    assert answer.status_code == 200
    assert WHY not in answer.text


# --- another house ------------------------------------------------------------------------------------
@pytest.fixture
def of_both(mother, other_house) -> User:
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][1], mother)
    return mother


def test_who_belongs_elsewhere_signs_in_and_reads_it_in_the_account(house, of_both, client):
    suspend(house, of_both)
    assert sign_in(client, of_both).status_code == 302
    assert "Jancis" in client.get("/").text
    page = client.get("/account/").text
    assert all(text in page for text in (WHY, UNTIL, "Dace Rozīte"))


def test_a_session_of_who_belongs_elsewhere_is_over_and_shows_nothing(house, of_both, client):
    sign_in(client, of_both)
    suspend(house, of_both)
    assert client.get("/").url.startswith(LOGIN)


def test_suspended_in_both_they_read_of_both(house, other_house, of_both, client):
    suspend(house, of_both)
    suspend(other_house, of_both, reason="Otrs iemesls", by=other_house.by)
    answer = sign_in(client, of_both)
    assert is_told(answer)
    assert all(text in answer.text for text in ("Saulstari", "Otrs iemesls"))


def test_others_do_not_read_it(house, mother, client):
    suspend(house, mother)
    client.force_login(house.people.father, backend=BACKEND)
    assert WHY not in client.get("/account/").text


# --- by letter ----------------------------------------------------------------------------------------
def posted(day=MONDAY, hour=10) -> list[str]:
    """Letters that left through the relay, whole."""
    mail.outbox.clear()
    relay.Letters().drain(lambda: at(hour, day=day))
    return [f"{one.to} {one.subject} {one.body} {one.alternatives}" for one in mail.outbox]


def test_a_letter_says_house_and_days_and_that_the_reason_waits(house, mother):
    suspend(house, mother)
    (letter,) = posted()
    assert mother.emailaddress_set.get().email in letter
    assert all(text in letter for text in ("Jancis", "16.11.2026.", UNTIL, "pieslēdz"))
    assert WHY not in letter
    assert mother.last_name not in letter


def test_it_goes_out_although_all_else_that_waited_does_not(house, mother):
    operations.send_new_key(user=mother, by_letter=False, by=house.by, at=at(8))
    suspend(house, mother)
    assert ["apturē" in letter for letter in posted()] == [True]
    assert Delivery.objects.filter(state="skipped").exists()


def test_of_a_day_ahead_it_is_told_at_once(house, mother):
    suspend(house, mother, since=TUESDAY)
    assert len(posted()) == 1


def test_mail_that_was_away_until_the_day_came_sends_it_then(house, mother, clock):
    suspend(house, mother, since=TUESDAY)
    closing.close_ended(TUESDAY, at(0, 5, day=TUESDAY))
    assert len(posted(TUESDAY)) == 1


def test_a_letter_that_is_late_beyond_the_last_day_stays(house, mother):
    suspend(house, mother)
    assert posted(WEDNESDAY) == []


def test_without_a_confirmed_address_the_head_is_asked_to_tell(house, client):
    client.force_login(house.head, backend=BACKEND)
    father = house.people.father
    form = {"reason": WHY, "since": "2026-11-16", "last_day": "2026-11-17"}
    answer = client.post(f"/people/adults/{father.pk}/suspend/", form, follow=True)
    assert "rakstveidā" in answer.text
    assert posted() == []


def test_lifting_it_is_told_by_letter_and_the_first_letter_stays_when_it_has_not_left(
    house, mother
):
    exclusion = suspend(house, mother)
    operations.let_in(exclusion=exclusion, by=house.by, at=at(9, 30))
    (letter,) = posted()
    assert "atcelta" in letter


def test_back_again_they_find_it_in_the_list(house, mother, client, clock):
    suspend(house, mother)
    clock.move_to(at(9, day=WEDNESDAY), tick=False)
    sign_in(client, mother)
    page = client.get("/notifications/").text
    assert all(text in page for text in (WHY, UNTIL))
    assert Access(mother, day=WEDNESDAY).roles
