"""What a month's plan holds (R24, R25): one literal list, walked by form, page, print, PDF, the parents'
view and the test of them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curriculum.lists import VALUES, VIRTUES, Area

ONE_LINE, LONG = 200, 20_000  # signs


@dataclass(frozen=True)
class Text:
    """A section that is written. ``parents``: they read it too."""

    code: str
    label: Any
    rows: int = 3  # 1: a single line
    longest: int = LONG
    needed: bool = False  # for submitting
    taken_over: bool = False  # from the month that the plan continues
    parents: bool = True
    hint: Any = ""


TEXTS = (
    Text("topic", _("Topic"), 1, ONE_LINE, needed=True, taken_over=True),
    Text("message", _("Message to the child"), 2, needed=True, taken_over=True),
    Text("big_question", _("Big question"), 1, ONE_LINE),
    Text("content", pgettext_lazy("plan", "Content"), 5, needed=True),
    Text("ask_home", _("One thing to ask at home"), 1, ONE_LINE),
    Text(
        "differentiation", _("Differentiation"), 3, parents=False,
        hint=_("Only staff see it."),
    ),
)  # fmt: skip
ACTIVITIES = {
    area: Text(f"activities.{area.value}", _("Activities"), 2) for area in Area
}  # of a learning area
NOTE = Text("note", "", 2, parents=False)  # on a single child
REASON = Text("reason", _("Why the plan is supplemented"), 1, 300, needed=True, parents=False)
OWN_OUTCOME = Text("own", "", 1, 300)  # in own words
ITEM, ITEM_KIND = Text("item", "", 2, 1000), Text("own_kind", "", 1, 60)
SECTIONS: dict[str, Text] = {text.code: text for text in (*TEXTS, *ACTIVITIES.values())}


class Choose(models.TextChoices):
    """What is chosen by a tap."""

    VALUE = "value", VALUES
    VIRTUE = "virtue", VIRTUES
    OUTCOME = "outcome", _("Learning outcomes")  # of an area; own wording is allowed
    SKILL = "skill", _("Transversal skills")  # of an area
    NOT_PLANNED = "not_planned", _("Not planned this month")  # of an area


OF_AN_AREA = (Choose.OUTCOME, Choose.SKILL, Choose.NOT_PLANNED)
OF_THE_PLAN = (Choose.VALUE, Choose.VIRTUE)
OF_AN_ENTRY = (*OF_THE_PLAN, Choose.OUTCOME)  # of the catalogue


class ItemKind(models.TextChoices):
    """Additional information (R25)."""

    EXCURSION = "excursion", _("Study excursion")
    WALK = "walk", _("Walk")
    BRIEFING = "briefing", _("Safety briefing")
    PARENTS = "parents", _("Cooperation with parents")
    EVENT = "event", _("Event")
    ENTERTAINMENT = "entertainment", _("Entertainment")
    PROCESS = "process", _("Process in a learning area")
    WALL = "wall", _("Talking wall")
    OWN = "own", _("Something else")  # under a name of one's own

    @property
    def icon(self) -> str:
        return _ICONS[self]


_ICONS = {
    ItemKind.EXCURSION: "school", ItemKind.WALK: "walk", ItemKind.BRIEFING: "shield-check",
    ItemKind.PARENTS: "users", ItemKind.EVENT: "star", ItemKind.ENTERTAINMENT: "sparkles",
    ItemKind.PROCESS: "stairs-up", ItemKind.WALL: "message-circle", ItemKind.OWN: "plus",
}  # fmt: skip


def area_of(code: str) -> str:
    """The learning area a section belongs to; empty of one that belongs to the plan as a whole."""
    head, _dot, tail = code.partition(".")
    return tail if head == "activities" and tail in Area.values else ""
