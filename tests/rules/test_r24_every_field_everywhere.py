"""R24, R25: each field and kind of the literal list in form, page, print and PDF; at parents' as allowed."""

from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from curriculum.lists import Area
from documents.jobs import Jobs
from documents.models import StoredFile
from planning.parts import SECTIONS, Choose, ItemKind
from tests.documents.reading import text_of
from tests.planning.full import DECEMBER, a_full_plan, choices, every_field, kinds, texts
from tests.world import at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
FIELDS = every_field()


@pytest.fixture
def bees(house, time_machine):
    time_machine.move_to(at(14, 30), tick=False)
    return house.groups["Bitītes"]


@pytest.fixture
def says(bees, client):
    """``says(user, name)``: what somebody reads at an address of the plan."""

    def _says(user, name: str) -> str:
        client.force_login(user, backend=BACKEND)
        answer = client.get(reverse(f"planning:{name}", args=[bees.pk, DECEMBER]))
        assert answer.status_code == 200
        return in_one_line(answer.content.decode())

    return _says


@pytest.fixture
def pdf_of(bees, client):
    """The same of the PDF that a worker makes for somebody."""

    def _pdf_of(user) -> str:
        client.force_login(user, backend=BACKEND)
        job_page = client.post(reverse("planning:pdf", args=[bees.pk, DECEMBER]))["Location"]
        Jobs().drain(lambda: at(14, 31))
        assert client.get(job_page).status_code == 200
        name = StoredFile.objects.latest("pk").name
        return in_one_line(text_of(client.get(reverse("documents:file", args=[name])).getvalue()))

    return _pdf_of


def in_one_line(text: str) -> str:
    """Soft hyphens and the ends of lines are the paper's own."""
    return " ".join(unescape(text).replace("\u00ad", "").split())


def not_said(fields, text: str) -> list[str]:
    return [code for code, field in fields.items() if field.said not in text]


def said(fields, text: str) -> list[str]:
    return [code for code, field in fields.items() if field.said in text]


def for_staff() -> dict:
    return {code: field for code, field in FIELDS.items() if not field.parents}


def for_families() -> dict:
    return {code: field for code, field in FIELDS.items() if field.parents}


def test_the_full_plan_has_the_whole_list():
    assert set(texts()) == set(SECTIONS)
    assert set(kinds()) == set(ItemKind.values)
    chosen = {code.partition(".")[0] for code in choices()} - {"own"}
    assert chosen == set(Choose.values)
    areas = {code.partition(".")[2] for code in choices() if code.startswith(("outcome", "not_"))}
    assert areas == set(Area.values)
    assert set(for_staff()) == {"differentiation", "note"}


def test_on_the_form(house, bees, says):
    a_full_plan(house, bees, submitted_at=None)
    assert not_said(FIELDS, says(house.people.teacher, "plan")) == []


def test_on_the_page(house, bees, says):
    a_full_plan(house, bees)
    assert not_said(FIELDS, says(house.people.teacher, "read")) == []


def test_in_print(house, bees, says):
    a_full_plan(house, bees)
    assert not_said(FIELDS, says(house.people.teacher, "print")) == []


def test_in_the_pdf(house, bees, pdf_of):
    a_full_plan(house, bees)
    text = pdf_of(house.people.teacher)
    assert not_said(FIELDS, text) == []
    assert "40000000001" in text  # R1: whose it is


def test_at_a_parents_as_allowed(house, bees, says, pdf_of):
    a_full_plan(house, bees)
    mother = house.people.mother
    for text in (says(mother, "read"), says(mother, "print"), pdf_of(mother)):
        assert not_said(for_families(), text) == []
        assert said(for_staff(), text) == []


def test_a_colleague_of_another_group_reads_no_notes_on_children(house, bees, says, pdf_of):
    a_full_plan(house, bees)
    colleague = house.people.other_teacher
    notes = {"note": FIELDS["note"]}
    others = {code: field for code, field in FIELDS.items() if code != "note"}
    for text in (says(colleague, "read"), says(colleague, "print"), pdf_of(colleague)):
        assert not_said(others, text) == []
        assert said(notes, text) == []
