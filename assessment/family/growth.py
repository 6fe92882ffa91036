"""A child's growth as its family reads it: words first, then the letter. No sum of levels, no average, no
other child: none of it is computed, so that none of it can reach a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from activities.album import Shown
from assessment.family import words
from assessment.models import Assessment, Level, Observation
from assessment.record import Learned, Record
from curriculum.lists import Area
from people.models import Child

Source = int | None  # a publication; of what is not published yet None


@dataclass(frozen=True)
class Step:
    """One assessment. ``shows``: address of the day that shows it, "" without a way there, None untold;
    ``photo`` that shows it, where it is seen."""

    row: Assessment
    says: str  # «apguvusi»
    shows: str | None
    photo: Shown | None
    is_new: bool

    @property
    def is_said(self) -> bool:
        """Something is said of it, or shown."""
        return bool(self.row.comment or self.shows is not None or self.photo)


@dataclass(frozen=True)
class Outcome:
    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        return self.last.row.outcome.text

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def is_new(self) -> bool:
        return any(step.is_new for step in self.steps)

    @property
    def said(self) -> list[Step]:
        """Those of which something is said or shown, the newest first."""
        return [one for one in reversed(self.steps) if one.is_said]


@dataclass(frozen=True)
class Part:
    """What the child can do, learns, or begins."""

    levels: tuple[Level, ...]
    outcomes: list[Outcome]

    @property
    def heading(self) -> str:
        return words.heading(self.levels)


@dataclass(frozen=True)
class OfArea:
    area: Area
    outcomes: list[Outcome]

    @property
    def counts(self) -> str:
        levels = [Level(one.last.row.level) for one in self.outcomes]
        return words.counts(levels) if levels else str(words.NOT_ASSESSED)


@dataclass(frozen=True)
class Change:
    """From one level to another: up, or down."""

    text: str
    before: Step
    after: Step

    @property
    def day(self) -> date:
        return self.after.row.day

    @property
    def says(self) -> str:
        is_back = Level(self.after.row.level).rank < Level(self.before.row.level).rank
        return str(words.BACK) if is_back else words.now(self.after.says)


@dataclass(frozen=True)
class Growth:
    """``latest``: of which publications the outcomes stand first; ``new``: which were not read before;
    ``evidence``: where entries of days are read, by entry (``Step.shows``); ``photos`` by their keys."""

    record: Record
    latest: Collection[Source]
    new: Collection[Source] = ()
    idea: str = ""
    idea_of: str = ""  # «2.10.»: it came with an earlier publication
    evidence: Mapping[int, str] = field(default_factory=dict)
    photos: Mapping[int, Shown] = field(default_factory=dict)

    @property
    def child(self) -> Child:
        return self.record.child

    # --- what stands first
    @property
    def title(self) -> str:
        """The heading of the first part, by the child's name."""
        return words.title(self.parts[0].levels if self.parts else None, self.child)

    @cached_property
    def parts(self) -> list[Part]:
        mine = [one for one in self.outcomes if self._is_latest(one)]
        every = [
            Part(levels, [one for one in mine if one.last.row.level in levels])
            for levels in words.PARTS
        ]
        return [part for part in every if part.outcomes]

    @property
    def observed(self) -> list[Observation]:
        return [row for row in self.record.observations if row.publication_id in self.latest]

    @property
    def authors(self) -> str:
        """Of the letters that stand first: «Ilze Kalēja, Mūza Dziesma»"""
        steps = [one.last for part in self.parts for one in part.outcomes]
        return ", ".join(dict.fromkeys(str(step.row.assessed_by) for step in steps))

    def _is_latest(self, one: Outcome) -> bool:
        return any(step.row.publication_id in self.latest for step in one.steps)

    # --- everything
    @cached_property
    def outcomes(self) -> list[Outcome]:
        return [self._outcome(one) for one in self.record.learned]

    @property
    def areas(self) -> list[OfArea]:
        """All seven; none where there are words only."""
        if not self.outcomes:
            return []
        by_area: dict[str, list[Outcome]] = {area: [] for area in Area}
        for one in self.outcomes:
            by_area[one.last.row.outcome.area].append(one)
        return [OfArea(area, by_area[area]) for area in Area]

    @property
    def changes(self) -> list[Change]:
        """The newest first."""
        found = [change for one in self.outcomes for change in _changes(one)]
        return sorted(found, key=lambda change: change.day, reverse=True)

    @property
    def observed_before(self) -> list[Observation]:
        return [row for row in self.record.observations if row.publication_id not in self.latest]

    @property
    def letters(self) -> list[tuple[Level, str]]:
        """What each means."""
        return [(level, words.of_level(level, self.child)) for level in Level]

    def _outcome(self, one: Learned) -> Outcome:
        return Outcome(tuple(self._step(row) for row in one.steps))

    def _step(self, row: Assessment) -> Step:
        says = words.of_level(Level(row.level), self.child)
        shows = self.evidence.get(row.evidence_id) if row.evidence_id else None
        photo = self.photos.get(row.photo_id) if row.photo_id else None
        return Step(row, says, shows, photo, row.publication_id in self.new)


def _changes(one: Outcome) -> list[Change]:
    pairs = zip(one.steps, one.steps[1:], strict=False)
    return [
        Change(one.text, before, after)
        for before, after in pairs
        if before.row.level != after.row.level
    ]
