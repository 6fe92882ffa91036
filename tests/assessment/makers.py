"""Assessments for tests, made by the operations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from assessment import operations
from assessment.models import Assessment, Publication
from assessment.operations import Painted
from assessment.rules import Cell
from curriculum.lists import Stage
from curriculum.models import Entry
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from people.models import Child, ChildGroup
from tests.world import MONDAY, at


def outcomes(area: str = "MAT", stage: int = Stage.THIRD) -> list[Entry]:
    """Of the common catalogue, in its order."""
    rows = Entry.objects.filter(institution=None, kind="outcome", area=area, stage=stage)
    return list(rows.order_by("number"))


def painted(
    group: ChildGroup, by: Access, *cells: Cell, day: date = MONDAY, when: datetime | None = None
) -> Painted:
    moment = when or at(13, day=day)
    return operations.paint(group=group, day=day, cells=cells, by=by, at=moment)


def cell(child: Child, outcome: Entry, level: str = "T", version: int = 0, **more: bool) -> Cell:
    return Cell(child.pk, outcome.pk, level, version, **more)


def assessed(
    group: ChildGroup, by: Access, child: Child, outcome: Entry, level: str = "T",
    day: date = MONDAY, version: int = 0,
) -> Assessment:  # fmt: skip
    """One that stands; parents are not told of it."""
    became = painted(group, by, cell(child, outcome, level, version), day=day)
    row = became.saved[child.pk, outcome.pk]
    assert row
    return row


def published(
    group: ChildGroup, by: Access, children: Iterable[Child], when: datetime | None = None
) -> list[Publication]:
    """Their minute runs: no parent sees anything of it yet."""
    return operations.publish(children=list(children), group=group, by=by, at=when or at(14))


def released(
    group: ChildGroup, by: Access, children: Iterable[Child], when: datetime | None = None
) -> list[Publication]:
    """Parents see it, and were told."""
    when = when or at(14)
    found = published(group, by, children, when)
    grace.release_due(when + GRACE + timedelta(seconds=1))
    for one in found:
        one.refresh_from_db()
    return found
