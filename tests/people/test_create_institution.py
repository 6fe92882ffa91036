"""A portal begins from the command line: one institution, its head, one link, nothing half done."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from duties.models import CalendarException
from people.access import Access, Action
from people.models import Institution, User
from tests.world import MONDAY, at

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Pavisam jauna gara parole"


def begin(**options) -> str:
    out = io.StringIO()
    given = {
        "name": "Jancis", "registration_number": "40000000001",
        "head_first_name": "Dace", "head_last_name": "Rozīte",
    }  # fmt: skip
    call_command("create_institution", stdout=out, **(given | options))
    return out.getvalue()


def path_in(output: str) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", output).group(1)


def set_password(client, path: str, password: str = NEW_PASSWORD):
    client.get(path)
    return client.post("/l/", {"new_password1": password, "new_password2": password})


def test_the_head_administers_the_new_institution_and_its_calendar_is_seeded():
    output = begin(head_email="dace@example.test")
    institution, head = Institution.objects.get(), User.objects.get()
    access = Access(head, day=MONDAY, acting_key=f"admin-{institution.pk}")
    assert access.holds(Action.MANAGE_PEOPLE)
    assert head.username in output
    assert head.email == "dace@example.test"
    assert not head.has_usable_password()
    assert CalendarException.objects.filter(institution=institution).exists()


def test_the_link_sets_a_password_and_the_head_is_in(client):
    assert set_password(client, path_in(begin())).status_code == 302
    head = User.objects.get()
    assert client.session["_auth_user_id"] == str(head.pk)
    assert head.activated_at
    client.logout()
    client.post(reverse("account_login"), {"login": head.username, "password": NEW_PASSWORD})
    assert client.session["_auth_user_id"] == str(head.pk)


def test_the_link_works_once(client):
    path = path_in(begin(head_email="dace@example.test"))
    set_password(client, path)
    password = User.objects.get().password
    client.logout()
    assert set_password(client, path, "Vēl viena gara parole").status_code == 404
    assert User.objects.get().password == password


def test_the_link_dies_after_its_hour(client, time_machine):
    time_machine.move_to(at(9), tick=False)
    path = path_in(begin())
    time_machine.move_to(at(10), tick=False)
    assert set_password(client, path).status_code == 404


def test_the_link_starts_with_the_given_address():
    assert "https://rits.example/l/" in begin(base_url="https://rits.example")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"registration_number": "40000000001", "name": "Otrs"}, "--registration-number"),
        ({"registration_number": "2", "head_email": "DACE@example.test"}, ""),
        ({"registration_number": "2", "name": "  "}, "--name"),
        ({"registration_number": ""}, "--registration-number"),
        ({"registration_number": "2", "head_first_name": ""}, "--head-first-name"),
        ({"registration_number": "2", "head_last_name": " "}, "--head-last-name"),
        ({"registration_number": "2", "head_email": "nav pasts"}, "--head-email"),
    ],
)
def test_a_refusal_is_one_clear_line_and_nothing_is_half_done(options, said):
    begin(head_email="dace@example.test")
    with pytest.raises(CommandError) as refused:
        begin(**options)
    message = str(refused.value)
    assert said in message
    assert message
    assert "\n" not in message
    assert (Institution.objects.count(), User.objects.count()) == (1, 1)


def test_two_institutions_of_one_name_live_side_by_side():
    begin()
    begin(registration_number="40000000002")
    assert Institution.objects.values("slug").distinct().count() == 2
