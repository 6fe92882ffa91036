"""First names of children in what all parents will read: asked about before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from outbox.clock import ONE_DAY
from people.models import ChildGroup
from people.names import Heard, Roll, hear, roll_of
from planning.rules import can_be_kept


class Names:
    """Of the children of a group's day, in all texts of one request. One query, where one is new."""

    def __init__(
        self, group: ChildGroup, day: date, posted: Mapping[str, str], *, goes_to: str = ""
    ) -> None:
        """:param goes_to: where an answer is sent; empty: where its form is"""
        self.group, self.day, self.posted, self.goes_to = group, day, posted, goes_to

    @cached_property
    def roll(self) -> Roll:
        return roll_of(self.group, self.day, self.day + ONE_DAY)

    def heard(self, code: str, saved: str, text: str) -> Heard:
        """What becomes of one text. Of what says nothing new, or is too long to be saved, nobody is asked."""
        is_answer = f"named-{code}" in self.posted
        if (text == saved and not is_answer) or not text.strip() or not can_be_kept(text):
            return Heard(code, text)
        saved = "" if is_answer else saved
        heard = hear(code, saved=saved, text=text, posted=self.posted, roll=self.roll)
        return replace(heard, goes_to=self.goes_to)
