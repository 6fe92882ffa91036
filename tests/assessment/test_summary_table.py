"""A child's table for a spreadsheet program: every row of its record, dates as dates, nothing executed."""

import csv
import io

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from assessment.record import record_of, sight_of_families
from assessment.summary.period import Token, period_of
from curriculum.lists import Area
from tests.assessment import makers
from tests.assessment.shown import COMMENT, IDEA, OBSERVATION, Told, drafts, everything
from tests.world import MONDAY, at

pytestmark = pytest.mark.django_db
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
HEAD = [
    "Datums", "Veids", "Mācību joma", "Kods", "Sasniedzamais rezultāts", "Līmenis",
    "Līmeņa skaidrojums", "Teksts",
]  # fmt: skip


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def taken(house, client, anna):
    """``taken(sort)``: the file as a parent takes it along."""

    def _taken(sort: str):
        client.force_login(house.people.mother, backend=BACKEND)
        return client.get(reverse(f"assessment:summary_{sort}", args=[anna.pk, "2026-1"]))

    return _taken


def rows_of(answer) -> tuple[list[str], list[list]]:
    """What stands above the head, and the rows below it, days as «05.10.2026.»."""
    if answer["Content-Type"].startswith("text/csv"):
        lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    else:
        sheet = load_workbook(io.BytesIO(answer.content)).active
        lines = [[_text(value) for value in row] for row in sheet.values]
    head = next(n for n, line in enumerate(lines) if line == HEAD)
    return [line[0] for line in lines[:head]], lines[head + 1 :]


def _text(value) -> str:
    return f"{value:%d.%m.%Y.}" if hasattr(value, "year") else value or ""


def expected(child, access) -> list[list[str]]:
    period = period_of(child.institution, Token(2026, 1))
    record = record_of(child, sight_of_families(access), period.since, period.until)
    levels = [
        [f"{step.day:%d.%m.%Y.}", "Vērtējums", str(Area(one.outcome.area).label), one.outcome.code,
         one.outcome.text, step.level, str(step.get_level_display()), step.comment]
        for one in record.learned for step in one.steps
    ]  # fmt: skip
    words = [
        [f"{one.day:%d.%m.%Y.}", "Novērojums", *[""] * 5, one.text] for one in record.observations
    ]
    ideas = [
        [f"{one.published_at:%d.%m.%Y.}", "Doma mājām", *[""] * 5, one.text]
        for one in record.publications
    ]
    return levels + words + ideas


@pytest.mark.parametrize("sort", ["csv", "xlsx"])
def test_every_row_of_the_record_stands_in_it_and_no_other(
    bees, teacher, mother, anna, taken, sort
):
    everything(bees, teacher, anna)
    drafts(bees, teacher, anna)
    above, rows = rows_of(taken(sort))
    assert rows == expected(anna, mother)
    assert [row[7] for row in rows if row[7]] == [COMMENT, OBSERVATION, rows[-2][7], IDEA]
    assert above[0] == "Jancis"
    assert "Izaugsmes kopsavilkums · Anna Bērziņa · Bitītes · 2026./2027. mācību gada" in above[-2]
    assert above[-1] == "S – sācis apgūt; T – turpina apgūt; A – apguvis; P – apguvis padziļināti"


def test_excel_in_latvia_opens_it_by_a_double_click(bees, teacher, anna, taken):
    everything(bees, teacher, anna)
    answer = taken("csv")
    assert answer.content.startswith("\ufeff".encode())
    assert answer["Content-Disposition"] == (
        f'attachment; filename="kopsavilkums-{anna.pk}-2026-1.csv"'
    )
    book = load_workbook(io.BytesIO(taken("xlsx").content)).active
    assert any(cell.is_date for row in book.iter_rows() for cell in row)


@pytest.mark.parametrize("sort", ["csv", "xlsx"])
def test_what_a_teacher_wrote_is_never_a_formula(bees, teacher, anna, taken, counting, sort):
    """T12: a comment may begin with a sign that a spreadsheet would calculate."""
    Told(bees, teacher, anna).level(counting, "T", MONDAY, "=1+1")
    makers.released(bees, teacher, [anna])
    answer = taken(sort)
    if sort == "csv":
        assert ";'=1+1" in answer.content.decode("utf-8-sig")
    else:
        sheet = load_workbook(io.BytesIO(answer.content)).active
        (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == "=1+1"]
        assert cell.data_type == "s"


def test_a_child_without_anything_has_an_empty_table(anna, taken):
    assert rows_of(taken("csv"))[1] == []
