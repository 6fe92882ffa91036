"""The month table as a PDF that is signed and kept."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.months.facts import Facts
from attendance.months.page import table_page
from attendance.months.table import Cell, Column, Table
from documents import pdf
from people.access import Access

TEMPLATE = Path(__file__).with_name("table.typ")


def pdf_of(table: Table, facts: Facts, *, access: Access, at: datetime) -> bytes:
    """:raises documents.pdf.NotPrinted: see there"""
    page = table_page(table, facts, access=access, at=at)
    sheet = pdf.Sheet(
        facts.institution.heading, _("Month table"), aside=page["of_what"], made_at=at,
        zone=facts.institution.time_zone, body=_body(table, page),
    )  # fmt: skip
    return pdf.compile(TEMPLATE, sheet)


def _body(table: Table, page: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": [_column(one) for one in table.columns], "heads": page["heads"],
        "rows": [
            {
                "no": row.no, "name": f"{row.child.last_name}, {row.child.first_name}",
                "cells": [_cell(cell) for cell in row.cells], "sums": row.sums,
            }
            for row in table.rows
        ],
        "sums": table.sums, "legend": page["legend"], "notes": [*page["notes"], *page["stands"]],
        "signs": page["signs"], "words": _words(),
    }  # fmt: skip


def _column(one: Column) -> dict[str, Any]:
    return {
        "day": f"{one.day.day}{'*' if one.corrected else ''}", "off": bool(one.off),
        "weekday": date_format(one.day, "D"), "present": one.present,
    }  # fmt: skip


def _cell(cell: Cell) -> dict[str, Any]:
    return {"sign": cell.sign, "bad": cell.tone == "bad"}


def _words() -> dict[str, str]:
    return {
        "no": _("No."), "name": _("Last name, first name"), "totals": _("Days in total"),
        "present": _("Present on the day"), "off": _("day off, or closed"),
        "nobody": _("No children in this group in this month"),
    }  # fmt: skip
