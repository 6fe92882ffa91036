"""Who, in which role, by which request: beside every event (design.md, idea 4)."""

import re

import pghistory
import pytest
from django.conf import settings
from django.urls import reverse

from attendance.models import Mark, Register
from people.models import Child, User
from tests.audit.trail import event_model_of, events_of
from tests.world import BEGIN, MONDAY, PASSWORD

pytestmark = pytest.mark.usefixtures("monday")
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def url(house, group="Bitītes") -> str:
    return reverse("attendance:register", args=[house.groups[group].pk, MONDAY])


def form(house, *absent: int, version="0") -> dict:
    children = [child.pk for child in house.children["Bitītes"]]
    return {"version": version, "child": children, "absent": [children[n] for n in absent]}


def teacher_of(client, house):
    client.force_login(house.people.teacher, backend=BACKEND)
    return client


def contexts(model) -> list[dict]:
    return [event.pgh_context.metadata for event in events_of(model) if event.pgh_context]


def acting_token(page) -> str:
    return re.search(r'name="acting" value="([^"]+)"', page.content.decode())[1]


def test_a_change_made_on_a_page_tells_who_in_which_role_by_which_request(client, house):
    teacher_of(client, house).post(url(house), form(house, 0))
    told = contexts(Mark) + contexts(Register)
    assert len(told) >= 4
    (request,) = {context["request"] for context in told}
    assert re.fullmatch("[0-9a-f]{32}", request)
    assert {context["user"] for context in told} == {house.people.teacher.pk}
    assert {context["role"] for context in told} == {f"teacher-{house.institution.pk}"}


def test_one_request_is_one_context_and_another_is_another(client, house):
    teacher_of(client, house).post(url(house), form(house, 0))
    teacher_of(client, house).post(url(house), form(house, 1, version="1"))
    events = events_of(Mark)
    assert len({event.pgh_context_id for event in events}) == 2
    assert len({event.pgh_context.metadata["request"] for event in events}) == 2


def test_the_role_is_the_one_acted_in(client, house):
    """A teacher who is a parent, acting as a parent, is recorded as a parent."""
    house.guardian(house.children["Pūcītes"][2], house.people.teacher)
    teacher_of(client, house).post(reverse("people:act_as"), {"role": "parent"})
    assert client.post(url(house), form(house)).status_code in (403, 404)
    client.post(reverse("people:act_as"), {"role": f"teacher-{house.institution.pk}"})
    client.post(url(house), form(house))
    assert {c["role"] for c in contexts(Mark)} == {f"teacher-{house.institution.pk}"}


def resumed_register(client, house) -> None:
    """A filled form meets an expired session; logging in sends it on."""
    body = form(house, 0) | {"acting": acting_token(teacher_of(client, house).get(url(house)))}
    client.logout()
    page = client.post(url(house), body)
    sealed = re.search(r'name="resume" value="([^"]+)"', page.content.decode())[1]
    person = {"login": house.people.teacher.username, "password": PASSWORD}
    client.post(reverse("account_login"), person | {"resume": sealed})


def test_who_logs_in_is_known_within_the_same_request(client, house):
    resumed_register(client, house)
    assert Mark.objects.count() == 3
    assert {c["user"] for c in contexts(Mark)} == {house.people.teacher.pk}
    assert all(c["request"] for c in contexts(Mark))


def test_a_form_sent_on_at_log_in_tells_its_role_too(client, house):
    resumed_register(client, house)
    assert {c["role"] for c in contexts(Mark)} == {f"teacher-{house.institution.pk}"}


def test_a_form_sent_on_after_a_change_of_role_tells_the_new_role(client, house):
    house.guardian(house.children["Pūcītes"][2], house.people.teacher)
    teacher = f"teacher-{house.institution.pk}"
    body = form(house, 0) | {"acting": acting_token(teacher_of(client, house).get(url(house)))}
    client.post(reverse("people:act_as"), {"role": "parent"})
    page = client.post(url(house), body)
    assert page.status_code == 409
    sealed = re.search(r'name="resume" value="([^"]+)"', page.content.decode())[1]
    client.post(reverse("people:act_as"), {"role": teacher, "resume": sealed})
    assert {c["role"] for c in contexts(Mark)} == {teacher}


def test_a_command_tells_its_task(house):
    with pghistory.context(task="demo"):
        child = house.child(house.groups["Bitītes"], "Jauna", "Zīle", since=BEGIN)
    (event,) = events_of(Child, pgh_obj_id=child.pk)
    assert event.pgh_context.metadata == {"task": "demo"}


def test_reading_a_page_writes_nothing_into_the_trail(client, house):
    before = [event_model_of(model).objects.count() for model in (User, Child, Register, Mark)]
    teacher_of(client, house).get(url(house))
    after = [event_model_of(model).objects.count() for model in (User, Child, Register, Mark)]
    assert before == after
