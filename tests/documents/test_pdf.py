"""PDF files: what stands on every page, for archives and ears; and a child process that may fail."""

import os
import resource
import signal
import time

import pytest
from pypdfium2 import PdfDocument, raw

from documents import pdf
from tests.documents.reading import pages
from tests.documents.sheets import BLANK, GREEDY, HEADING, SEVERAL, a_sheet

FACTS = [part for line in HEADING for part in line.split(" · ")]


@pytest.fixture
def small(monkeypatch):
    """Little memory and little time, so that no test waits."""
    monkeypatch.setattr(pdf, "MEGABYTES", 300)
    monkeypatch.setattr(pdf, "SECONDS", 2)


def test_whose_it_is_stands_above_and_which_page_below():
    first, *_more, last = pages(pdf.compile(BLANK, a_sheet({"lines": ["Rinda"] * 200})))
    assert first.size == (210, 297)
    for fact in (*FACTS, "Apmeklējuma tabele", "Bitītes"):
        assert fact in first.text
    assert "Sagatavots 16.11.2026. 9:05, Dace Rozīte" in first.text
    n = len(_more) + 2
    assert f"1. lappuse no {n}" in first.text
    assert f"{n}. lappuse no {n}" in last.text
    assert min(first.edges) > 8


def test_where_nobody_made_it_only_the_moment_is_said():
    [page] = pages(pdf.compile(BLANK, a_sheet({"lines": []}, made_by="")))
    assert "Sagatavots 16.11.2026. 9:05 1." in page.text


def test_each_of_several_counts_its_own_pages_and_begins_on_its_own_sheet():
    parts = [("Anna", 1), ("Emīls", 60), ("Girts", 1)]
    body = {"parts": [{"title": name, "lines": ["Rinda"] * n} for name, n in parts]}
    anna, back, emils, more, girts = pages(pdf.compile(SEVERAL, a_sheet(body)))
    for page, name, which in (
        (anna, "Anna", "1. lappuse no 1"), (emils, "Emīls", "1. lappuse no 2"),
        (more, "Emīls", "2. lappuse no 2"), (girts, "Girts", "1. lappuse no 1"),
    ):  # fmt: skip
        assert name in page.text
        assert which in page.text
    assert back.text == ""


def test_it_is_made_for_archives_and_ears():
    content = pdf.compile(BLANK, a_sheet({"lines": ["Ольга"]}))
    document = PdfDocument(content)
    told = document.get_metadata_dict()
    assert (told["Title"], told["Author"]) == ("Apmeklējuma tabele", "Jancis")
    assert told["CreationDate"] == "D:20261116070500Z"  # when it was made, not when it was set
    assert raw.FPDFCatalog_IsTagged(document)
    document.close()
    for claim in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert claim in content
    assert b"<dc:language><rdf:Bag><rdf:li>lv<" in content


def test_the_same_sheet_is_the_same_file():
    assert len({pdf.compile(BLANK, a_sheet({"lines": ["Rinda"]})) for _ in range(2)}) == 1


def test_text_is_never_code():
    [page] = pages(pdf.compile(BLANK, a_sheet({"lines": ["#panic() $x$ *a* \\ = b"]})))
    assert "#panic() $x$ *a* \\ = b" in page.text


def test_a_document_that_eats_memory_fails_and_the_parent_does_not_grow(small):
    pdf.compile(BLANK, a_sheet({"lines": []}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(pdf.NotPrinted, match=rf"greedy.typ: ended by -{signal.SIGABRT.value}$"):
        pdf.compile(GREEDY, a_sheet({"eats": "memory"}))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20 * 1024  # kB
    assert pages(pdf.compile(BLANK, a_sheet({"lines": ["Dzīvs"]})))


def test_a_document_without_an_end_is_ended(small):
    began = time.monotonic()
    with pytest.raises(pdf.NotPrinted, match="more than 2 s"):
        pdf.compile(GREEDY, a_sheet({"eats": "time"}))
    assert time.monotonic() - began < 4
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # nothing is left behind


def test_a_fault_in_a_template_names_the_template_and_nobody():
    with pytest.raises(pdf.NotPrinted) as failed:
        pdf.compile(BLANK, a_sheet({"name": "Anna Bērziņa"}))
    assert str(failed.value) == "blank.typ: ended by 3"
    assert "lines" in failed.value.said


def test_the_child_knows_nothing_of_the_portal(tmp_path, monkeypatch):
    """Neither its settings nor its keys; and no name stands in its command line."""
    monkeypatch.setenv("DJANGO_SECRET_KEY", "noslēpums")
    child = tmp_path / "typesetter.py"
    child.write_text(
        "import os, sys; print(sys.argv[1:], sorted(os.environ), 'django' in sys.modules)"
    )
    monkeypatch.setattr(pdf, "_TYPESETTER", child)
    said = pdf.compile(BLANK, a_sheet({"lines": ["Anna"]})).decode()
    assert said.startswith("[] ['")
    assert "DJANGO" not in said
    assert said.endswith("False\n")
