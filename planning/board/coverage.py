"""What a group, or all of a house, has planned of each learning area and transversal skill in a school
year, and what never."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from curriculum.lists import Area, Skill
from curriculum.models import Entry
from curriculum.stages import stages_of
from duties.calendar.school_year import first_day
from people.models import ChildGroup
from planning.models import MonthPlan, PlanChoice
from planning.parts import Choose

OFTEN = 3  # from so many plans on


@dataclass(frozen=True)
class Cell:
    """In how many of the year's plans the skill was planned in the area."""

    skill: Skill
    count: int

    @property
    def look(self) -> str:
        return "none" if not self.count else "lots" if self.count >= OFTEN else ""


@dataclass(frozen=True)
class Line:
    area: Area
    cells: list[Cell]
    plans: int  # in which any outcome of the area was planned
    never: list[Entry]  # of the catalogue in use

    @property
    def is_gap(self) -> bool:
        return not self.plans


@dataclass(frozen=True)
class Coverage:
    plans: int
    lines: list[Line]
    skills_never: list[Skill]

    @property
    def gaps_said(self) -> str:
        """Areas in which nothing was planned."""
        return "; ".join(str(line.area.label) for line in self.lines if line.is_gap)

    @property
    def never_said(self) -> str:
        return "; ".join(str(skill.label) for skill in self.skills_never)


def coverage_of(group: ChildGroup) -> Coverage:
    """Of all plans of the group's year, drafts too, by the stages of its children. Four queries."""
    year = group.school_year
    plans = MonthPlan.objects.filter(group=group)  # a group is of one school year
    stages = stages_of(group, first_day(year), first_day(year + 1))
    chosen = list(
        PlanChoice.objects.standing()
        .filter(plan__in=plans, kind__in=(Choose.OUTCOME, Choose.SKILL))
        .values_list("plan", "kind", "area", "skill", "entry__code")
    )
    usable = Entry.objects.in_use(group.institution_id, year).filter(kind=Entry.Kind.OUTCOME)
    catalogue = list((usable.filter(stage__in=stages) if stages else usable).in_order())
    return _coverage(plans.count(), chosen, catalogue)


def _coverage(plans: int, chosen: list[tuple[Any, ...]], catalogue: list[Entry]) -> Coverage:
    skills = Counter((area, skill) for _p, kind, area, skill, *_ in chosen if kind == Choose.SKILL)
    outcomes = [one for one in chosen if one[1] == Choose.OUTCOME]
    codes = {code for *_, code in outcomes}
    lines = [_line(area, skills, outcomes, codes, catalogue) for area in Area]
    used = {skill for _area, skill in skills}
    return Coverage(plans, lines, [skill for skill in Skill if skill.value not in used])


def _line(
    area: Area, skills: Counter[tuple[str, str]], outcomes: list[tuple[Any, ...]],
    codes: set[str], catalogue: list[Entry],
) -> Line:  # fmt: skip
    mine = [one for one in outcomes if one[2] == area]
    return Line(
        area,
        [Cell(skill, skills[area.value, skill.value]) for skill in Skill],
        plans=len({plan for plan, *_ in mine}),
        never=[one for one in catalogue if one.area == area and one.code not in codes],
    )
