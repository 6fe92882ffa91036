"""Outcomes of the catalogue, to be looked at besides those that the month's plan has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.desk import Desk
from assessment.grid.page import children_of
from assessment.rules import stage_in
from curriculum.lists import Area, Stage
from curriculum.models import Entry
from people.access import Access


@dataclass(frozen=True)
class OfStage:
    label: str
    entries: list[Entry]
    is_here: bool  # some child of the group is of the stage


@dataclass(frozen=True)
class OfArea:
    area: Area
    stages: list[OfStage]


def areas_of(desk: Desk, day: date, access: Access) -> list[OfArea]:
    """Of own areas, the stages of the group first. Two queries."""
    here = {stage_in(desk.group, child) for child in children_of(desk.group, day, access)}
    used = Entry.objects.in_use(desk.group.institution_id, desk.group.school_year)
    entries = list(used.filter(kind=Entry.Kind.OUTCOME).in_order())
    return [
        OfArea(area, _stages([one for one in entries if one.area == area], here))
        for area in Area
        if desk.reach.holds(area.value)
    ]


def _stages(entries: Iterable[Entry], here: set[Stage]) -> list[OfStage]:
    entries = list(entries)
    found = [
        OfStage(str(stage.label), [one for one in entries if one.stage == stage], stage in here)
        for stage in sorted(Stage, key=lambda stage: (stage not in here, stage))
        if stage != Stage.FIRST  # of the youngest one writes in words
    ]
    return [one for one in found if one.entries]
