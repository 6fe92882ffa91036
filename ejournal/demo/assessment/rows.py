"""Rows of one group's month of assessment, as painting, writing and publishing would have left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any

from assessment.models import Assessment, Level, Observation, Publication
from assessment.rules import stage_in
from curriculum.lists import Stage
from curriculum.models import Entry
from duties.calendar.school_year import months
from ejournal.demo.absences import source
from ejournal.demo.assessment.course import Course
from ejournal.demo.assessment.growth import level_after, level_at_first
from ejournal.demo.months.rows import Sheet
from ejournal.demo.plan.assessment.content import comment, words
from outbox.models import GRACE
from people.models import Child

_ANEW = 3  # outcomes of the month before
_COMMENTED, _SHOWN, _IDEAS, _OBSERVED = 0.12, 0.3, 0.6, 0.05


@dataclass(frozen=True)
class Round:
    """One group's month. ``evidence``: by outcome, the entries of days that served it, the oldest first."""

    sheet: Sheet
    course: Course
    children: Sequence[Child]
    outcomes: Sequence[Entry]
    before: Sequence[Entry]  # of the month before
    evidence: Mapping[int, Sequence[tuple[date, int]]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Of the month, in the school year."""
        every = [month.first for month in months(self.sheet.group.school_year)]
        return every.index(self.sheet.month)

    @cached_property
    def stages(self) -> dict[int, Stage]:
        return {child.pk: stage_in(self.sheet.group, child) for child in self.children}


def assessments(one: Round) -> Iterator[Assessment]:
    """Each child in the outcomes of the own stage; some of last month's anew."""
    for nth, (child, outcome, level, day) in enumerate(_levels(one)):
        by = one.sheet.authors.of(one.sheet.number + one.number, outcome.area)
        rng = source("said", child.pk, outcome.code, day)
        yield Assessment(
            institution_id=one.sheet.group.institution_id, child_id=child.pk,
            outcome_id=outcome.pk, day=day, level=level.value,
            comment=comment(outcome.area, level, child.pk) if rng.random() < _COMMENTED else "",
            evidence_id=_shown(one, outcome, day) if rng.random() < _SHOWN else None,
            assessed_at=one.course.written_at(day, nth), assessed_by_id=by.pk,
        )  # fmt: skip


def _levels(one: Round) -> Iterator[tuple[Child, Entry, Level, date]]:
    for outcome in one.outcomes:
        for child in _of_stage(one, outcome):
            if level := level_at_first(child, outcome.code, one.number):
                yield child, outcome, level, one.course.assessed
    for outcome in one.before[:_ANEW]:
        for child in _of_stage(one, outcome):
            first = level_at_first(child, outcome.code, one.number - 1)
            if first and (after := level_after(child, outcome.code, first)):
                yield child, outcome, after, one.course.anew


def _of_stage(one: Round, outcome: Entry) -> list[Child]:
    return [child for child in one.children if one.stages[child.pk] == outcome.stage]


def _shown(one: Round, outcome: Entry, day: date) -> int | None:
    """The newest entry until that day that served the outcome."""
    known = [pk for of_day, pk in one.evidence.get(outcome.pk, ()) if of_day <= day]
    return known[-1] if known else None


def observations(one: Round) -> Iterator[Observation]:
    """Of each of the youngest, now and then of others."""
    turns, day = count(one.number * 5 + one.sheet.number), one.course.observed
    for nth, child in enumerate(one.children):
        is_youngest = one.stages[child.pk] == Stage.FIRST
        chance = source("observed", child.pk, day).random()
        if not is_youngest and chance >= _OBSERVED:
            continue
        by = one.sheet.authors.of(nth)
        yield Observation(
            **_of(child), day=day, text=words("observation", next(turns)), version=1,
            saved_at=one.course.written_at(day, nth), saved_by_id=by.pk,
        )  # fmt: skip


def publication(one: Round, child: Child) -> Publication:
    """Shown to parents; mostly with an idea for home."""
    at, by = one.course.published_at, one.sheet.authors.of(one.sheet.number + one.number)
    idea = words("idea", child.pk + one.number)
    has_one = source("idea", child.pk, one.sheet.month).random() < _IDEAS
    saved = {"text": idea, "version": 1, "saved_at": at, "saved_by_id": by.pk} if has_one else {}
    return Publication(
        **_of(child), published_at=at, published_by_id=by.pk, released_at=at + GRACE, **saved
    )


def _of(child: Child) -> dict[str, Any]:
    return {"institution_id": child.institution_id, "child_id": child.pk}
