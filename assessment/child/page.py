"""What the page of a child reads: one school year, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.urls import reverse

from activities.album import Shown
from assessment.child import words
from assessment.child.coverage import coverage_of, stays_of
from assessment.child.done import Done, done_of
from assessment.child.idea import idea_part
from assessment.desk import ChildDesk
from assessment.family.reading import readers_of
from assessment.family.words import of_level
from assessment.models import Assessment, Level, Publication
from assessment.observing.texts import of_stage, offers_of, part_of, standing_of
from assessment.photos import Photos, photos_of
from assessment.publishing.looked_at import sign_of
from assessment.record import Learned, Record, Sight, record_of, sight_of
from assessment.rules import stage_in
from assessment.texts import Typed, as_typed
from assessment.words import Told, published_at, seconds_left, state_of, told_of, waiting_of
from curriculum.lists import Area, Skill, Stage
from duties.calendar.school_year import first_day, label, last_day, school_year_of
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from planning.writing.parts import note_words


@dataclass(frozen=True)
class Step:
    """One assessment. ``url``: all about it."""

    row: Assessment
    says: str  # «turpina apgūt»
    state: str  # «publicēts 17.11.»
    url: str
    photo: Shown | None = None  # that shows it, where it is seen

    @property
    def is_draft(self) -> bool:
        return self.row.publication_id is None

    @property
    def is_said(self) -> bool:
        return bool(self.row.comment or self.row.evidence_id or self.photo)


@dataclass(frozen=True)
class Outcome:
    text: str
    steps: list[Step]

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def said(self) -> list[Step]:
        """Those of which something is said, the newest first."""
        return [one for one in reversed(self.steps) if one.is_said]


@dataclass(frozen=True)
class OfArea:
    area: Area
    outcomes: list[Outcome]

    @property
    def counts(self) -> str:
        return words.counts(Level(one.last.row.level) for one in self.outcomes)


@dataclass(frozen=True)
class Change:
    """From one level to another: up, or down."""

    text: str
    before: Step
    after: Step


@dataclass(frozen=True)
class Year:
    number: int
    is_here: bool

    @property
    def label(self) -> str:
        return label(self.number)


class ChildPage:
    def __init__(
        self, desk: ChildDesk, *, access: Access, at: datetime, year: int | None = None,
        typed: dict[str, Typed] | None = None,
    ) -> None:  # fmt: skip
        """:param typed: texts of a form that is shown again, by code"""
        self.desk, self.access, self.at, self.typed = desk, access, at, typed or {}
        self.zone = desk.group.institution.time_zone
        self.today = local_day(at, self.zone)
        self.year = school_year_of(self.today) if year is None else year
        self.since, self.until = first_day(self.year), last_day(self.year) + ONE_DAY
        self.may_publish = access.can(Action.PUBLISH_ASSESSMENT, desk.group)
        self.photos: Photos = {}

    def context(self) -> dict[str, Any]:
        every = record_of(self.desk.child, self._sight(), date.min, self.today + ONE_DAY)
        mine = self._of_year(every)
        self.photos = photos_of(_steps(mine.learned), self.access)
        stays = stays_of(self.desk.child, self.since, self.until)
        return {
            "child": self.desk.child, "group": self.desk.group, "areas": self._areas(mine),
            "changes": self._changes(every), "told": self._told(mine),
            "coverage": coverage_of(_steps(mine.learned), stays), "skills": list(Skill),
            "done": self._done(mine, stays), "years": self._years(every),
            "subtitle": words.subtitle(self.desk.group, self._stage), "may_write": self.desk.reach.whole,
            "is_now": self.year == school_year_of(self.today), "is_empty": mine.is_empty, "year": self.year,
            **self._texts(every), **self._publishing(every),
        }  # fmt: skip

    def _sight(self) -> Sight:
        """With what is being made ready: it holds the idea for home."""
        every = Publication.objects.visible_to(self.access, Action.VIEW_ASSESSMENT)
        return replace(sight_of(self.access), publications=every.select_related("saved_by"))

    @property
    def _stage(self) -> Stage:
        return stage_in(self.desk.group, self.desk.child)

    # --- what was assessed and observed
    def _of_year(self, record: Record) -> Record:
        learned = [self._learned_in_year(one) for one in record.learned]
        told = [row for row in record.observations if self._is_of_year(row.day)]
        return replace(
            record, learned=tuple(one for one in learned if one.steps), observations=tuple(told)
        )

    def _learned_in_year(self, one: Learned) -> Learned:
        return Learned(tuple(step for step in one.steps if self._is_of_year(step.day)))

    def _is_of_year(self, day: date) -> bool:
        return self.since <= day < self.until

    def _areas(self, record: Record) -> list[OfArea]:
        return [
            OfArea(area, [self._outcome(one) for one in learned])
            for area, learned in record.by_area.items()
        ]

    def _outcome(self, one: Learned) -> Outcome:
        return Outcome(one.outcome.text, [self._step(row) for row in one.steps])

    def _step(self, row: Assessment) -> Step:
        url = reverse("assessment:mark", args=[row.child_id, row.pk])
        says = of_level(Level(row.level), self.desk.child)
        photo = self.photos.get(row.photo_id) if row.photo_id else None
        return Step(row, says, state_of(row, self.zone), url, photo)

    def _changes(self, record: Record) -> list[Change]:
        """Of the year, also against what stood before it; the newest first."""
        pairs = [
            (one.outcome.text, before, after)
            for one in record.learned for before, after in pairwise(one.steps)
            if before.level != after.level and self._is_of_year(after.day)
        ]  # fmt: skip
        pairs.sort(key=lambda pair: (pair[2].day, pair[2].pk), reverse=True)
        return [
            Change(text, self._step(before), self._step(after)) for text, before, after in pairs
        ]

    def _told(self, record: Record) -> list[Told]:
        return [told_of(row, self.zone) for row in record.observations]

    def _done(self, record: Record, stays: Any) -> list[Done]:
        """The youngest are given no letters, so none is missing."""
        if self._stage == Stage.FIRST:
            return []
        assessed = {step.outcome.code for step in _steps(record.learned)}
        return done_of(
            self.desk.child, self.desk.group, self._stage, assessed, stays, self.since, self.until
        )

    def _years(self, record: Record) -> list[Year]:
        """All of which there is something, and this one."""
        days = [step.day for step in _steps(record.learned)]
        days += [row.day for row in record.observations]
        found = {school_year_of(day) for day in days} | {school_year_of(self.today), self.year}
        return [Year(one, one == self.year) for one in sorted(found, reverse=True)]

    # --- what is written here
    def _texts(self, record: Record) -> dict[str, Any]:
        """Of today; in a year that is over nothing is written."""
        is_now = self.year == school_year_of(self.today) == self.desk.group.school_year
        if not (self.desk.reach.whole and is_now):
            return {"observation": None, "idea": None, "offers": []}
        child, group = self.desk.child, self.desk.group
        at, row = self.at, standing_of(child, self.today)
        said = part_of(child, group, self.today, row, may_write=True, at=at)
        draft = next((one for one in record.publications if not one.is_published), None)
        idea = idea_part(child, draft, at=at, zone=self.zone)
        both = [as_typed(one, self.typed.get(one.code)) for one in (said, idea)]
        note_words(both, group.institution_id)
        offers = of_stage(offers_of(group, self.today), self._stage) if said.may_write else []
        return dict(zip(("observation", "idea", "offers"), (*both, offers), strict=True))

    def _publishing(self, record: Record) -> dict[str, Any]:
        """How much parents were not told yet, and the minute that runs."""
        marks, told = record.new_marks, record.new_observations
        draft = next((one for one in record.publications if not one.is_published), None)
        waiting = waiting_of(record.publications)
        shown = [one for one in record.publications if one.is_released]
        return {
            "new": words.new(len(marks), len(told)) if marks or told else "",
            "looked": sign_of([*marks, *told], draft, self.access), "may_publish": self.may_publish,
            "waits": self._waits(waiting[0]) if waiting else None,
            "ideas": [one for one in shown if one.idea and self._is_of_year(self._day(one))],
            "publications": shown, "readers": self._readers(shown[0]) if shown else [],
        }  # fmt: skip

    def _day(self, told: Publication) -> date:
        assert told.published_at
        return local_day(told.published_at, self.zone)

    def _readers(self, newest: Publication) -> list[str]:
        """Who its guardians are, a specialist is not told."""
        if not self.access.can(Action.VIEW_CONTACTS, self.desk.group):
            return []
        every = readers_of([newest], self.today)[newest.pk]
        return [one.told(self.at, self.zone) for one in every]

    def _waits(self, one: Publication) -> dict[str, Any]:
        seconds = seconds_left(one, self.at) if self.may_publish else 0
        return {
            "seconds": seconds,
            "title": published_at(one, self.zone),
            "by": one.published_by,
            "idea": one.text,
        }


def _steps(learned: Iterable[Learned]) -> Iterator[Assessment]:
    for one in learned:
        yield from one.steps
