"""An entry as it stood at given moments, and from each to the next what became different."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise, takewhile, zip_longest
from typing import Any

from django.db.models import Model

from people.models import User

from .telling import Telling, told
from .trail import Deed, Story, Trail, events_of, metadata_of, people, place_of, read, role_in_words

Moment = tuple[Any, str, str]  # row, field, title
Place = tuple[datetime, int]


@dataclass(frozen=True)
class Version:
    """One version: what it is called, when, by whom, and what is different from the one before."""

    title: str
    at: datetime
    by: User | None
    role: str
    differences: list[Telling]  # none of the first


def between(entry: Model, moments: Iterable[Moment]) -> list[Version]:
    """The versions of an entry at these moments (row, field, title), the oldest first.

    A moment is no time of a clock: the row's own is that of the request's arrival, which lies before its
    writes, and far before where a form was kept at a closed door. It is the event that wrote it, with
    whatever else its request wrote.
    """
    return versions(read(entry), list(moments))


def versions(trail: Trail, moments: Sequence[Moment]) -> list[Version]:
    """Queries: one for each table of moments that are not the entry's own, and one for the people."""
    marked = _marked(trail, moments)
    known = people(_author(moment, event) for moment, event in marked)
    cuts = _cuts(trail, [event for _, event in marked])
    stories = _without_moments(trail, moments)
    differences = [[], *(list(_different(stories, *pair)) for pair in pairwise(cuts))]
    return [
        _version(moment, event, known, different)
        for (moment, event), different in zip(marked, differences, strict=False)
    ]


def _marked(trail: Trail, moments: Sequence[Moment]) -> list[tuple[Moment, Any]]:
    """Each moment with the event that wrote it, in their order."""
    events = {(type(trail.entry), trail.entry.pk): trail.stories[0].events}
    for model in {type(row) for row, _, _ in moments} - {type(trail.entry)}:
        pks = [row.pk for row, _, _ in moments if type(row) is model]
        for event in events_of(model, pgh_obj_id__in=pks):
            events.setdefault((model, event.pgh_obj_id), []).append(event)
    found = [(one, _wrote(events.get((type(one[0]), one[0].pk), []), one)) for one in moments]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: place_of(pair[1]))


def _wrote(events: list[Any], moment: Moment) -> Any:
    """The event by which the field came to say what it says; None of one that is empty."""
    row, field, _ = moment
    said = getattr(row, field)
    since = list(takewhile(lambda event: getattr(event, field) == said, reversed(events)))
    return since[-1] if since and said else None


def _cuts(trail: Trail, marks: list[Any]) -> list[Place]:
    """Up to where each version reaches: the last write of its request, before the next version begins."""
    events = [event for story in trail.stories for event in story.events]
    ends = [place_of(mark) for mark in marks[1:]]
    return [
        max(
            place_of(event)
            for event in [mark, *events]
            if event is mark
            or (event.pgh_context_id == mark.pgh_context_id and (not end or place_of(event) < end))
        )
        for mark, end in zip_longest(marks, ends)
    ]


def _without_moments(trail: Trail, moments: Sequence[Moment]) -> list[Story]:
    """What says that it is a version is no difference: it is the version's own line."""
    entry, *parts = trail.stories
    own = frozenset(field for row, field, _ in moments if row == trail.entry)
    tables = {type(row) for row, _, _ in moments}
    return [replace(entry, told=own), *(part for part in parts if part.model not in tables)]


def _different(stories: list[Story], since: Place, until: Place) -> Iterator[Telling]:
    for story in stories:
        before, after = _standing_at(story, since), _standing_at(story, until)
        telling = told(Deed(story, before, after)) if after is not before else None
        if telling:
            yield telling


def _standing_at(story: Story, cut: Place) -> Any:
    return next((event for event in reversed(story.events) if place_of(event) <= cut), None)


def _author(moment: Moment, event: Any) -> int | None:
    """Whom the row names; of one that names nobody the trail's."""
    row, field, _ = moment
    named = getattr(row, f"{field.removesuffix('at')}by_id", None)
    return named or metadata_of(event).get("user")


def _version(
    moment: Moment, event: Any, known: dict[int, User], differences: list[Telling]
) -> Version:
    row, field, title = moment
    author, metadata = _author(moment, event), metadata_of(event)
    is_theirs = author is None or metadata.get("user") == author
    return Version(
        title=title,
        at=getattr(row, field),
        by=known.get(author or 0),
        role=role_in_words(metadata) if is_theirs else "",
        differences=differences,
    )
