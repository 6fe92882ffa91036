"""A plan in which every field of R24 and every kind of R25 says something of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from curriculum.lists import Area, Skill, Stage
from curriculum.models import Entry
from outbox.clock import ONE_DAY
from people.models import ChildGroup, User
from planning.models import (
    MonthPlan,
    PlanAmendment,
    PlanChoice,
    PlanItem,
    PlanNote,
    PlanSection,
)
from planning.parts import SECTIONS, Choose, ItemKind
from tests.world import House, at

DECEMBER, SUBMITTED = date(2026, 12, 1), at(14)
NOT_PLANNED = Area.TECHNOLOGY  # the one area that is left out


@dataclass(frozen=True)
class Field:
    """One thing the plan says: how a test finds it, and whether a family reads it."""

    code: str
    said: str
    parents: bool = True


def texts() -> dict[str, Field]:
    return {
        code: Field(code, f"Vārdi-{number}-par-{code.replace('.', '-')}", text.parents)
        for number, (code, text) in enumerate(SECTIONS.items())
    }


def kinds() -> dict[str, Field]:
    """An item of each kind."""
    return {
        kind.value: Field(kind.value, f"Ieraksts-{number}-{kind.value}")
        for number, kind in enumerate(ItemKind)
    }


def choices() -> dict[str, Field]:
    """A value, a virtue, of each area an outcome of each way and a skill; of one that it is not planned."""
    found = {kind: Field(kind, f"Izvēle-{kind}") for kind in ("value", "virtue")}
    for area in Area:
        if area != NOT_PLANNED:
            code = f"outcome.{area.value}"
            found |= {code: Field(code, f"Rezultāts-{area.value}")}
            found |= {f"own.{area.value}": Field(f"own.{area.value}", f"Savi-vārdi-{area.value}")}
            found |= {f"skill.{area.value}": Field(f"skill.{area.value}", str(Skill.DIGITAL.label))}
    not_planned = f"not_planned.{NOT_PLANNED.value}"
    return found | {not_planned: Field(not_planned, str(Choose.NOT_PLANNED.label))}


def notes() -> dict[str, Field]:
    return {"note": Field("note", "Piezīme-par-Annu", parents=False)}


def every_field() -> dict[str, Field]:
    return texts() | choices() | {f"item.{code}": one for code, one in kinds().items()} | notes()


def a_full_plan(
    house: House, group: ChildGroup, month: date = DECEMBER, *, by: User | None = None,
    submitted_at: datetime | None = SUBMITTED, amended: str = "",
) -> MonthPlan:  # fmt: skip
    """Laid down as rows: what is asked here is how it is read."""
    by, mine = by or house.people.teacher, {"institution": house.institution}
    plan = MonthPlan.objects.create(
        **mine, group=group, month=month, opened_at=submitted_at or at(8), opened_by=by,
        submitted_at=submitted_at, submitted_by=by if submitted_at else None,
    )  # fmt: skip
    saved = {"version": 1, "saved_by": by, "saved_at": at(9)}
    PlanSection.objects.bulk_create(
        PlanSection(**mine, plan=plan, code=code, text=one.said, **saved)
        for code, one in texts().items()
    )
    added = mine | {"plan": plan, "added_at": at(9), "added_by": by}
    PlanChoice.objects.bulk_create(_choices(house, added))
    PlanItem.objects.bulk_create(_items(month, added))
    for child in house.children[group.name][:1]:
        PlanNote.objects.create(**mine, plan=plan, child=child, text=notes()["note"].said, **saved)
    if amended:
        PlanAmendment.objects.create(**mine, plan=plan, at=at(15), by=by, reason=amended)
    return plan


def _choices(house: House, added: dict) -> list[PlanChoice]:
    found = []
    for code, one in choices().items():
        kind, _dot, area = code.partition(".")
        if kind in (Choose.VALUE, Choose.VIRTUE):
            entry = an_entry(house, kind, one.said)
            found.append(PlanChoice(**added, kind=kind, entry=entry))
        elif kind == "outcome":
            entry = an_entry(house, kind, one.said, area, Stage.THIRD)
            found.append(PlanChoice(**added, kind=kind, area=area, entry=entry))
        elif kind == "own":
            found.append(PlanChoice(**added, kind=Choose.OUTCOME, area=area, text=one.said))
        elif kind == Choose.SKILL:
            found.append(PlanChoice(**added, kind=kind, area=area, skill=Skill.DIGITAL))
        else:
            found.append(PlanChoice(**added, kind=kind, area=area))
    return found


def an_entry(house: House, kind: str, text: str, area: str = "", stage: int | None = None) -> Entry:
    code = f"test.{kind}{area}"
    facts = {"kind": kind, "area": area, "stage": stage, "text": text, "first_year": 2026}
    mine = Entry.objects.filter(institution=house.institution, code=code).first()
    return mine or Entry.objects.create(institution=house.institution, code=code, **facts)


def _items(month: date, added: dict) -> list[PlanItem]:
    """The first on the first day, the next a day later …; one of a period, one of no day in particular."""
    found = []
    for number, (kind, one) in enumerate(kinds().items()):
        item = PlanItem(**added, kind=kind, text=one.said)
        item.own_kind = "Ciemiņi" if kind == ItemKind.OWN else ""
        item.area = Area.NATURE if kind == ItemKind.PROCESS else ""
        if kind != ItemKind.WALL:
            item.since = month + ONE_DAY * number
            item.until = item.since + ONE_DAY * (5 if kind == ItemKind.EVENT else 1)
        found.append(item)
    return found
