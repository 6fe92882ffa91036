"""The count as a table for a spreadsheet program: group, age band and diet code; never a child."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.kitchen.board import Board, Cell
from attendance.kitchen.facts import Band, Portion
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
    place = board.institution
    return [f"{place.name} · {place.registration_number}", _("Head count %(day)s") % {"day": day}]


def _rows(board: Board, with_changes: bool) -> Iterator[list[Value]]:
    for row in board.rows:
        received = _("no") if row.silent else _("yes")
        told = [
            (c, cell) for c, cell in zip(board.columns, row.cells, strict=True) if _is_told(cell)
        ]
        for column, cell in told or [(None, row.total)]:
            yield [row.group.name, *_portion(column), *_numbers(cell, with_changes), received]
    yield [_("Total"), "", "", *_numbers(board.total, with_changes), ""]


def _is_told(cell: Cell) -> bool:
    return bool(cell.counted or cell.change)


def _portion(column: Portion | None) -> list[Value]:
    return [str(Band(column.band).label), column.diet] if column else ["", ""]


def _numbers(cell: Cell, with_changes: bool) -> list[Value]:
    return [cell.counted, cell.change, cell.now] if with_changes else [cell.counted]
