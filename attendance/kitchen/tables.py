"""The count as a table for a spreadsheet program: group, age band and diet code; never a child."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.kitchen.facts import Portion
from attendance.kitchen.page import Board, Cell, Row
from documents.spreadsheets import Cell as Value
from documents.spreadsheets import Table


def table_of(board: Board, *, with_changes: bool) -> Table:
    """``with_changes``: what was entered after the cut-off stands beside the count, in columns of its own."""
    day = date_format(board.day, "SHORT_DATE_FORMAT")
    head = [
        _("Group"),
        _("Age band"),
        _("Diet code"),
        _("Counted at %(time)s") % {"time": board.time},
    ]
    if with_changes:
        head += [_("Later changes"), _("Now")]
    return Table(
        title=_("Head count %(day)s") % {"day": day},
        head=[*head, _("Confirmed by the cut-off")],
        rows=list(_rows(board, with_changes)),
        above=_above(board, day),
    )


def file_name(board: Board, ending: str) -> str:
    """«edinataji-2026-11-16.csv»: says nothing of a person."""
    return f"edinataji-{board.day:%Y-%m-%d}.{ending}"


def _above(board: Board, day: str) -> list[str]:
    return [*board.institution.heading, _("Head count %(day)s") % {"day": day}]


def _rows(board: Board, with_changes: bool) -> Iterator[list[Value]]:
    for row in board.rows:
        received = _("no") if row.silent else _("yes")
        for portion, cell in _told(board, row):
            yield [row.group.name, *portion, *_numbers(cell, with_changes), received]
    yield [_("Total"), "", "", *_numbers(board.total, with_changes), ""]


def _told(board: Board, row: Row) -> list[tuple[list[Value], Cell]]:
    """What there is of a group; one line without a portion where there is nothing."""
    cells = zip(board.columns, row.cells, strict=True)
    told = [
        (_portion(board, column), cell) for column, cell in cells if cell.counted or cell.change
    ]
    return told or [(["", ""], row.total)]


def _portion(board: Board, column: Portion) -> list[Value]:
    return [board.band_name(column.band), column.diet]


def _numbers(cell: Cell, with_changes: bool) -> list[Value]:
    return [cell.counted, cell.change, cell.now] if with_changes else [cell.counted]
