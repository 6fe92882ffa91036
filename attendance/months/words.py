"""How a month table is said in words: on the screen, on paper, in a file."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.models import Register
from attendance.months.table import Column, Table
from duties.calendar.days import short
from duties.models import Closure
from outbox.clock import local
from people.access import Access


def of_what(table: Table) -> str:
    """«Bitītes · 2026. gada novembris · 20 darba dienas»"""
    n = table.working_days
    days = ngettext("%(n)d working day", "%(n)d working days", n) % {"n": n}
    return f"{table.group.name} · {table.month.title} · {days}"


def days_off(columns: Iterable[Column]) -> str:
    """«Brīvdienas: 18.11. Latvijas Republikas Proklamēšanas diena»"""
    said = "; ".join(f"{short(one.day)} {one.off}" for one in columns)
    return " ".join((_("Days off:"), said)) if said else ""


def corrections(registers: Iterable[Register], zone: str) -> str:
    """What was saved after the month had been closed: its days bear a star."""
    said = "; ".join(
        f"{short(one.day)} ({_moment(one.saved_at, zone)}, {one.saved_by})" for one in registers
    )
    return " ".join(("*", _("Corrected after the month was closed:"), said)) if said else ""


def life_of(closures: Iterable[Closure], zone: str) -> list[str]:
    """Each closing and what became of it."""
    return [" ".join(_life(one, zone)) for one in closures]


def _life(closure: Closure, zone: str) -> Iterator[str]:
    told = {"moment": _moment(closure.closed_at, zone), "person": closure.closed_by}
    yield _("Closed %(moment)s, %(person)s.") % told
    if closure.reopened_at:
        told = {"moment": _moment(closure.reopened_at, zone), "person": closure.reopened_by}
        yield _("Reopened %(moment)s, %(person)s: %(why)s") % (told | {"why": closure.reason})


def signatures(
    teachers: list[str], checkers: list[str], *, by: Access, at: datetime, zone: str
) -> list[tuple[str, str]]:
    """Who signs, and what is written under the line."""
    teacher, checker = _("Teacher of the group"), _("Checked by")
    prepared = _("Prepared %(moment)s by %(prepared_by)s")
    return [
        (f"{teacher}: {', '.join(teachers) or '–'}", _("signature, date")),
        (f"{checker}: {', '.join(checkers) or '–'}", _("signature, date")),
        (
            prepared % {"moment": _moment(at, zone), "prepared_by": by.user},
            _("administration's signature, date"),
        ),
    ]


def _moment(at: datetime, zone: str) -> str:
    return date_format(local(at, zone), "SHORT_DATETIME_FORMAT")
