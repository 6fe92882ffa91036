"""The page of writing as a test speaks of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from curriculum.lists import Area
from curriculum.models import Entry
from planning import operations
from planning.models import MonthPlan
from planning.parts import Choose
from tests.world import House, at

DECEMBER = date(2026, 12, 1)


def a_draft(house: House, group: str = "Bitītes", month: date = DECEMBER) -> MonthPlan:
    by = house.access(house.people.teacher, "teacher")
    return operations.open_plan(group=house.groups[group], month=month, by=by, at=at(8))


def place(plan: MonthPlan, name: str = "plan", *more: Any) -> str:
    return reverse(f"planning:{name}", args=[plan.group_id, plan.month, *more])


def typed(code: str, text: str, version: int = 0, **more: Any) -> dict[str, Any]:
    """What the page sends of one text."""
    return {f"text-{code}": text, f"version-{code}": version} | more


def saves(client, plan: MonthPlan, code: str, text: str, version: int = 0, **more: Any):
    return client.post(place(plan, "section", code), typed(code, text, version, **more))


def text_of(plan: MonthPlan, code: str) -> str:
    return plan.sections.get(code=code).text


def an_entry(kind: str = "outcome", area: str = "VAL", stage: int | None = 2) -> Entry:
    place = {"area": area, "stage": stage} if kind == "outcome" else {"area": ""}
    return Entry.objects.filter(institution=None, kind=kind, **place).in_order()[0]


def complete(house: House, plan: MonthPlan) -> MonthPlan:
    """Everything that submitting needs, and nothing else."""
    who: dict[str, Any] = {
        "plan": plan,
        "by": house.access(house.people.teacher, "teacher"),
        "at": at(8),
    }
    for code in ("topic", "message", "content"):
        operations.save_section(code=code, text=f"Te ir {code}", version=0, **who)
    operations.choose(kind=Choose.VALUE.value, entry=an_entry("value").pk, **who)
    for area in Area:
        operations.choose(kind=Choose.NOT_PLANNED.value, area=area.value, **who)
    return plan
