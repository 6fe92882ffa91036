"""What becomes of a posted text: it can be saved, or a name in it is asked about first.

The question is ``templates/components/child_named.html``. For a text of the code ``c`` its form sends
``named-c`` (the button: replace or keep), ``asked-c`` (the names it was pressed for) and ``kept-c`` (those
kept before, while the text is not saved yet). What the saved text has already is not asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from people.names.mentions import Named, newly_named, replaced
from people.names.roll import Roll

REPLACE, KEEP = "replace", "keep"


@dataclass(frozen=True)
class Heard:
    """A text after the person's answer, and the names that still have none."""

    code: str
    text: str  # to save, or to show again
    asked: tuple[Named, ...] = ()  # none: it can be saved
    kept: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    is_saved: bool = False  # the text stands in the row already, as when it was taken over
    goes_to: str = ""  # where its answer is sent; empty: where its form is
    readers: str = ""  # who will read it; empty: the parents of the whole group

    @property
    def asked_keys(self) -> str:
        return ",".join(one.key for one in self.asked)

    @property
    def kept_keys(self) -> str:
        return ",".join(self.kept)

    @property
    def replaced_keys(self) -> str:
        return ",".join(self.replaced)

    @property
    def changes(self) -> list[tuple[str, str]]:
        """What is written, and what would stand there; each once."""
        places = (place for one in self.asked for place in one.mentions)
        return list(dict.fromkeys((place.written, place.instead) for place in places))


def hear(code: str, *, saved: str, text: str, posted: Mapping[str, str], roll: Roll) -> Heard:
    """:param saved: the text in the row; ``text``: what is to take its place"""
    answer, pressed_for = posted.get(f"named-{code}"), _keys(posted, f"asked-{code}")
    kept = _keys(posted, f"kept-{code}") | (pressed_for if answer == KEEP else set())
    named, gone = newly_named(saved, text, roll), []
    if answer == REPLACE:
        gone = [one for one in named if one.key in pressed_for]
        text = replaced(text, gone)
        named = newly_named(saved, text, roll)
    return Heard(
        code, text,
        asked=tuple(one for one in named if one.key not in kept),
        kept=tuple(one.key for one in named if one.key in kept),
        replaced=tuple(one.key for one in gone),
    )  # fmt: skip


def _keys(posted: Mapping[str, str], field: str) -> set[str]:
    return set(posted.get(field, "").split(","))
