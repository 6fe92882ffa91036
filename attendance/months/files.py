"""Month tables for a spreadsheet program: one group, or the whole institution with a sheet per group."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.months.house import House
from attendance.months.legend import heads, legend
from attendance.months.table import Table
from attendance.months.words import of_what
from documents import spreadsheets
from outbox.clock import local_day
from people.models import Institution

OFF_SIGN = "×"  # a cell of a file has no hatching


def sheet_of(table: Table, institution: Institution) -> spreadsheets.Table:
    days = [f"{column.day:%d}".lstrip("0") for column in table.columns]
    present = [column.present for column in table.columns]
    rows: list[list[spreadsheets.Cell]] = [
        [row.no, row.child.last_name, row.child.first_name, *_signs(row.cells), *row.sums]
        for row in table.rows
    ]
    rows.append([None, _("Present on the day"), None, *present, *table.sums])
    return spreadsheets.Table(
        title=table.group.name, rows=rows,
        head=[_("No."), _("Last name"), _("First name"), *days, *heads(institution)],
        above=[*institution.heading, " · ".join((_("Month table"), of_what(table))), _key(institution)],
    )  # fmt: skip


def summary_of(house: House, institution: Institution) -> spreadsheets.Table:
    """All groups of the month, one a row."""
    missing = [_("Days not confirmed"), _("Weeks signed")]
    rows: list[list[spreadsheets.Cell]] = [
        [li.group.name, *li.sums, len(li.standing.unconfirmed), li.weeks] for li in house.lines
    ]
    rows.append([_("All groups"), *house.sums, len(house.unconfirmed), None])
    state = _state(house, institution)
    return spreadsheets.Table(
        title=_("All groups"), rows=rows, head=[_("Group"), *heads(institution), *missing],
        above=[*institution.heading, " · ".join((_("Month table"), house.month.title, state))],
    )  # fmt: skip


def workbook(house: House, tables: Iterable[Table], institution: Institution) -> bytes:
    sheets = [sheet_of(table, institution) for table in tables]
    return spreadsheets.xlsx_of(summary_of(house, institution), *sheets)


def _state(house: House, institution: Institution) -> str:
    if house.closure is None:
        return _("not closed")
    day = local_day(house.closure.closed_at, institution.time_zone)
    return _("closed on %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}


def _key(institution: Institution) -> str:
    signs = [*legend(institution), (OFF_SIGN, _("day off, or closed"))]
    return "; ".join(f"{sign} – {meaning}" for sign, meaning in signs)


def _signs(cells) -> list[str]:
    return [OFF_SIGN if cell.look == "off" else cell.sign for cell in cells]
