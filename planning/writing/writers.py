"""Who else is writing this plan just now, by name; colleagues only."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from outbox import writers
from people.models import User
from planning.models import MonthPlan
from planning.parts import SECTIONS

Others = list[tuple[User, list[Any]]]  # each with the sections they write


def note(plan: MonthPlan, code: str, *, person: int, at: datetime) -> Others:
    """Somebody saved the section. :returns: who else is writing"""
    return _by_person(writers.note(_owner(plan), code, person=person, at=at))


def others(plan: MonthPlan, *, person: int, at: datetime) -> Others:
    """One question to the cache; one query where there is anybody."""
    return _by_person(writers.others(_owner(plan), person=person, at=at))


def _by_person(by_section: dict[str, list[int]]) -> Others:
    sections: dict[int, list[Any]] = defaultdict(list)
    for code in SECTIONS:
        for one in by_section.get(code, ()):
            sections[one].append(SECTIONS[code].label)
    known = User.objects.filter(pk__in=sections) if sections else ()
    return [(user, sections[user.pk]) for user in known]


def _owner(plan: MonthPlan) -> str:
    return f"plan/{plan.pk}"
