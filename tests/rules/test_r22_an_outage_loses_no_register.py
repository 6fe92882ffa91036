"""R22: a register sent while the database is away is kept by the page that says so, and saved once."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from attendance.models import Mark, Register
from ejournal.errors import server_error
from outbox.models import Receipt
from people.sign_in import sealed
from tests.attendance.test_register_page import acting_token, form, url
from tests.suite.outage import gone, refusing
from tests.world import PASSWORD, at

SEND_ON = "/account/form/"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at(8, 58), tick=False)
    return time_machine


@pytest.fixture
def teacher(client, house, clock) -> Client:
    client.force_login(house.people.teacher)
    client.raise_request_exception = False
    return client


@pytest.fixture
def filled(teacher, house) -> dict:
    return form(house, 0) | {"acting": acting_token(teacher, house)}


def in_the_outage(client, address, body, **more):
    with refusing():
        return client.post(address, body, **more)


def seal_in(page) -> str:
    return re.search(r'name="resume" value="([^"]+)"', page.text)[1]


def token_in(page) -> dict[str, str]:
    name = "csrfmiddlewaretoken"
    return {name: re.search(rf'name="{name}" value="(\w+)"', page.text)[1]}


def test_the_page_of_the_outage_keeps_it_and_sends_it_on(teacher, house, filled, clock):
    page = in_the_outage(teacher, url(house), filled)
    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "9:58" in page.text  # it says until when
    assert house.children["Bitītes"][0].first_name not in page.text
    clock.move_to(at(9, 20), tick=False)
    assert teacher.post(SEND_ON, {"resume": seal_in(page)})["Location"] == url(house)
    assert Register.objects.get().first_confirmed_at == at(8, 58)
    assert Mark.objects.filter(presence="absent").count() == 1


def test_only_a_form_of_ours_is_kept_and_its_button_carries_a_token(house, filled, clock):
    teacher = Client(enforce_csrf_checks=True, raise_request_exception=False)
    teacher.force_login(house.people.teacher)
    from_elsewhere = in_the_outage(teacher, url(house), filled)
    assert (from_elsewhere.status_code, "resume" in from_elsewhere.text) == (503, False)
    token = token_in(teacher.get(url(house)))
    page = in_the_outage(teacher, url(house), filled | token)
    assert teacher.post(SEND_ON, {"resume": seal_in(page)}).status_code == 403
    sent = {"resume": seal_in(page)} | token_in(page)
    assert teacher.post(SEND_ON, sent)["Location"] == url(house)


def test_pressed_again_in_the_outage_it_is_the_same_form(teacher, house, filled, clock):
    kept = seal_in(in_the_outage(teacher, url(house), filled))
    clock.move_to(at(9, 50), tick=False)
    again = in_the_outage(teacher, SEND_ON, {"resume": kept})
    assert (again.status_code, seal_in(again)) == (503, kept)


def test_pressed_twice_it_is_saved_once(teacher, house, filled):
    kept = seal_in(in_the_outage(teacher, url(house), filled))
    places = {teacher.post(SEND_ON, {"resume": kept})["Location"] for _ in range(3)}
    assert places == {url(house)}
    assert Receipt.objects.count() == Register.objects.get().version == 1


def test_a_database_that_fails_in_the_middle_keeps_it_too(teacher, house, filled, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("attendance.register.operations.confirmation.write_marks", gone)
        page = teacher.post(url(house), filled)
        assert page.status_code == 503
        again = teacher.post(SEND_ON, {"resume": seal_in(page)})
        assert (again.status_code, seal_in(again)) == (503, seal_in(page))
    assert not Receipt.objects.exists()
    assert teacher.post(SEND_ON, {"resume": seal_in(page)}).status_code == 302
    assert Register.objects.get().is_confirmed


def test_an_ended_session_asks_to_sign_in_and_sends_it_on(teacher, house, filled):
    kept = seal_in(in_the_outage(teacher, url(house), filled))
    teacher.logout()
    door = teacher.post(SEND_ON, {"resume": kept})
    assert (door.status_code, seal_in(door)) == (401, kept)
    person = {"login": house.people.teacher.username, "password": PASSWORD, "resume": kept}
    assert teacher.post(reverse("account_login"), person)["Location"] == url(house)


def test_an_outage_while_signing_in_keeps_what_the_door_kept(teacher, house, filled):
    teacher.logout()
    kept = seal_in(teacher.post(url(house), filled))
    person = {"login": house.people.teacher.username, "password": PASSWORD, "resume": kept}
    page = in_the_outage(teacher, reverse("account_login"), person)
    assert seal_in(page) == kept
    assert PASSWORD not in page.text


def test_nobody_else_can_send_it(teacher, house, filled):
    kept = seal_in(in_the_outage(teacher, url(house), filled))
    teacher.force_login(house.people.assistant)
    page = teacher.post(SEND_ON, {"resume": kept})
    assert page.status_code == 409
    assert "nav saglabāts" in page.text
    assert not Register.objects.exists()


def test_after_an_hour_it_is_not_sent_and_that_is_said(teacher, house, filled, clock):
    kept = seal_in(in_the_outage(teacher, url(house), filled))
    clock.move_to(at(9, 59), tick=False)
    still = in_the_outage(teacher, SEND_ON, {"resume": kept})
    assert "resume" not in still.text
    assert "nav saglabāts" in still.text
    assert teacher.post(SEND_ON, {"resume": kept}).status_code == 409
    assert not Register.objects.exists()


@pytest.mark.parametrize("sent", ["", "x", "gAAAA"])
def test_what_nobody_sealed_is_not_sent(teacher, sent):
    assert teacher.post(SEND_ON, {"resume": sent}).status_code == 409


def test_a_form_of_nobody_is_not_kept_and_the_page_says_so(teacher, house):
    page = in_the_outage(teacher, reverse("account_login"), {"login": "x", "password": PASSWORD})
    assert page.status_code == 503
    assert "resume" not in page.text
    assert "nav saglabāts" in page.text


def test_files_are_not_kept_and_the_page_says_so(teacher, filled):
    page = in_the_outage(teacher, "/x/", filled | {"file": SimpleUploadedFile("a.pdf", b"%PDF")})
    assert "resume" not in page.text
    assert "nav saglabāts" in page.text


def test_a_form_that_cannot_be_read_is_503_all_the_same(rf):
    class Broken(BytesIO):
        def read(self, *args):
            raise OSError("the browser has gone")

    request = rf.post("/x/", "a=b", content_type="application/x-www-form-urlencoded")
    request._dont_enforce_csrf_checks, request._stream = True, Broken()
    try:
        gone()
    except OperationalError:
        assert server_error(request).status_code == 503


def test_a_part_of_a_page_gets_no_page_but_is_told_that_forms_are_kept(teacher, house, filled):
    part = in_the_outage(teacher, url(house), filled, headers={"HX-Request": "true"})
    assert (part.status_code, part.content, part["Rits-Keeps-Forms"]) == (503, b"", "yes")
    nobody = in_the_outage(teacher, url(house), {}, headers={"HX-Request": "true"})
    assert "Rits-Keeps-Forms" not in nobody


def test_the_seal_of_an_outage_is_good_for_an_hour_and_of_a_door_for_a_quarter(rf, clock):
    request = rf.post("/x/", {"a": "b"})
    request.received_at = at(8, 58)
    door, outage = (
        sealed.seal(request, "7"),
        sealed.seal(request, "7", good_for=sealed.IN_AN_OUTAGE),
    )
    assert sealed.read(door).until == at(9, 13)
    assert sealed.read(outage).until == at(9, 58)
    assert sealed.unseal(outage, "7", at=at(9, 58, 1)) is None
    assert sealed.unseal(outage, "8", at=at(9)) is None
