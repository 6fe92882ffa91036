"""The page of a group's youngest on a day: a fold a child, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from assessment.desk import Desk
from assessment.models import Observation
from assessment.observing import words
from assessment.observing.texts import Offer, code_of, of_stage, offers_of, part_of
from assessment.rules import require_day, stage_in
from assessment.texts import Typed, as_typed
from assessment.words import Told, told_of
from curriculum.lists import Stage
from duties.calendar.school_year import first_day
from people.access import Access
from people.models import Child
from people.whose_day import children_due
from planning.writing.parts import Written, note_words


@dataclass
class Row:
    child: Child
    part: Written
    offers: list[Offer]
    earlier: list[Told]  # the newest first
    about: str

    @property
    def is_open(self) -> bool:
        return self.part.wants or self.part.is_typed


@dataclass
class Sheet:
    rows: list[Row]
    refusal: str  # why nothing can be written of this day
    offers: list[Offer] = field(default_factory=list)

    @property
    def written(self) -> int:
        return sum(bool(row.part.text) for row in self.rows)


class WordsPage:
    def __init__(
        self, desk: Desk, day: date, *, access: Access, at: datetime,
        typed: Mapping[str, Typed] | None = None,
    ) -> None:  # fmt: skip
        self.desk, self.day, self.access, self.at = desk, day, access, at
        self.typed = typed or {}

    def youngest(self) -> list[Child]:
        """Those of the group today who are given no letters. One query."""
        here = children_due(self.desk.group, self.access.day)
        return [child for child in here if stage_in(self.desk.group, child) == Stage.FIRST]

    def offers(self) -> list[Offer]:
        return of_stage(offers_of(self.desk.group, self.day), Stage.FIRST)

    def sheet(self) -> Sheet:
        children, offers = self.youngest(), self.offers()
        by_child = observations_of(children, first_day(self.desk.group.school_year))
        rows = [self._row(child, by_child[child.pk], offers) for child in children]
        note_words([row.part for row in rows], self.desk.group.institution_id)
        return Sheet(rows, self.refusal(), offers)

    def refusal(self) -> str:
        try:
            require_day(self.desk.group, self.day, at=self.at)
        except ValidationError as error:
            return error.messages[0]
        return ""

    def _row(self, child: Child, told: list[Observation], offers: list[Offer]) -> Row:
        here = next((one for one in told if one.day == self.day), None)
        may_write = self.desk.reach.whole and not self.refusal()
        part = part_of(child, self.desk.group, self.day, here, may_write=may_write, at=self.at)
        zone = self.desk.group.institution.time_zone
        earlier = [told_of(one, zone) for one in told if one.text and one is not here]
        return Row(
            child, as_typed(part, self.typed.get(code_of(child))),
            offers if part.may_write else [], earlier,
            words.about([one for one in told if one.text]),
        )  # fmt: skip

    def progress(self) -> str:
        """«6 no 17», asked by itself. Two queries."""
        children = self.youngest()
        written = Observation.objects.standing().filter(child__in=children, day=self.day)
        return words.progress(written.count(), len(children))

    def context(self) -> dict[str, Any]:
        group, sheet = self.desk.group, self.sheet()
        return {
            "sheet": sheet, "group": group, "day": self.day,
            "subtitle": words.subtitle(group, self.day),
            "progress": words.progress(sheet.written, len(sheet.rows)),
            "url": reverse("assessment:words_of", args=[group.pk, self.day]),
            "may_write": any(row.part.may_write for row in sheet.rows),
        }  # fmt: skip


def observations_of(children: Collection[Child], since: date) -> dict[int, list[Observation]]:
    """Those that stand, emptied ones too, the newest first. One query."""
    rows = Observation.objects.filter(child__in=children, day__gte=since, voided_at__isnull=True)
    found: dict[int, list[Observation]] = defaultdict(list)
    for row in rows.select_related("saved_by", "publication").order_by("-day"):
        found[row.child_id].append(row)
    return found
