"""Spreadsheets: Excel in Latvia opens them, and nothing in them is ever executed (T12)."""

import io
from datetime import date, time

import pytest
from openpyxl import load_workbook

from documents.files import attachment
from documents.spreadsheets import CSV, Table, csv_of, xlsx_of

TABLE = Table(
    title="Bitītes 11/2026", head=["Bērns", "Diena", "Ieradās", "Skaits"], above=["Jancis"],
    rows=[["Ķirse Elza", date(2026, 11, 16), time(9, 5), 2], ["Ūdris", None, None, 0]],
)  # fmt: skip
DANGEROUS = ["=1+1", "+371", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]


def test_csv_has_a_mark_semicolons_and_latvian_days():
    text = csv_of(TABLE).decode("utf-8")
    assert text.startswith("\ufeffJancis\r\nBērns;Diena;Ieradās;Skaits\r\n")
    assert "Ķirse Elza;16.11.2026.;9:05;2\r\n" in text
    assert "Ūdris;;;0\r\n" in text


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_of_a_csv_begins_a_formula(text):
    for place in ("above", "head", "rows"):
        whole = {"above": [], "head": ["x"], "rows": []}
        whole[place] = [[text]] if place == "rows" else [text]
        assert f"'{text.split(chr(10))[0].split(chr(13))[0]}" in csv_of(Table("x", **whole)).decode(
            "utf-8"
        )


@pytest.mark.parametrize("text", [text for text in DANGEROUS if text[0] not in "\r\n\t"])
def test_no_text_of_an_xlsx_is_a_formula(text):
    book = load_workbook(io.BytesIO(xlsx_of(Table("x", [text], [[text]], above=[text]))))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s")] * 3


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f"])
def test_a_sign_no_workbook_can_hold_is_left_out(sign):
    """A name pasted from another program may bring one; the rest of the file is not lost for it."""
    text = f"Anna{sign}Bērziņa"
    book = load_workbook(io.BytesIO(xlsx_of(Table(text, [text], [[text]], above=[text]))))
    assert [cell.value for row in book.active.iter_rows() for cell in row] == ["AnnaBērziņa"] * 3
    assert book.active.title == "AnnaBērziņa"


def test_xlsx_keeps_numbers_and_days_and_its_head_in_sight():
    sheet = load_workbook(io.BytesIO(xlsx_of(TABLE))).active
    assert sheet.title == "Bitītes 112026"
    assert [cell.value for cell in sheet[2]] == ["Bērns", "Diena", "Ieradās", "Skaits"]
    assert sheet["D3"].value == 2
    assert sheet["B3"].value.date() == date(2026, 11, 16)
    assert sheet.freeze_panes == "A3"


def test_it_is_downloaded_not_shown():
    answer = attachment(b"x", name="skaits.csv", content_type=CSV)
    assert answer["Content-Disposition"] == 'attachment; filename="skaits.csv"'
