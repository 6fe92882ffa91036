"""What stands on the page of writing: the literal list of ``planning.parts``, filled for one plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from manners.wording import minded
from outbox.sections import Stale
from planning.parts import Choose, Text
from planning.rules import Missing
from planning.words import title_of

OF_A_NOTE = "note-"  # how the codes of notes on children begin


def is_asked(heard: Any) -> bool:
    """Whether a name is a child's."""
    return bool(heard and heard.asked)


def note_code(child: int) -> str:
    return f"{OF_A_NOTE}{child}"


@dataclass
class Written:
    """A text of the form, and what is said of it."""

    code: str
    of: Text
    text: str
    version: int
    url: str = ""  # where it is saved as it is typed; empty: with the whole form only
    may_write: bool = True
    said: str = ""  # «Saglabāts 20:14, Ilze Kalēja»
    label: Any = ""  # unless it is that of the section
    error: str = ""
    stale: Stale | None = None  # somebody saved it meanwhile
    heard: Any = None  # a child's name in it is asked about (``people.names``)
    minded: Any = None  # words of the word list in it, calmly noted (``manners.wording``)
    is_joined: bool = False  # the text is to be put on the page
    is_typed: bool = False  # the page holds what is not saved
    had: str = ""  # a sign of the text as it is saved

    @property
    def title(self) -> Any:
        return self.label or self.of.label

    @property
    def anchor(self) -> str:
        return self.code.replace(".", "-")

    @property
    def field_id(self) -> str:
        return f"text-{self.anchor}"

    @property
    def field_name(self) -> str:
        return f"text-{self.code}"

    @property
    def described(self) -> str:
        """Ids of what is said of it."""
        hint = [f"hint-{self.anchor}"] if self.of.hint else []
        return " ".join([f"said-{self.anchor}", *hint])

    @property
    def is_unsaved(self) -> bool:
        return bool(self.is_typed or self.error or self.stale)

    @property
    def wants(self) -> bool:
        """Something is to be answered; what stands in the row may be asked about too."""
        return bool(self.error or self.stale or is_asked(self.heard))

    @property
    def is_refused(self) -> bool:
        return self.is_typed or self.wants


def note_words(parts: Iterable[Written], house: int) -> None:
    """Where words of the word list stand in what is written; it is saved all the same (R18)."""
    written = {part.code: part for part in parts}
    texts = [(part.title, part.text, code) for code, part in written.items()]
    for found in minded(texts, [house]):
        written[found.name].minded = found


@dataclass(frozen=True)
class Chip:
    token: str
    label: Any
    is_on: bool
    is_standing: bool  # in the plan as it is saved
    is_retired: bool = False  # the catalogue offers it no more
    heard: Any = None  # a child's name in own words is asked about (``people.names``)

    @property
    def is_unsaved(self) -> bool:
        return self.is_on != self.is_standing


@dataclass(frozen=True)
class StagePart:
    label: Any
    chips: list[Chip]
    is_of_the_group: bool

    @property
    def is_open(self) -> bool:
        return self.is_of_the_group or any(chip.is_on for chip in self.chips)


@dataclass
class AreaPart:
    """A learning area: what is chosen of it, and what is written."""

    code: str
    label: Any
    icon: str
    activities: Written
    stages: list[StagePart]
    retired: list[Chip]
    own: list[Chip]  # in own words
    skills: list[Chip]
    not_planned: list[Chip]  # one
    may_write: bool
    own_text: str = ""  # typed, not added yet
    own_error: str = ""
    own_heard: Any = None
    error: str = ""
    is_open: bool = False
    skills_title = Choose.SKILL.label

    @property
    def anchor(self) -> str:
        return f"area-{self.code}"

    @property
    def title(self) -> Any:
        return self.label

    @property
    def wants(self) -> bool:
        heard = (self.own_heard, *(chip.heard for chip in self.own))
        return bool(self.error or any(map(is_asked, heard)) or self.activities.wants)

    @property
    def skills_key(self) -> str:
        return f"skills-{self.code}"

    @property
    def has_skills(self) -> bool:
        return any(chip.is_on for chip in self.skills)

    @property
    def outcomes(self) -> list[Any]:
        """What is chosen, in words."""
        chips = [chip for stage in self.stages for chip in stage.chips]
        return [chip.label for chip in (*chips, *self.retired, *self.own) if chip.is_on]


@dataclass
class ItemPart:
    """An additional item as it stands, and the form to change it."""

    row: Any
    form: Any
    icon: str
    may_write: bool
    heard: Any = None
    is_open: bool = False

    @property
    def anchor(self) -> str:
        return f"item-{self.row.pk}" if self.row else "item-new"

    @property
    def title(self) -> Any:
        return self.row.kind_words if self.row else _("Additional information")

    @property
    def wants(self) -> bool:
        return bool(self.form.errors or is_asked(self.heard))


@dataclass
class Sheet:
    """The whole page."""

    plan: Any
    reach: Any
    amends: bool
    texts: list[Written]
    values: list[Chip]
    virtues: list[Chip]
    areas: list[AreaPart]
    items: list[ItemPart]
    new_item: ItemPart | None
    notes: list[Written]
    urls: dict[str, str]
    needs: int
    lacks: list[Any]  # of rules.Missing
    reason: Written  # of an amendment
    others: list[Any]  # who else is writing
    error_of_values: str = ""
    values_title, virtues_title = Choose.VALUE.label, Choose.VIRTUE.label

    @property
    def title(self) -> str:
        return title_of(self.plan.month)

    @property
    def subtitle(self) -> str:
        """«Bitītes · melnraksts»"""
        state = pgettext("plan", "being supplemented") if self.amends else pgettext("plan", "draft")
        return f"{self.plan.group.name} · {state}"

    @property
    def chosen(self) -> list[tuple[Any, list[Any]]]:
        """Values and virtues in words, for who does not choose them."""
        both = (self.values_title, self.values), (self.virtues_title, self.virtues)
        return [(title, [chip.label for chip in chips if chip.is_on]) for title, chips in both]

    @property
    def wanted(self) -> list[Missing]:
        """Where something is to be answered before the form is taken, in the page's order."""
        new = [self.new_item] if self.new_item else []
        parts: list[Any] = [self.reason, *self.texts, *self.areas, *self.items, *new, *self.notes]
        values = [Missing("values", self.values_title)] if self.error_of_values else []
        return values + [Missing(one.anchor, one.title) for one in parts if one.wants]

    @property
    def done(self) -> int:
        return self.needs - len(self.lacks)
