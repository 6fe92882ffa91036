"""How many children of each age stage a group has."""

from __future__ import annotations

from collections import Counter
from datetime import date

from curriculum.lists import Stage
from people.models import Child, ChildGroup, Enrolment
from people.models.periods import touching
from people.rules.stages import stage_of


def stages_of(group: ChildGroup, since: date, until: date) -> dict[Stage, int]:
    """How many children of each stage are in the group on some day from ``since`` until the day before
    ``until``; a stage that nobody is of is not there. One query."""
    here = Enrolment.objects.filter(touching(since, until), group=group)
    facts = Child.objects.filter(pk__in=here.values("child"))
    found = Counter(
        stage_of(born, group.school_year, override)
        for born, override in facts.values_list("birth_date", "stage_override")
    )
    return {stage: found[stage] for stage in Stage if found[stage]}
