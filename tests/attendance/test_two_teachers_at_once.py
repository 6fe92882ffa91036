"""G26: of two who write one child's day in the same moment one is saved, the other is told of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from attendance.models import Mark, Register
from attendance.register.operations import Answer, confirm
from tests.world import MONDAY, a_house, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
REASONS = ("illness", "family")


@pytest.fixture
def house(transactional_db, time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    return a_house()


def address(house) -> str:
    return reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])


def signed_in(house) -> list[Client]:
    """The teacher and the assistant, each on their own phone."""
    clients = []
    for person in (house.people.teacher, house.people.assistant):
        client = Client(raise_request_exception=False)
        client.force_login(person, backend=BACKEND)
        clients.append(client)
    return clients


def form(house, version: int, reason: str) -> dict:
    """Both say the first child absent, each for another reason."""
    children = [child.pk for child in house.children["Bitītes"]]
    first = children[0]
    return {"version": version, "child": children, "absent": first, f"reason_{first}": reason}


def sent(client: Client, house, version: int, reason: str, together: Barrier) -> tuple[int, str]:
    try:
        together.wait(timeout=20)
        return client.post(address(house), form(house, version, reason)).status_code, reason
    finally:
        connection.close()


@pytest.mark.parametrize("pairs", [5, pytest.param(200, marks=pytest.mark.deep(name="races"))])
def test_of_each_pair_one_is_saved_and_one_is_told(house, pairs):
    anna, clients = house.children["Bitītes"][0], signed_in(house)
    with ThreadPoolExecutor(2) as pool:
        for _ in range(pairs):
            version = reset(house)
            together = Barrier(2)
            answers = [
                pool.submit(sent, client, house, version, reason, together)
                for client, reason in zip(clients, REASONS, strict=True)
            ]
            said = dict(answer.result() for answer in answers)
            assert sorted(said) == [302, 409]
            mark = Mark.objects.get(child=anna, day=MONDAY)
            assert mark.reason == said[302]
            assert mark.register.version == version + 1


def reset(house) -> int:
    """Everybody is there again.

    :returns: the version both pages are made from
    """
    answers = [Answer(child.pk, absent=False) for child in house.children["Bitītes"]]
    by = house.access(house.people.teacher, "teacher")
    confirm(group=house.groups["Bitītes"], day=MONDAY, answers=answers, by=by, at=at(8, 49))
    return Register.objects.get(day=MONDAY).version
