"""The caterer's letter: how many eat, by group, age band and diet code; as CSV and XLSX too."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.kitchen.page import Board, Row, board_kept
from attendance.kitchen.tables import file_name, table_of
from attendance.models import HeadCount
from documents.spreadsheets import CSV, XLSX, csv_of, xlsx_of
from outbox import letters
from people.models import ChildGroup


def message_of(head_count: HeadCount) -> EmailMessage:
    """As counted, so that every try says the same under the same name. Two queries."""
    groups = ChildGroup.objects.filter(institution=head_count.institution).order_by(
        "sort_key", "pk"
    )
    with translation.override(settings.LANGUAGE_CODE):
        board = board_kept(head_count, groups)
        email = EmailMessage(
            subject=_subject(board),
            body=render_to_string("attendance/kitchen/letter.txt", _context(board)),
            to=[head_count.letter_to],
            headers=letters.headers(str(head_count.letter_name)),
        )
        table = table_of(board, with_changes=False)
    email.attach(file_name(board, "csv"), csv_of(table), CSV.partition(";")[0])
    email.attach(file_name(board, "xlsx"), xlsx_of(table), XLSX)
    return email


def _subject(board: Board) -> str:
    told = {
        "day": date_format(board.day, "SHORT_DATE_FORMAT"),
        "place": _one_line(board.institution.name),
    }
    return _("Head count %(day)s – %(place)s") % told


def _context(board: Board) -> dict[str, object]:
    lines = [
        {"name": _one_line(row.group.name), "text": _in_words(board, row)} for row in board.rows
    ]
    silent = ", ".join(_one_line(row.group.name) for row in board.silent)
    return {
        "board": board,
        "lines": lines,
        "silent": silent,
        "place": _one_line(board.institution.name),
    }


def _in_words(board: Board, row: Row) -> str:
    """«18 (1–2 gadi: 3; 3–6 gadi: 14; 3–6 gadi, L: 1)»"""
    cells = zip(board.columns, row.cells, strict=True)
    parts = [
        f"{', '.join(filter(None, (board.band_name(column.band), column.diet)))}: {cell.counted}"
        for column, cell in cells
        if cell.counted
    ]
    return f"{row.total.counted} ({'; '.join(parts)})" if parts else "0"


def _one_line(name: str) -> str:
    """A name with line breaks would forge lines of the letter, or break its header."""
    return " ".join(name.split())
