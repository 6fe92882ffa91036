"""How many eat, by group, age band and diet code: as received at the cut-off, and as it stands.

A group whose register was confirmed says itself who is there. A silent one is not left without a
meal, nor a child whom a confirmed register does not know yet: who is expected that day is counted,
but for those reported absent. A group in quarantine is open and counted like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from attendance.kitchen.facts import DayFacts
from attendance.models import HeadCountLine, Presence


class Key(NamedTuple):
    group: int
    band: str
    diet: str


@dataclass(frozen=True)
class Figures:
    """``received``, ``silent``: ids of groups, those that have children."""

    counted: Counter[Key]
    received: frozenset[int]
    silent: frozenset[int]


def received_by(facts: DayFacts, moment: datetime) -> Figures:
    """As it had been received at a moment not after the cut-off, whenever this is asked.

    An entry received later never changes ``at_cutoff``, a notice says when it came and went, and
    the first confirmation of a register is never moved. The enrolment, the birth date and the diet
    code are those of the moment of asking.
    """
    confirmed = [g for g, said in facts.confirmations.items() if said.first_at <= moment]
    marks = {child: (said.group, said.at_cutoff) for child, said in facts.marks.items()}
    return _figures(facts, confirmed, marks, facts.noticed(moment))


def standing(facts: DayFacts, at: datetime) -> Figures:
    """As it stands: with late confirmations, corrections, late arrivals and later notices."""
    marks = {child: (said.group, said.presence) for child, said in facts.marks.items()}
    return _figures(facts, facts.confirmations, marks, facts.noticed(at))


def kept(lines: Iterable[HeadCountLine]) -> Figures:
    """As a head count keeps it."""
    rows = list(lines)
    return Figures(
        Counter({Key(row.group_id, row.band, row.diet_code): row.children for row in rows}),
        received=frozenset(row.group_id for row in rows if row.received),
        silent=frozenset(row.group_id for row in rows if not row.received),
    )


def differences(before: Figures, after: Figures) -> Counter[Key]:
    """What was added (+) and taken away (−); nothing where nothing changed."""
    changes = Counter(after.counted)
    changes.subtract(before.counted)
    return Counter({key: number for key, number in changes.items() if number})


def _figures(
    facts: DayFacts, confirmed: Iterable[int], marks: Mapping[int, tuple[int, str | None]],
    noticed: set[int],
) -> Figures:  # fmt: skip
    received = facts.working & set(confirmed)
    said = {c: mark for c, mark in marks.items() if mark[0] in received and mark[1] is not None}
    present = {
        child: group for child, (group, presence) in said.items() if presence == Presence.PRESENT
    }
    silent = facts.working - received
    expected = {
        child: group
        for child, group in facts.due.items()
        if group in facts.working and child not in said and child not in noticed
    }
    keys = (Key(g, *facts.portions[child]) for child, g in (present | expected).items())
    has_children = {group for group, _presence in said.values()} | set(facts.due.values())
    return Figures(Counter(keys), received & has_children, silent & has_children)
