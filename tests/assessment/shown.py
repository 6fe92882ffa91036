"""A child of whom everything that can be said was published, and of whom a draft says more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from assessment import operations
from assessment.models import Assessment
from people.access import Access
from people.models import Child, ChildGroup
from tests.assessment import makers
from tests.world import MONDAY, at

OCTOBER, FRIDAY = date(2026, 10, 5), date(2026, 11, 13)
CANARY = "Kanārijputniņš"
COMMENT = "Skaita līdz desmit un vēl tālāk"
OBSERVATION, EARLIER = "Būvē torni no divdesmit klučiem", "Klausās pasaku līdz galam"
IDEA = "Skaitiet kopā pakāpienus"


@dataclass
class Told:
    """Writes about one child by one teacher."""

    group: ChildGroup
    by: Access
    child: Child
    _more: dict[str, Any] = field(default_factory=dict)

    def level(self, outcome: Any, level: str, day: date, comment: str = "") -> Assessment:
        row = makers.assessed(self.group, self.by, self.child, outcome, level, day=day)
        if comment:
            self.explain(row, comment)
        return row

    def explain(self, row: Assessment, comment: str) -> None:
        operations.explain(
            assessment=row, group=self.group, comment=comment, evidence=None, version=row.version,
            by=self.by, at=at(13, 10, day=row.day),
        )  # fmt: skip

    def words(self, text: str, day: date) -> None:
        operations.save_observation(
            child=self.child, group=self.group, day=day, text=text, version=0, by=self.by,
            at=at(13, 20, day=day),
        )  # fmt: skip

    def idea(self, text: str, when: datetime | None = None) -> None:
        operations.save_idea(
            child=self.child, group=self.group, text=text, version=0, by=self.by,
            at=when or at(13, 30),
        )  # fmt: skip


def everything(group: ChildGroup, by: Access, child: Child) -> None:
    """Published and shown: levels that went up and down, words, an idea."""
    told, (counting, adding, *_) = Told(group, by, child), makers.outcomes()
    told.level(counting, "S", OCTOBER)
    told.level(counting, "A", FRIDAY)
    told.level(counting, "T", MONDAY, COMMENT)
    told.level(adding, "P", FRIDAY)
    told.level(makers.outcomes("VAL")[0], "T", OCTOBER)
    told.words(EARLIER, OCTOBER)
    told.words(OBSERVATION, FRIDAY)
    told.idea(IDEA)
    makers.released(group, by, [child])


def drafts(group: ChildGroup, by: Access, child: Child) -> str:
    """Of each kind one that parents were not told of.

    :returns: the words of the outcome that stands in them alone
    """
    told, hidden = Told(group, by, child), makers.outcomes("DAB")[0]
    told.level(hidden, "P", MONDAY, CANARY)
    told.words(CANARY, MONDAY)
    told.idea(CANARY, at(14, 5))
    return hidden.text
