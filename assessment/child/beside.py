"""What was assessed of a child lately, small: to stand beside what is written of the child elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessment.family.words import of_level
from assessment.models import Assessment, Level, Observation
from assessment.record import Learned, Record, record_of, sight_of
from curriculum.lists import Area
from outbox.clock import ONE_DAY, local_day
from people.access import Access
from people.models import Child

LATELY = 92  # days: three months
MOST_WORDS = 3  # observations


@dataclass(frozen=True)
class Lately:
    """The newest of a learning area."""

    area: Area
    row: Assessment
    says: str  # «turpina apgūt»


def context_of(child: Child, access: Access, *, at: datetime) -> dict[str, Any]:
    """Words before letters; drafts too, as its staff read them. Three queries."""
    today = local_day(at, child.institution.time_zone)
    until = today + ONE_DAY
    record = record_of(child, sight_of(access), until - LATELY * ONE_DAY, until)
    return {"child": child, "words": words_of(record), "areas": list(newest_of(record))}


def words_of(record: Record) -> tuple[Observation, ...]:
    return record.observations[:MOST_WORDS]


def newest_of(record: Record) -> Iterator[Lately]:
    """Areas in the law's order; none of which nothing was assessed."""
    for area, learned in record.by_area.items():
        if learned:
            row = max(learned, key=_place).last
            yield Lately(area, row, of_level(Level(row.level), record.child))


def _place(one: Learned) -> tuple[Any, int]:
    return one.last.day, one.last.pk
