"""R1: every print and every file says whose it is: name, number, address, phone, e-mail, head."""

import re
from html import unescape

import pytest
from django.urls import reverse

from documents.jobs import Jobs
from documents.models import Job
from people.models import Institution
from tests.documents.reading import text_of
from tests.matrix.cells import CELLS, Cell
from tests.matrix.conftest import portal, scene, stage  # noqa: F401
from tests.matrix.test_routes import play
from tests.world import at

FACTS = {
    "name": "Pirmsskola «Jancis un Saulstari»", "address": "Parka iela 7, Rīga, LV-1010",
    "phone": "+371 67 000 111", "email": "pirmsskola@jancis.test", "head": "Dace Rozīte-Ozoliņa",
}  # fmt: skip
NUMBERS = ("40000000001", "40000000002")
# A person's own keys: a lost paper does not tell which door they open.
OWN = {"mfa_view_recovery_codes"}
SHEETS = {
    "attendance:month", "attendance:month_pdf", "attendance:month_csv", "attendance:month_xlsx",
    "attendance:months", "attendance:months_xlsx", "attendance:kitchen_day",
    "attendance:kitchen_csv", "attendance:kitchen_xlsx", "attendance:evacuation",
    "attendance:check", "attendance:group_check", "attendance:clarification_notice",
    "attendance:clarification_pdf", "documents:file", "assessment:summary_print",
    "assessment:summary_csv", "assessment:summary_xlsx",
}  # fmt: skip
PARTS = ("attendance", "assessment")  # looked at by themselves
FILES = ("text/csv", "application/pdf", "application/vnd.openxmlformats")
MEANT_FOR_PAPER = re.compile(r'data-print|[" ](?:sheet-a4|on-paper)[" ]')


def is_sheet(response) -> bool:
    kind = response["Content-Type"]
    return kind.startswith(FILES) or (
        kind.startswith("text/html") and bool(MEANT_FOR_PAPER.search(response.content.decode()))
    )


def missing(response) -> list[str]:
    said = " ".join(unescape(text_of(response.content)).split())
    number = [] if any(number in said for number in NUMBERS) else ["number"]
    return number + [name for name, fact in FACTS.items() if fact not in said]


def print_anew() -> None:
    """What the stage holds instead of sheets is printed."""
    done = Job.objects.exclude(result=None)
    done.update(result=None, finished_at=None, next_try_at=at(8))
    Jobs().drain(lambda: at(8, 45))


def every_page() -> list[Cell]:
    """Each address once, asked by somebody to whom it opens."""
    opens = [cell for cell in CELLS if (cell.method, cell.expected) == ("GET", 200)]
    return list({cell.route: cell for cell in reversed(opens)}.values())


def part_of(route: str) -> str:
    app = route.partition(":")[0]
    return app if app in PARTS else "the rest"


@pytest.mark.parametrize("part", [*PARTS, "the rest"])
def test_every_sheet_says_whose_it_is(scene, portal, part):  # noqa: F811
    Institution.objects.update(**FACTS)
    print_anew()
    sheets, faults = set(), []
    for cell in every_page():
        if part_of(cell.route) != part:
            continue
        response = play(portal, cell)
        if cell.route not in OWN and is_sheet(response):
            sheets.add(cell.route)
            faults += [f"{cell} {lacks}" for lacks in missing(response)]
    assert faults == []
    assert {route for route in SHEETS if part_of(route) == part} <= sheets


# what a worker makes says more to some than to others
ASKED = (
    Cell("planning:pdf", "POST", "bees", "teacher", 302),
    Cell("planning:pdf", "POST", "bees", "other_teacher", 302),
    Cell("planning:pdf", "POST", "bees", "parent", 302),
    Cell("planning:board_pdf", "POST", "ours", "head", 302),
    Cell("assessment:summary_pdf", "POST", "bees", "parent", 302),
    Cell("assessment:summaries_pdf", "POST", "bees", "teacher", 302),
)


def test_every_paper_that_is_asked_for_says_whose_it_is(scene, portal):  # noqa: F811
    Institution.objects.update(**FACTS)
    faults = []
    for cell in ASKED:
        job = Job.objects.get(pk=play(portal, cell).url.strip("/").rpartition("/")[2])
        Jobs().drain(lambda: at(8, 50))
        job.refresh_from_db()
        file = portal.ask(cell.actor, "GET", reverse("documents:file", args=[job.result.name]))
        assert is_sheet(file)
        faults += [f"{cell} {lacks}" for lacks in missing(file)]
    assert faults == []
