"""The door: the same answer for everybody, guesses counted by person, a kept form sent once."""

import re
import socket

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.test import override_settings
from django.urls import reverse

from attendance.models import Register
from people.acting import FIELD
from people.models import Child
from tests.world import MONDAY, PASSWORD, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login, password=PASSWORD, host="localhost", **more):
    body = {"login": login, "password": password, **more}
    return client.post(reverse("account_login"), body, headers={"host": host})


def test_guesses_are_counted_by_person_whatever_the_host_or_name(client, house):
    teacher = house.people.teacher
    for attempt in range(10):
        sign_in(client, teacher.username, "nepareiza", host=f"localhost:{attempt + 1}")
    assert "_auth_user_id" not in client.session
    sign_in(client, teacher.email, host="localhost:77")
    assert "_auth_user_id" not in client.session


def test_forty_teachers_behind_one_address_get_in(client, house):
    for _ in range(40):
        assert sign_in(client, house.people.teacher.username).status_code == 302
        client.logout()


def test_a_forgotten_password_tells_nobody_who_has_an_account(client, house, mailoutbox):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=False)
        for email in (house.people.teacher.email, "nobody@example.org")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    assert [mail.to for mail in mailoutbox] == [[house.people.teacher.email]]


def test_a_letter_with_a_new_password_names_nobody_and_leads_to_the_portal_itself(
    client, house, mailoutbox
):  # fmt: skip
    teacher = house.people.teacher
    client.post(
        reverse("account_reset_password"), {"email": teacher.email},
        headers={"host": "localhost:6666"},
    )  # fmt: skip
    letter = mailoutbox[0].subject + mailoutbox[0].body
    assert f"{settings.RITS_ORIGIN}/accounts/password/reset/key/" in letter
    for told in (teacher.username, teacher.first_name, teacher.last_name, "localhost", "example"):
        assert told not in letter


def test_a_mail_server_that_fails_tells_nobody_who_has_an_account(client, house, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as closed:  # bound and never listened on
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        known, unknown = (
            client.post(reverse("account_reset_password"), {"email": email})
            for email in (house.people.teacher.email, "nobody@example.org")
        )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "ConnectionRefusedError" in caplog.text
    assert house.people.teacher.email not in caplog.text


def test_signing_in_works_while_the_cache_is_away(client, house):
    nowhere = {"BACKEND": "ejournal.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}
    with override_settings(CACHES={"default": nowhere}):
        assert sign_in(client, house.people.teacher.username).status_code == 302


def kept_form(client, url: str, body: dict) -> str:
    """The sealed form that the log-in page carries after the session has ended."""
    client.logout()
    page = client.post(url, body).content.decode()
    return re.search(r'name="resume" value="([^"]+)"', page)[1]


def add_child(client) -> tuple[str, dict]:
    url = reverse("admin:people_child_add")
    token = re.search(rf'name="{FIELD}" value="([^"]+)"', client.get(url).content.decode())[1]
    body = {"first_name": "Divreiz", "last_name": "Zīle", "birth_date": "2021-03-05", "sex": "f"}
    return url, body | {FIELD: token}


def test_a_kept_form_is_sent_once(client, house):
    client.force_login(house.head, backend=BACKEND)
    url, body = add_child(client)
    resume = kept_form(client, url, body)
    for _ in range(3):
        sign_in(client, house.head.username, resume=resume)
        client.logout()
    assert Child.objects.filter(first_name="Divreiz").count() == 1


def test_a_kept_form_that_met_a_failure_may_be_sent_again(client, house, monkeypatch):
    client.force_login(house.head, backend=BACKEND)
    url, body = add_child(client)
    resume = kept_form(client, url, body)
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("people.operations.add_child", failing)
        sign_in(client, house.head.username, resume=resume)
    client.logout()
    sign_in(client, house.head.username, resume=resume)
    assert Child.objects.filter(first_name="Divreiz").count() == 1


def failing(**kwargs):
    raise OperationalError("gone")


def test_a_kept_form_is_sent_in_no_other_role(client, house, other_house):
    """The head of two institutions lost the role the form was made in."""
    head = house.head
    other_house.welcome(head, "admin")
    client.force_login(head, backend=BACKEND)
    client.post(reverse("people:act_as"), {"role": f"admin-{house.institution.pk}"})
    url, body = add_child(client)
    resume = kept_form(client, url, body)
    head.groups.remove(house.institution.role_groups.get(role="admin").group)
    sign_in(client, head.username, resume=resume)
    assert not Child.objects.filter(first_name="Divreiz").exists()
    role = f"admin-{other_house.institution.pk}"
    client.post(reverse("people:act_as"), {"role": role, "resume": resume})
    assert not Child.objects.filter(first_name="Divreiz").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/people/user/?role=%00",
        "/admin/people/guardianship/?relation__exact=%00",
        "/admin/people/enrolment/add/?child=abc",
    ],
)
def test_odd_addresses_are_no_server_errors(client, house, address):
    client.force_login(house.head, backend=BACKEND)
    assert client.get(address).status_code in (200, 302, 400)


def test_where_a_restricted_child_is_includes_its_group(client, house, time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    client.force_login(house.people.restricted, backend=BACKEND)
    page = client.get("/").content.decode()
    assert "Emīls Balodis" in page
    assert "Bitītes" not in page
    assert "Pašlaik nav grupas" not in page  # which would not be true


def test_a_card_cannot_be_carried_to_another_institution(house, other_house):
    from people import operations

    child = house.child(house.groups["Bitītes"], "Jauna", "Zīle")
    child.institution = other_house.institution
    operations.change_child(child=child, by=house.by)
    child.refresh_from_db()
    assert child.institution == house.institution


def test_a_move_during_a_confirmation_waits(house):
    """Both take the group's lock first; here only that they ask for it, in one order."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from attendance.register.operations import Answer, confirm
    from people import operations

    anna = house.children["Bitītes"][0]
    with CaptureQueriesContext(connection) as asked:
        operations.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
        confirm(
            group=house.groups["Pūcītes"], day=MONDAY, answers=[Answer(anna.pk, True)], at=at(8, 50),
            by=house.access(house.people.other_teacher, "teacher"),
        )  # fmt: skip
    locks = [query["sql"] for query in asked if "FOR NO KEY UPDATE" in query["sql"]]
    assert len(locks) == 3  # the move, its enrolment, the register
    assert all("ORDER BY" in lock for lock in locks)
    assert Register.objects.get().group == house.groups["Pūcītes"]
