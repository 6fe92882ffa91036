"""R25: a note on a single child is protected like health: that staff were shown one is kept, each time."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.jobs import Jobs
from documents.models import StoredFile
from people.access import role_key
from people.models import Assignment, SensitiveRead
from planning.models import PlanNote
from tests.planning.full import DECEMBER, a_full_plan, notes
from tests.world import TUESDAY, at

NOVEMBER = date(2026, 11, 1)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
SAID = notes()["note"].said


@pytest.fixture(autouse=True)
def afternoon(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def plan(house, bees):
    """Submitted, with a note on Anna."""
    return a_full_plan(house, bees)


@pytest.fixture
def draft(house, bees):
    return a_full_plan(house, bees, submitted_at=None)


@pytest.fixture
def opens(client, bees):
    """``opens(user, name)``: a page of the plan, whole."""

    def _opens(user, name: str) -> str:
        client.force_login(user, backend=BACKEND)
        return client.get(reverse(f"planning:{name}", args=[bees.pk, DECEMBER])).content.decode()

    return _opens


def kept() -> list[tuple]:
    return list(SensitiveRead.objects.values_list("child", "person", "role", "what", "read_at"))


def the_file(client, user, bees) -> str:
    """The PDF as this person asks for it; the address of what the worker made."""
    client.force_login(user, backend=BACKEND)
    client.post(reverse("planning:pdf", args=[bees.pk, DECEMBER]))
    Jobs().drain(lambda: at(14, 30))
    return reverse("documents:file", args=[StoredFile.objects.latest("pk").name])


# --- where it is read ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["plan", "read", "print", "amend"])
def test_each_page_of_a_submitted_plan_that_shows_it(house, plan, anna, opens, name):
    assert SAID in opens(house.people.teacher, name)
    assert kept() == [(anna.pk, house.people.teacher.pk, "teacher", "plan_note", at(14, 30))]


@pytest.mark.parametrize("name", ["plan", "read", "print"])
def test_each_page_of_a_draft(house, draft, anna, opens, name):
    assert SAID in opens(house.people.teacher, name)
    assert [(row[0], row[3]) for row in kept()] == [(anna.pk, "plan_note")]


def test_the_file_each_time_it_is_opened_and_not_when_it_is_made(house, plan, bees, anna, client):
    file = the_file(client, house.people.teacher, bees)
    assert kept() == []
    for times in (1, 2):
        assert client.get(file).status_code == 200
        expected = (anna.pk, house.people.teacher.pk, "teacher", "plan_note", at(14, 30))
        assert kept() == [expected] * times


def test_the_file_tells_of_a_note_that_was_emptied_since(house, plan, bees, anna, client):
    file = the_file(client, house.people.teacher, bees)
    PlanNote.objects.update(text="", saved_at=at(14, 31))
    client.get(file)
    assert [row[0] for row in kept()] == [anna.pk]


def test_a_file_that_does_not_open_was_not_read(house, plan, bees, client):
    file = the_file(client, house.people.teacher, bees)
    Assignment.objects.filter(user=house.people.teacher).update(until=at(0).date())
    assert client.get(file).status_code == 404
    assert kept() == []


def test_a_colleagues_note_that_stands_beside_ones_own(house, draft, bees, anna, client):
    client.force_login(house.people.teacher, backend=BACKEND)
    address = reverse("planning:notes", args=[bees.pk, DECEMBER, anna.pk])
    typed, code = {f"text-note-{anna.pk}": "Zīmē"}, f"version-note-{anna.pk}"
    met = client.post(address, {**typed, code: 0})
    assert (met.status_code, SAID in met.content.decode()) == (409, True)
    assert [row[0] for row in kept()] == [anna.pk]
    joined = client.post(address, {**typed, code: 0, f"join-note-{anna.pk}": "1"})
    assert SAID in joined.content.decode()
    assert [row[0] for row in kept()] == [anna.pk] * 2


def test_ones_own_note_that_is_saved_is_no_reading(house, draft, bees, client):
    ella = house.children["Bitītes"][1]
    client.force_login(house.people.teacher, backend=BACKEND)
    address = reverse("planning:notes", args=[bees.pk, DECEMBER, ella.pk])
    form = {f"text-note-{ella.pk}": "Zīmē", f"version-note-{ella.pk}": "0"}
    assert client.post(address, form).status_code == 200
    assert kept() == []


def test_the_history_shows_none(house, plan, client):
    client.force_login(house.people.teacher, backend=BACKEND)
    page = client.get(reverse("audit:history", args=["monthplan", plan.pk]))
    assert (page.status_code, SAID in page.content.decode()) == (200, False)
    assert kept() == []


# --- by whom ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "role"), [("assistant", "teacher"), ("specialist", "teacher"), ("head", "admin")]
)
def test_whoever_of_the_staff_reads_it(house, plan, anna, opens, who, role):
    reader = getattr(house.people, who)
    assert SAID in opens(reader, "read")
    assert kept() == [(anna.pk, reader.pk, role, "plan_note", at(14, 30))]


def test_a_substitute_on_the_own_days(house, bees, anna, client, time_machine):
    a_full_plan(house, bees, NOVEMBER)
    vija, address = house.people.substitute, reverse("planning:read", args=[bees.pk, NOVEMBER])
    client.force_login(vija, backend=BACKEND)
    assert SAID in client.get(address).content.decode()
    expected = (anna.pk, vija.pk, "teacher", "plan_note", at(14, 30))
    assert kept() == [expected]
    time_machine.move_to(at(8, day=TUESDAY), tick=False)
    assert SAID not in client.get(address).content.decode()
    assert kept() == [expected]


def test_a_teacher_of_another_group_reads_the_plan_without_it(house, plan, opens):
    assert SAID not in opens(house.people.other_teacher, "read")
    assert kept() == []


@pytest.mark.parametrize("name", ["plan", "read", "print"])
def test_a_parent_never(house, plan, opens, name):
    page = opens(house.people.mother, name)
    assert "Vārdi-0-par-topic" in page
    assert SAID not in page
    assert kept() == []


def test_a_parents_file_never(house, plan, bees, client):
    file = the_file(client, house.people.mother, bees)
    assert client.get(file).status_code == 200
    assert kept() == []


def test_a_teacher_who_looks_as_a_parent_never(house, plan, bees, client):
    teacher = house.people.teacher
    house.guardian(house.children["Bitītes"][0], teacher, "guardian")
    client.force_login(teacher, backend=BACKEND)
    client.post(reverse("people:act_as"), {"role": role_key("parent", None)})
    page = client.get(reverse("planning:read", args=[bees.pk, DECEMBER]))
    assert (page.status_code, SAID in page.content.decode()) == (200, False)
    assert kept() == []


# --- of whom ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["plan", "read", "print"])
def test_nothing_is_kept_where_no_note_says_anything(house, draft, opens, name):
    PlanNote.objects.update(text="")
    opens(house.people.teacher, name)
    assert kept() == []


@pytest.mark.parametrize("name", ["plan", "read", "print"])
def test_one_query_however_many_children(house, draft, bees, opens, name):
    """Beside those of a plan that says something of nobody."""
    opens(house.people.teacher, name)
    of_one = asked(lambda: opens(house.people.teacher, name))
    house.crowd(bees, 20)
    said = {"institution": house.institution, "plan": draft, "version": 1, "saved_at": at(9)}
    PlanNote.objects.bulk_create(
        PlanNote(**said, child=child, text=SAID, saved_by=house.people.teacher)
        for child in house.children["Bitītes"][1:]
    )
    before = len(kept())
    of_many = asked(lambda: opens(house.people.teacher, name))
    assert len(kept()) - before == len(house.children["Bitītes"]) > 20
    PlanNote.objects.update(text="")
    of_none = asked(lambda: opens(house.people.teacher, name))
    assert (of_one, of_many) == (of_none + 1, of_none + 1)


def asked(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum("SAVEPOINT" not in one["sql"] for one in captured)
