"""What parents of a group will see: counted, and a line a child. Constant queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.urls import reverse

from assessment.desk import Desk
from assessment.models import Assessment, Level, Publication
from assessment.publishing import words
from assessment.publishing.looked_at import Row, sign_of
from assessment.record import Record, records_of, sight_of
from assessment.words import published_at, seconds_left, waiting_of
from outbox.clock import ONE_DAY, local_day
from people.access import Access
from people.models import Child
from people.whose_day import children_due


@dataclass(frozen=True)
class Line:
    """A child. What is new was not published yet."""

    child: Child
    record: Record
    draft: Publication | None  # with what is typed for home
    sign: str  # of what is ready

    @classmethod
    def of(cls, record: Record, draft: Publication | None, by: Access) -> Line:
        ready: list[Row] = [*record.new_marks, *record.new_observations]
        return cls(record.child, record, draft, sign_of(ready, draft, by))

    @property
    def marks(self) -> list[Assessment]:
        return self.record.new_marks

    @property
    def observed(self) -> int:
        return len(self.record.new_observations)

    @property
    def idea(self) -> str:
        return self.draft.text if self.draft else ""

    @property
    def is_new(self) -> bool:
        return bool(self.marks or self.observed)

    @property
    def higher(self) -> int:
        """Of the new ones those above what stood before them."""
        steps = (pair for one in self.record.learned for pair in pairwise(one.steps))
        return sum(not after.publication_id and _rises(before, after) for before, after in steps)

    @property
    def waiting(self) -> Publication | None:
        return next(iter(waiting_of(self.record.publications)), None)

    @property
    def said(self) -> str:
        """«7 vērtējumi · doma mājām: skaitīt pakāpienus»"""
        return words.line(len(self.marks), self.observed, self.idea)

    @property
    def last(self) -> Publication | None:
        """What parents saw last."""
        return next((one for one in self.record.publications if one.is_released), None)

    @property
    def url(self) -> str:
        return reverse("assessment:preview", args=[self.child.pk])


def _rises(before: Assessment, after: Assessment) -> bool:
    return Level(after.level).rank > Level(before.level).rank


class PublishPage:
    def __init__(self, desk: Desk, *, access: Access, at: datetime) -> None:
        self.desk, self.access, self.at = desk, access, at
        self.zone = desk.group.institution.time_zone

    def children(self) -> list[Child]:
        return children_due(self.desk.group, self.access.day)

    def lines(self) -> list[Line]:
        """Five queries: children, their records, and what is typed for home."""
        children, until = self.children(), local_day(self.at, self.zone) + ONE_DAY
        records = records_of(children, sight_of(self.access), date.min, until)
        rows = Publication.objects.draft().filter(child__in=children)
        drafts = {one.child_id: one for one in rows}
        return [Line.of(records[child.pk], drafts.get(child.pk), self.access) for child in children]

    def context(self) -> dict[str, Any]:
        lines = self.lines()
        ready = [one for one in lines if one.is_new and not one.waiting]
        waiting = [one for line in lines if (one := line.waiting)]
        return {
            "group": self.desk.group, "ready": ready, "waiting": self._waiting(waiting),
            "others": [one for one in lines if not one.is_new and not one.waiting],
            "told": [one for one in lines if one.waiting],
            "subtitle": self.desk.group.name, "counts": list(_counts(ready, lines)),
            "act": words.act(len(ready)),
        }  # fmt: skip

    def _waiting(self, told: list[Publication]) -> dict[str, Any] | None:
        """The minute of what was published last; one button takes all of it back."""
        if not told:
            return None
        newest = max(told, key=lambda one: (one.published_at, one.pk))
        return {
            "seconds": seconds_left(newest, self.at), "title": published_at(newest, self.zone),
            "children": words.children(len(told)), "by": newest.published_by,
        }  # fmt: skip


def _counts(ready: list[Line], lines: list[Line]) -> Iterator[dict[str, Any]]:
    """What stands above the list: a number, and of what."""
    marks = sum(len(one.marks) for one in ready)
    observed = sum(one.observed for one in ready)
    without = sum(not one.is_new and not one.waiting for one in lines)
    yield {"n": len(ready), "of": words.with_news(len(ready)), "icon": "users"}
    if marks:
        higher = sum(one.higher for one in ready)
        yield {"n": marks, "of": words.of_marks(marks, higher), "icon": "stairs-up"}
    if observed:
        yield {"n": observed, "of": words.of_observed(observed), "icon": "abc"}
    if without:
        yield {"n": without, "of": words.without(without), "icon": "user"}
