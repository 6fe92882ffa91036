"""Changing entries of a confirmed day, and what is looked at afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from activities import operations
from activities.models import DayAmendment, DayEntry
from activities.operations import Said
from people.access import Access
from planning.models import MonthPlan, PlanChoice, PlanItem
from planning.parts import Choose
from tests.world import at


def change(
    entry: DayEntry, by: Access, reason: str = "", *, version: int | None = None, **differs: Any
) -> DayEntry:
    """At eight in the evening; what is not named stays."""
    facts = {"title": entry.title, "area": entry.area, "text": entry.text} | differs
    known = entry.version if version is None else version
    return operations.change_entry(
        entry=entry, said=Said(**facts), version=known, reason=reason, by=by, at=at(20)
    )


def reasons() -> list[str]:
    return list(DayAmendment.objects.order_by("pk").values_list("reason", flat=True))


def outcomes(plan: MonthPlan, area: str = "MAT") -> list[PlanChoice]:
    """One of the catalogue, one in own words."""
    return list(plan.choices.filter(kind=Choose.OUTCOME, area=area).order_by("pk"))


def done_on(planned: PlanChoice | PlanItem) -> date | None:
    planned.refresh_from_db()
    return planned.done_on
