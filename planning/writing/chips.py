"""What can be chosen by a tap, and what is: each as a chip of the page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from curriculum.lists import Area, Skill, Stage
from curriculum.models import Entry
from planning.models import MonthPlan, PlanChoice
from planning.parts import Choose
from planning.writing.filled import Filled
from planning.writing.parts import Chip, StagePart
from planning.writing.picks import area_of, code_of, token, token_of


class Chips:
    """Of one plan. Two queries."""

    def __init__(self, plan: MonthPlan, filled: Filled | None) -> None:
        """:param filled: a form that is shown again"""
        self.choices = list(plan.choices.standing().select_related("entry"))
        usable = Entry.objects.in_use(plan.institution_id, plan.group.school_year)
        self.entries = list(usable.in_order())
        self.standing = {token_of(choice) for choice in self.choices}
        self.ticked, self.own, self.heard = self.standing, {}, {}
        if filled:
            self.ticked, self.own, self.heard = filled.on, filled.own, filled.heard

    def of_the_plan(self, kind: Choose) -> list[Chip]:
        offered = [entry for entry in self.entries if entry.kind == kind]
        return self._offered(offered, kind) + self._retired(offered, kind)

    def of_an_area(self, area: Area, stages_first: Collection[int]) -> dict[str, Any]:
        """Those of ``AreaPart``.

        :param stages_first: those of the group
        """
        entries, code = [entry for entry in self.entries if entry.area == area], area.value
        return {
            "stages": self._stages(entries, code, stages_first),
            "retired": self._retired(entries, Choose.OUTCOME, code),
            "own": self._own(code),
            "skills": [self._chip(token(Choose.SKILL, code, one), one.label) for one in Skill],
            "not_planned": [self._chip(token(Choose.NOT_PLANNED, code), Choose.NOT_PLANNED.label)],
        }

    def _stages(self, entries: list[Entry], code: str, first: Collection[int]) -> list[StagePart]:
        parts = [
            StagePart(
                stage.label,
                self._offered([one for one in entries if one.stage == stage], Choose.OUTCOME, code),
                is_of_the_group=stage.value in first,
            )
            for stage in sorted(Stage, key=lambda stage: stage.value not in first)
        ]
        return [part for part in parts if part.chips]

    def _own(self, area: str) -> list[Chip]:
        """In own words; a child's name in them is asked about at the chip."""
        own = [one for one in self._chosen(Choose.OUTCOME, area) if one.entry_id is None]
        again = {said: text for said, text in self.own.items() if area_of(said) == area and text}
        labels = {token_of(one): one.words for one in own} | again
        return [
            replace(self._chip(said, label), heard=self.heard.get(code_of(said)))
            for said, label in labels.items()
        ]

    def _offered(self, entries: Iterable[Entry], kind: Choose, area: str = "") -> list[Chip]:
        return [self._chip(token(kind, area, entry.pk), entry.text) for entry in entries]

    def _retired(self, offered: Iterable[Entry], kind: Choose, area: str = "") -> list[Chip]:
        """Chosen while the catalogue had them."""
        known = {entry.pk for entry in offered}
        return [
            self._chip(token_of(choice), choice.words, is_retired=True)
            for choice in self._chosen(kind, area)
            if choice.entry_id and choice.entry_id not in known
        ]

    def _chosen(self, kind: Choose, area: str) -> list[PlanChoice]:
        return [one for one in self.choices if (one.kind, one.area) == (kind, area)]

    def _chip(self, named: str, label: Any, *, is_retired: bool = False) -> Chip:
        return Chip(
            named, label, is_on=named in self.ticked, is_standing=named in self.standing,
            is_retired=is_retired,
        )  # fmt: skip
