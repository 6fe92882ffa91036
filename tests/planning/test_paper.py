"""The document: pages of A4 with who signs, made in a worker's time."""

import time

import pytest

from planning.parts import SECTIONS
from planning.reading.paper import body_of, pdf_of
from planning.reading.reader import Reader
from planning.reading.sheet import sheet_of
from tests.documents.reading import pages
from tests.planning.full import a_full_plan
from tests.world import at

A4, SECONDS = (210, 297), 2
STAFF = Reader(is_family=False, sees_notes=True)


@pytest.fixture
def plan(house):
    return a_full_plan(house, house.groups["Bitītes"])


def test_it_says_whose_it_is_of_what_and_who_signs(plan):
    first, *_more = found = pages(pdf_of(sheet_of(plan, STAFF), at=at(12)))
    assert {page.size for page in found} == {A4}
    for said in ("Jancis", "40000000001", "Mēneša plāns", "Bitītes", "2026. gada decembris"):
        assert said in first.text
    assert "Ilze Kalēja" in " ".join(page.text for page in found)


def test_what_is_for_staff_stands_on_a_page_of_its_own(plan):
    *hung_up, last = pages(pdf_of(sheet_of(plan, STAFF), at=at(12)))
    for said in ("Vārdi-5-par-differentiation", "Piezīme-par-Annu", "Jancis"):
        assert said in last.text
    assert "Piezīme-par-Annu" not in " ".join(page.text for page in hung_up)


def test_a_draft_that_says_nothing_is_a_sheet_too(house):
    plan = a_full_plan(house, house.groups["Bitītes"], submitted_at=None)
    for rows in (plan.sections, plan.notes):
        rows.update(text="")
    for rows in (plan.choices, plan.items):
        rows.all().delete()
    (page,) = pages(pdf_of(sheet_of(plan, STAFF), at=at(12)))
    assert "Mēneša plāns" in page.text


def test_text_is_never_typst(plan):
    plan.sections.filter(code="content").update(text='#panic("x") $a$ *b* \\ [c] @d <e> `f`')
    text = " ".join(page.text for page in pages(pdf_of(sheet_of(plan, STAFF), at=at(12))))
    assert '#panic("x") $a$ *b* \\ [c] @d <e> `f`' in text


def test_it_is_made_in_a_workers_time(plan):
    """The longest there can be: each section at its limit."""
    for section in plan.sections.all():
        longest = ("Ledus kūst lēni. " * 2000)[: SECTIONS[section.code].longest]
        plan.sections.filter(pk=section.pk).update(text=longest)
    began = time.perf_counter()
    made = pdf_of(sheet_of(plan, STAFF), at=at(12))
    assert time.perf_counter() - began < SECONDS
    assert made.startswith(b"%PDF")


def test_nothing_empty_is_said(plan):
    plan.items.all().delete()
    body = body_of(sheet_of(plan, Reader(is_family=True)), [])
    assert (body["items"], body["for_staff"], body["notes"]) == ([], [], [])
