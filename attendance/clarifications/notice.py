"""The official notice to the municipality: what it says, on the screen and as a PDF."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.clarifications.case import Case
from documents import pdf
from people.access import Access

TEMPLATE = Path(__file__).with_name("notice.typ")


def title() -> str:
    return _("Notice of an absence without a known reason")


def letter_of(case: Case) -> dict[str, Any]:
    """Its parts in their order. No health, no names of guardians; the personal code is masked."""
    return {
        "to": _("To: the education board of the municipality"), "text": _text(case),
        "facts": _facts(case), "did": _("What we did"),
        "steps": [f"{_day(step.day)} – {step.get_kind_display()}" for step in case.steps],
        "signs": [(_head(case), ""), (_("Signature"), ""), (_("Date"), "")],
        "received": [(_("Received (name, surname, signature, date)"), "")],
    }  # fmt: skip


def pdf_of(case: Case, *, by: Access, at: datetime) -> bytes:
    """:raises documents.pdf.NotPrinted: see there"""
    house = case.clarification.institution
    sheet = pdf.Sheet(
        house.heading, title(), aside=_day(case.today), made_at=at, zone=house.time_zone,
        made_by=str(by.user), body=letter_of(case),
    )  # fmt: skip
    return pdf.compile(TEMPLATE, sheet)


def _text(case: Case) -> str:
    n, since = len(case.unexplained), date_format(case.clarification.since, "j. F Y")
    first = ngettext(
        "The child named below is of the age of compulsory preparation for school and has been away since"
        " %(since)s. For %(n)s working day we know of no valid reason.",
        "The child named below is of the age of compulsory preparation for school and has been away since"
        " %(since)s. For %(n)s working days we know of no valid reason.",
        n,
    )
    second = _(
        "What we did ourselves has not explained it. Please help to find out why the child does not come"
        " and to bring the child back."
    )
    return f"{first % {'n': n, 'since': since}} {second}"


def _facts(case: Case) -> list[tuple[str, str]]:
    child = case.clarification.child
    days = ", ".join(date_format(day, "d.m.") for day in case.unexplained)
    return [
        (_("Child"), str(child)), (_("Birth date"), _day(child.birth_date)),
        (_("Personal code"), child.masked_code if child.personal_code else "–"),
        (_("Group"), case.group.name if case.group else "–"), (_("Days absent"), days or "–"),
    ]  # fmt: skip


def _head(case: Case) -> str:
    head = case.clarification.institution.head
    return ": ".join(filter(None, (_("Head of the institution"), head)))


def _day(day: date) -> str:
    return date_format(day, "d.m.Y.")
