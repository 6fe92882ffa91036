"""What was assessed of a child in a stretch of days: the one reading that the staff's page, the parents'
page, paper and tables show (R26, R2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from assessment.models import Assessment, Level, Observation, Publication
from curriculum.lists import Area
from curriculum.models import Entry
from people.access import Access, Action
from people.models import Child


@dataclass(frozen=True)
class Learned:
    """One outcome of a child with all its assessments, the oldest first. Wordings of one code are one
    outcome: it is told in the words of its last assessment."""

    steps: tuple[Assessment, ...]

    @property
    def last(self) -> Assessment:
        return self.steps[-1]

    @property
    def outcome(self) -> Entry:
        return self.last.outcome

    @property
    def level(self) -> Level:
        return Level(self.last.level)

    @property
    def before(self) -> Level | None:
        """The level before the last change; nothing where there was one level only."""
        others = [step.level for step in self.steps if step.level != self.last.level]
        return Level(others[-1]) if others else None


@dataclass(frozen=True)
class Record:
    """Of one child; ``publications`` are all of the child, also those of other days (``told``)."""

    child: Child
    learned: tuple[Learned, ...]  # by area in the law's order, then as the catalogue has them
    observations: tuple[Observation, ...]  # the newest first
    publications: tuple[Publication, ...]  # the newest first; of a draft none

    @property
    def by_area(self) -> dict[Area, list[Learned]]:
        """All seven, also those of which nothing was assessed."""
        found: dict[Area, list[Learned]] = {area: [] for area in Area}
        for one in self.learned:
            found[Area(one.outcome.area)].append(one)
        return found

    @property
    def told(self) -> frozenset[int | None]:
        """Ids of the publications that something of it belongs to; of a draft None."""
        steps = (step for one in self.learned for step in one.steps)
        return frozenset(row.publication_id for row in (*steps, *self.observations))

    @property
    def new_marks(self) -> list[Assessment]:
        """Parents were told nothing of them."""
        steps = (step for one in self.learned for step in one.steps)
        return [step for step in steps if step.publication_id is None]

    @property
    def new_observations(self) -> list[Observation]:
        return [row for row in self.observations if row.publication_id is None]

    @property
    def is_empty(self) -> bool:
        return not (self.learned or self.observations)


@dataclass(frozen=True)
class Sight:
    """Which rows are read."""

    assessments: QuerySet[Assessment]
    observations: QuerySet[Observation]
    publications: QuerySet[Publication]


def sight_of(access: Access) -> Sight:
    """What the person sees in the role they act in: staff drafts too."""
    view = Action.VIEW_ASSESSMENT
    return Sight(
        Assessment.objects.visible_to(access, view),
        Observation.objects.visible_to(access, view),
        Publication.objects.visible_to(access, view).filter(published_at__isnull=False),
    )


def sight_of_families(access: Access) -> Sight:
    """Of what staff see, what parents were shown: paper, tables and summaries never hold a draft."""
    mine = sight_of(access)
    return Sight(
        mine.assessments.shown_to_families(),  # type: ignore[attr-defined]
        mine.observations.shown_to_families(),  # type: ignore[attr-defined]
        mine.publications.released(),  # type: ignore[attr-defined]
    )


def records_of(
    children: Collection[Child], sight: Sight, since: date, until: date
) -> dict[int, Record]:
    """By child, of the days from ``since`` until the day before ``until``. Three queries, any number of
    children."""
    of_whom = {"child__in": children, "day__gte": since, "day__lt": until}
    steps = sight.assessments.filter(voided_at__isnull=True, **of_whom)
    words = sight.observations.filter(voided_at__isnull=True, **of_whom).exclude(text="")
    steps = steps.select_related("outcome", "evidence__log", "assessed_by", "publication")
    of_steps = _by_child(steps.order_by("day", "pk"))
    of_words = _by_child(words.select_related("saved_by", "publication").order_by("-day", "-pk"))
    told = sight.publications.filter(child__in=children).select_related("published_by")
    of_told = _by_child(told.order_by("-published_at", "-pk"))
    return {
        child.pk: Record(
            child, _learned(of_steps[child.pk]), tuple(of_words[child.pk]), tuple(of_told[child.pk])
        )
        for child in children
    }


def record_of(child: Child, sight: Sight, since: date, until: date) -> Record:
    return records_of([child], sight, since, until)[child.pk]


def _by_child(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.child_id].append(row)
    return found


def _learned(steps: Iterable[Assessment]) -> tuple[Learned, ...]:
    of_code: dict[str, list[Assessment]] = defaultdict(list)
    for step in steps:
        of_code[step.outcome.code].append(step)
    every = (Learned(tuple(rows)) for rows in of_code.values())
    return tuple(sorted(every, key=lambda one: place_of(one.outcome)))


def place_of(entry: Entry) -> tuple[int, int, int, str]:
    """By area in the law's order, then as the catalogue has them."""
    return list(Area.values).index(entry.area), entry.stage or 0, entry.number, entry.code
