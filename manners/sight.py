"""What somebody has before them: a thing that may be reported, the thing that a stored file is a part of."""

from __future__ import annotations

from typing import Any

from documents.models import StoredFile
from manners import registry
from manners.models import Report
from manners.registry import Removable, Reportable, Thing
from manners.stored.kind import OF_A_FILE
from people.access import Access


class ReportedAlready(Exception):
    """Administration was told, and what can be hidden is: the same that one wished."""


def to_report(kind: str, pk: int, by: Access) -> tuple[Reportable, Any] | None:
    """What this person sees now and may report; None for everybody else.

    :raises ReportedAlready: they would see it, were it not reported and hidden
    """
    of = registry.reportable(kind)
    thing = of.find(pk, by) if of else None
    if of and thing:
        return of, thing
    reported = Report.objects.of_thing(kind, pk).open().filter(by__isnull=False)
    if of and reported.exists() and of.would_see(pk, by):
        raise ReportedAlready
    return None


def thing_of(file: StoredFile, by: Access) -> tuple[Removable, Any]:
    """The thing that goes with the file: what it is a part of, or itself."""
    return registry.owners_of([file.pk], by).get(file.pk) or (OF_A_FILE, file)


def thing_in(report: Report, by: Access) -> tuple[Thing | None, Any]:
    """What was reported, for administration: of what kind, and itself while it is there."""
    of = registry.find(report.kind)
    found = of.found([report.subject_id], by) if of else {}
    return of, found.get(report.subject_id)
