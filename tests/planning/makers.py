"""Plans for tests, made by the operations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from curriculum.lists import Area
from curriculum.models import Entry
from people.access import Access
from people.models import ChildGroup
from planning import operations
from planning.models import MonthPlan
from planning.parts import TEXTS, Choose
from tests.world import at

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def draft(group: ChildGroup, by: Access, month: date = DECEMBER, when: datetime | None = None):
    """Nothing is written in it."""
    return operations.open_plan(group=group, month=month, by=by, at=when or at(8))


def full(
    group: ChildGroup, by: Access, month: date = DECEMBER, when: datetime | None = None
) -> MonthPlan:
    """A draft that may be submitted."""
    when = when or at(8)
    plan = draft(group, by, month, when)
    said: dict[str, Any] = {"plan": plan, "by": by, "at": when}
    for text in TEXTS:
        if text.needed:
            operations.save_section(code=text.code, text=f"Par {text.code}", version=0, **said)
    operations.choose(kind=Choose.VALUE, entry=value(group).pk, **said)
    for area in Area:
        operations.choose(kind=Choose.NOT_PLANNED, area=area.value, **said)
    return plan


def submitted(
    group: ChildGroup, by: Access, month: date = DECEMBER, when: datetime | None = None
) -> MonthPlan:
    plan = full(group, by, month, when)
    return operations.submit(plan=plan, by=by, at=when or at(8))


def value(group: ChildGroup) -> Entry:
    """One of the catalogue."""
    usable = Entry.objects.in_use(group.institution_id, group.school_year)
    return usable.filter(kind=Entry.Kind.VALUE).in_order()[0]
