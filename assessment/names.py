"""First names of other children in what a child's parents will read: asked about before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from activities.writing.names import Names as NamesOfADay
from people.models import Child, ChildGroup
from people.names import Heard


class Names(NamesOfADay):
    """In texts about one child. The child's own name is no question, nor is a namesake's."""

    def __init__(
        self, child: Child, group: ChildGroup, day: date, posted: Mapping[str, str], *,
        goes_to: str = "",
    ) -> None:  # fmt: skip
        super().__init__(group, day, posted, goes_to=goes_to)
        self.child = child

    def heard(self, code: str, saved: str, text: str) -> Heard:
        heard = super().heard(code, saved, text)
        others = tuple(one for one in heard.asked if self.child.pk not in one.children)
        return replace(heard, asked=others, readers=_("The child's parents will read this text."))
