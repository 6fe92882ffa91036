"""Rows of a plan as the database's own refusals are tested: valid as they are, each fact can be changed."""

from datetime import date
from typing import Any

from curriculum.models import Entry
from planning import models
from tests.world import MONDAY, TUESDAY, House, at, institution


def place(name: str, number: str) -> House:
    """An institution with a group, a child, an entry of the catalogue and a plan."""
    house = institution(name, number)
    bees = house.group("Bitītes")
    house.child(bees, "Anna", "Bērziņa")
    facts = {"kind": "value", "code": "value.own", "text": "draudzība", "first_year": 2026}
    house.value = Entry.objects.create(institution=house.institution, **facts)  # type: ignore[attr-defined]
    house.plan = plan(house)  # type: ignore[attr-defined]
    return house


def plan(house: House, **changes: Any) -> models.MonthPlan:
    facts = {
        "institution": house.institution, "group": house.groups["Bitītes"],
        "month": date(2026, 11, 1), "opened_at": at(8), "opened_by": house.head,
    }  # fmt: skip
    return models.MonthPlan.objects.create(**facts | changes)


def section(house: House, **changes: Any) -> models.PlanSection:
    return models.PlanSection.objects.create(**_of(house) | {"code": "topic"} | changes)


def note(house: House, **changes: Any) -> models.PlanNote:
    child = {"child": house.children["Bitītes"][0]}
    return models.PlanNote.objects.create(**_of(house) | child | changes)


def choice(house: House, **changes: Any) -> models.PlanChoice:
    facts = {"kind": "value", "entry": house.value, **_added(house)}  # type: ignore[attr-defined]
    return models.PlanChoice.objects.create(**_of(house) | facts | changes)


def item(house: House, **changes: Any) -> models.PlanItem:
    facts = {"kind": "walk", "text": "Uz parku", "since": MONDAY, "until": TUESDAY}
    return models.PlanItem.objects.create(**_of(house) | facts | _added(house) | changes)


def amendment(house: House, **changes: Any) -> models.PlanAmendment:
    facts = {"at": at(9), "by": house.head, "reason": "Uzsniga"}
    return models.PlanAmendment.objects.create(**_of(house) | facts | changes)


def _of(house: House) -> dict[str, Any]:
    return {"institution": house.institution, "plan": house.plan}  # type: ignore[attr-defined]


def _added(house: House) -> dict[str, Any]:
    return {"added_at": at(9), "added_by": house.head}
