"""First names of children in what all parents will read: asked about before it is saved, those of the
group; before the plan is submitted those of the whole house, since a text can come from any group's plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.urls import reverse

from people.names import Heard, Roll, hear, roll_of, roll_of_house
from planning.models import MonthPlan
from planning.rules import can_be_kept


class Names:
    """Of the children of a plan's month, in all texts of one request. One query, where one is new.

    :param at_last: parents are about to read the plan: what stands in it already is asked about too,
        since a text that was taken over from another plan was not typed by anybody
    """

    def __init__(
        self, plan: MonthPlan, posted: Mapping[str, str], *, at_last: bool = False
    ) -> None:
        self.plan, self.posted, self.at_last = plan, posted, at_last
        place = [plan.group_id, plan.month]
        self.goes_to = reverse("planning:submit", args=place) if at_last else ""

    @cached_property
    def roll(self) -> Roll:
        days = self.plan.when.first, self.plan.when.until
        if self.at_last:
            return roll_of_house(self.plan.institution, *days)
        return roll_of(self.plan.group, *days)

    def heard(self, code: str, saved: str, text: str) -> Heard:
        """What becomes of one text. Where nothing is new, nobody is asked; nor of what is too long to be
        saved, which would take seconds to read."""
        is_saved = text == saved
        if self.at_last or (is_saved and f"named-{code}" in self.posted):
            saved = ""  # nothing is known: all is asked about at last, or this is the answer
        if text == saved or not text.strip() or not can_be_kept(text):
            return Heard(code, text)
        heard = hear(code, saved=saved, text=text, posted=self.posted, roll=self.roll)
        return replace(heard, is_saved=is_saved, goes_to=self.goes_to)
