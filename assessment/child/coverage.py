"""How a child's assessments lie over learning areas and transversal skills.

The skills of an assessment are those of what shows it, the entry of a day. Where nothing was linked, or the
entry names no skill, they are those that the month's plan of the child's group had for the area: what was
meant to be practised then. Where neither says any, it counts in its area alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.models import Assessment
from curriculum.lists import Area, Skill
from people.models import Child, Enrolment
from people.models.periods import touching
from people.whose_day import Belonging, stays_in
from planning.board.coverage import Cell
from planning.models import PlanChoice
from planning.parts import Choose

Planned = dict[tuple[int, date, str], list[str]]  # group, month and area → skills


@dataclass(frozen=True)
class Line:
    area: Area
    cells: list[Cell]
    assessed: int

    @property
    def is_gap(self) -> bool:
        return not self.assessed


@dataclass(frozen=True)
class Coverage:
    lines: list[Line]

    @property
    def gaps_said(self) -> str:
        """Areas in which nothing was assessed."""
        return "; ".join(str(line.area.label) for line in self.lines if line.is_gap)

    @property
    def plain(self) -> list[tuple[Area, Skill, int]]:
        """The same as a list: what there is, area by area."""
        return [
            (line.area, cell.skill, cell.count)
            for line in self.lines for cell in line.cells if cell.count
        ]  # fmt: skip


def stays_of(child: Child, since: date, until: date) -> Belonging:
    """Which group answered for the child on which day. One query."""
    return stays_in(Enrolment.objects.filter(touching(since, until), child=child))


def coverage_of(steps: Iterable[Assessment], stays: Belonging) -> Coverage:
    """One query."""
    steps = list(steps)
    planned = _planned([stay.group for those in stays.stays.values() for stay in those])
    counted: Counter[tuple[str, str]] = Counter()
    for step in steps:
        counted.update((step.outcome.area, skill) for skill in _skills(step, stays, planned))
    of_area = Counter(step.outcome.area for step in steps)
    return Coverage([
        Line(area, [Cell(skill, counted[area.value, skill.value]) for skill in Skill], of_area[area])
        for area in Area
    ])  # fmt: skip


def _skills(step: Assessment, stays: Belonging, planned: Planned) -> Iterable[str]:
    if step.evidence and step.evidence.skills:
        return step.evidence.skills
    group = stays.owner(step.child_id, step.day)
    return planned.get((group or 0, step.day.replace(day=1), step.outcome.area), ())


def _planned(groups: Iterable[int]) -> Planned:
    rows = PlanChoice.objects.standing().filter(plan__group__in=set(groups), kind=Choose.SKILL)
    found: Planned = defaultdict(list)
    for group, month, area, skill in rows.values_list(
        "plan__group", "plan__month", "area", "skill"
    ):
        found[group, month, area].append(skill)
    return found
