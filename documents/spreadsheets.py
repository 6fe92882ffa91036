"""Tables for a spreadsheet program: CSV as Latvia reads it, and XLSX. No cell is ever a formula (T12)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | date | time | None

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDEST = 40  # characters


@dataclass(frozen=True)
class Table:
    """``above``: lines over the table (whose it is, of which day); ``rows`` follow the ``head``."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = field(default_factory=tuple)


def csv_of(table: Table) -> bytes:
    """Semicolons and a byte order mark, so that Latvian Excel opens it by a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_harmless(line)] for line in table.above)
    writer.writerow([_harmless(name) for name in table.head])
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_of(*tables: Table) -> bytes:
    """A sheet for each; its head stays in sight and is repeated on every printed page."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _write(book.create_sheet(_sheet_name(table.title)), table)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _write(sheet: Worksheet, table: Table) -> None:
    lines: list[Sequence[Cell]] = [*([line] for line in table.above), table.head, *table.rows]
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(line, 1):
            _fill(sheet.cell(number, place), value)
    _dress(sheet, len(table.above) + 1, table)


def _fill(cell: XlsxCell, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)  # a workbook cannot hold them
        cell.data_type = "s"  # openpyxl takes «=…» for a formula
    else:
        cell.value = value


def _dress(sheet, head: int, table: Table) -> None:
    for cell in sheet[head]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    for place, name in enumerate(table.head, 1):
        cells = [name, *(row[place - 1] for row in table.rows if len(row) >= place)]
        widest = max(len(_written(cell)) for cell in cells)
        sheet.column_dimensions[get_column_letter(place)].width = min(widest, _WIDEST) + 2


def _sheet_name(title: str) -> str:
    """A workbook refuses some signs and more than 31 characters."""
    kept = ILLEGAL_CHARACTERS_RE.sub("", title)
    return "".join(sign for sign in kept if sign not in "[]:*?/\\")[:31] or "1"


def _written(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y.}"
    if isinstance(cell, time):
        return f"{cell.hour}:{cell.minute:02}"
    return "" if cell is None else str(cell)


def _safe(cell: Cell) -> str:
    """A number stays one, below nought too."""
    return _harmless(cell) if isinstance(cell, str) else _written(cell)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
