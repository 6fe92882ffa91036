"""R24: of two who save one section in the same moment neither loses a text: each stands in the row, in
the trail, or in the answer that shows both."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html import unescape
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from audit.rights import event_model_of
from outbox import sections
from planning import operations, reach
from planning.models import MonthPlan, PlanSection
from planning.operations.whole import Whole
from tests.planning.writing import a_draft, place, saves, typed
from tests.world import House, a_house, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def house(transactional_db, time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    return a_house()


def signed_in(house: House) -> list[Client]:
    """Both teachers of the group, each on their own phone."""
    house.assign(house.people.other_teacher, house.groups["Bitītes"])
    clients = []
    for person in (house.people.teacher, house.people.other_teacher):
        client = Client(raise_request_exception=False)
        client.force_login(person, backend=BACKEND)
        clients.append(client)
    return clients


def posted(client: Client, url: str, data: dict[str, Any]) -> int:
    try:
        return client.post(url, data).status_code
    finally:
        connection.close()


def sent(client: Client, plan: MonthPlan, text: str, version: int, together: Barrier):
    try:
        together.wait(timeout=20)
        answer = saves(client, plan, "content", text, version)
        return text, answer.status_code, unescape(answer.content.decode())
    finally:
        connection.close()


def test_who_saves_one_text_waits_for_who_saves_all_of_them(house):
    """Both hold the plan first: neither stands in the way of the other."""
    plan, (ilze, _mara) = a_draft(house), signed_in(house)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            reach.locked(plan)
            asked = pool.submit(sent, ilze, plan, "Ilze", 0, Barrier(1))
            with suppress(TimeoutError):
                asked.result(timeout=0.5)  # it waits for the plan
            row = plan.sections.get(code="content")
            facts = {"by": house.people.other_teacher, "at": at(8)}
            sections.save(row, text="Māra", version=0, **facts)
        _text, status, page = asked.result()
    assert (status, "Māra" in page) == (409, True)


def test_a_note_on_a_child_waits_for_who_saves_all_of_them(house):
    """Its row begins once, whoever begins it."""
    plan, (ilze, _mara) = a_draft(house), signed_in(house)
    child = house.children["Bitītes"][0]
    url = place(plan, "notes", child.pk)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            reach.locked(plan)
            asked = pool.submit(posted, ilze, url, typed(f"note-{child.pk}", "Ilze"))
            with suppress(TimeoutError):
                asked.result(timeout=0.5)
            by = house.access(house.people.other_teacher, "teacher")
            whole = Whole(notes={child.pk: ("Māra", 0)})
            operations.write(plan=plan, whole=whole, by=by, at=at(8))
        assert asked.result() == 409
    assert plan.notes.get().text == "Māra"


@pytest.mark.parametrize("pairs", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_of_each_pair_no_text_is_lost(house, pairs):
    plan, clients = a_draft(house), signed_in(house)
    row = plan.sections.get(code="content")
    with ThreadPoolExecutor(2) as pool:
        for pair in range(pairs):
            together = Barrier(2)
            asked = [
                pool.submit(sent, client, plan, f"{who} {pair}", row.version, together)
                for client, who in zip(clients, ("Ilze", "Māra"), strict=True)
            ]
            answers = [answer.result() for answer in asked]
            assert sorted(status for _text, status, _page in answers) == [200, 409]
            row.refresh_from_db()
            saved = {text for text, status, _page in answers if status == 200}
            assert row.text in saved
            assert all(row.text in page for _text, status, page in answers if status == 409)
    events = event_model_of(PlanSection).objects.filter(pgh_obj_id=row.pk)
    assert events.count() == pairs + 1
