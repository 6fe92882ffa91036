"""A form does its work once, however often it comes and however many come at a time (T16, G27)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.test import RequestFactory

from outbox import once
from outbox.models import Notification, Receipt

AT = datetime(2026, 11, 16, 6, 50, tzinfo=UTC)
KEY, PLACE = "K" * 43, "/groups/7/2026-11-16/"
AT_A_TIME = 20


class Desk:
    """Takes forms of one institution's people; each form that works writes one row."""

    def __init__(self, house):
        self.house = house
        self.person = house.people.teacher

    def post(self, key=KEY, *, person=None, work=None, path="/form/", **body) -> HttpResponse:
        body = {"text": "viens", "csrfmiddlewaretoken": uuid4().hex} | body
        request = RequestFactory().post(path, body if key is None else body | {once.FIELD: key})
        request.user = person or self.person
        return once.answer(request, work or self.write, at=AT)

    def write(self, answer=None) -> HttpResponse:
        Notification.objects.create(
            institution=self.house.institution, person=self.person, role="teacher",
            kind="once.written", occasion=uuid4().hex, created_at=AT,
        )  # fmt: skip
        return answer or redirect(PLACE)

    @property
    def written(self) -> int:
        return Notification.objects.count()


@pytest.fixture
def desk(house):
    return Desk(house)


def at_a_time(deed, count: int = AT_A_TIME) -> list:
    """The answers of so many threads that begin together, each with a connection of its own."""
    start = threading.Barrier(count, timeout=30)

    def run(_):
        try:
            start.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def shown(answer: HttpResponse) -> tuple[int, str]:
    return answer.status_code, answer.get("Location", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [5, pytest.param(100, marks=pytest.mark.deep(name="races"))])
def test_twenty_at_a_time_do_their_work_once_for_each_key(desk, keys):
    for number in range(keys):
        answers = at_a_time(partial(desk.post, f"key-{number}"))
        assert [shown(answer) for answer in answers] == [(302, PLACE)] * AT_A_TIME
    assert desk.written == Receipt.objects.count() == keys


@pytest.mark.django_db(transaction=True)
def test_twenty_refused_at_a_time_leave_nothing(desk):
    answers = at_a_time(partial(desk.post, work=partial(HttpResponse, status=422)))
    assert [answer.status_code for answer in answers] == [422] * AT_A_TIME
    assert Receipt.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_after_a_failure_one_of_those_who_wait_does_the_work(desk):
    failures = threading.Semaphore(3)

    def fail_at_first():
        answer = desk.write()
        if failures.acquire(blocking=False):
            raise OSError("gone")
        return answer

    def post():
        try:
            return shown(desk.post(work=fail_at_first))
        except OSError:
            return 500, ""

    answers = sorted(at_a_time(post))
    assert answers == [(302, PLACE)] * (AT_A_TIME - 3) + [(500, "")] * 3
    assert desk.written == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_does_not_wait_for_another(desk):
    """The other's form is answered while this one is still being worked on."""
    other = desk.house.people.nurse

    def while_the_other_posts():
        (answer,) = at_a_time(partial(desk.post, person=other), 1)
        assert shown(answer) == (302, PLACE)
        return desk.write()

    assert shown(desk.post(work=while_the_other_posts)) == (302, PLACE)
    assert desk.written == 2


def test_the_same_form_again_is_led_to_the_same_place(desk):
    answers = [desk.post(), desk.post(), desk.post()]
    assert [shown(answer) for answer in answers] == [(302, PLACE)] * 3
    assert desk.written == 1


@pytest.mark.parametrize(
    "other", [{"text": "divi"}, {"more": ""}, {"text": ["viens", "divi"]}, {"path": "/other/"}]
)
def test_another_form_with_the_same_key_is_refused(desk, other):
    desk.post()
    with pytest.raises(once.AnotherForm):
        desk.post(**other)
    assert desk.written == 1
    assert shown(desk.post()) == (302, PLACE)


def test_files_belong_to_a_form(desk):
    def send(content: bytes):
        file = SimpleUploadedFile("zīmējums.png", content)
        return desk.post(picture=file)

    assert shown(send(b"one")) == shown(send(b"one")) == (302, PLACE)
    with pytest.raises(once.AnotherForm):
        send(b"two")


def test_a_file_is_still_read_by_its_view(desk):
    request = RequestFactory().post(
        "/form/", {once.FIELD: KEY, "picture": SimpleUploadedFile("a.png", b"content")}
    )
    request.user = desk.person
    answer = once.answer(request, lambda: HttpResponse(request.FILES["picture"].read()), at=AT)
    assert answer.content == b"content"


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 503])
def test_a_refused_form_may_be_corrected_and_sent_with_the_same_key(desk, status):
    refused = desk.post(text="", work=partial(HttpResponse, status=status))
    assert refused.status_code == status
    assert Receipt.objects.count() == 0
    assert shown(desk.post()) == (302, PLACE)
    assert desk.written == 1


def test_a_failure_undoes_the_receipt_with_the_write(desk):
    def fail():
        desk.write()
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        desk.post(work=fail)
    assert desk.written == Receipt.objects.count() == 0
    assert shown(desk.post()) == (302, PLACE)


def test_the_same_key_of_another_person_is_another_key(desk):
    desk.post()
    assert shown(desk.post(person=desk.house.people.nurse, text="divi")) == (302, PLACE)
    assert desk.written == 2


@pytest.mark.parametrize("key", [None, ""])
def test_a_form_without_a_key_works_each_time(desk, key):
    desk.post(key), desk.post(key)
    assert desk.written == 2
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("key", ["x" * 65, "a b", "a\n", "ā", "١٢٣", "a\x00", "../a", "<b>"])
def test_a_key_that_is_none_of_ours_is_refused(desk, key):
    with pytest.raises(BadRequest):
        desk.post(key)
    assert desk.written == 0


def test_reading_leaves_no_receipt(desk):
    request = RequestFactory().get("/form/", {once.FIELD: KEY})
    request.user = desk.person
    once.answer(request, HttpResponse, at=AT)
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    ("led", "remembered"),
    [
        (
            {"Location": "/a/?q=B%C4%93rzi%C5%86a"},
            "/a/",
        ),  # what was searched for is nobody's business
        ({"Location": "/" + "a" * 300}, ""),
        ({"Location": "https://elsewhere.test/a/"}, ""),
        ({"Location": "//elsewhere.test/a/"}, ""),
        ({"Location": "/\\elsewhere.test"}, ""),
        ({"Content-Location": "/a/7/"}, "/a/7/"),
        ({}, ""),
    ],
)
def test_only_a_path_of_ours_is_remembered(desk, led, remembered):
    desk.post(work=lambda: desk.write(HttpResponse(headers=led)))
    assert Receipt.objects.get().location == remembered
    assert shown(desk.post()) == ((302, remembered) if remembered else (204, ""))
    assert desk.written == 1


def test_a_receipt_holds_nothing_of_the_form(desk):
    desk.post(text="Anna Bērziņa")
    receipt = Receipt.objects.get()
    assert (receipt.person, receipt.key, receipt.received_at) == (desk.person, KEY, AT)
    assert len(receipt.digest) == 64


def test_every_page_has_a_key_of_its_own():
    page = Template("{% load once %}{% once %}{% once %}").render(Context())
    keys = [part.split('"')[0] for part in page.split('value="')[1:]]
    assert page.count('<input type="hidden" name="once"') == 2
    assert len(set(keys)) == 2
    assert all(once._KEY.fullmatch(key) for key in keys)
