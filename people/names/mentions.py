"""Where a text names a child by first name, in whatever case, and what can stand there instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from people.names.cases import Case
from people.names.roll import Roll
from people.names.runs import Run, runs_in
from people.rules.names import search_key

_NEUTRAL: dict[Case | None, str] = {  # grammatically masculine, said of girls as of boys
    Case.GENITIVE: "bērna", Case.DATIVE: "bērnam", Case.ACCUSATIVE: "bērnu", Case.LOCATIVE: "bērnā",
}  # fmt: skip
_WHEN_UNSURE = "bērns"
_BEFORE = 12  # signs that are looked at for the beginning of a sentence
_BEGINNING = re.compile(r"(?:\A|[.!?…\n])[\s\"'„“”«»(\[•*·–—-]*\Z")


class Mention(NamedTuple):
    """A place in a text where a name stands."""

    start: int
    end: int
    written: str
    instead: str


@dataclass(frozen=True)
class Named:
    """A first name in a text, all its places, and the children who have it."""

    key: str  # small letters without diacritics
    name: str
    children: frozenset[int]
    mentions: tuple[Mention, ...]


def names_in(text: str, roll: Roll) -> list[Named]:
    """In the order of the text. A surname beside the first name is part of its place; alone it is none."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for run in runs_in(text, roll):
        if run.called:
            found[_key(run, roll)].append(_mention(text, run))
    return [_named(key, mentions, roll) for key, mentions in found.items()]


def newly_named(old: str, new: str, roll: Roll) -> list[Named]:
    """Names that the old text had not yet."""
    named = names_in(new, roll) if new != old else []
    known = {one.key for one in names_in(old, roll)} if named else set()
    return [one for one in named if one.key not in known]


def replaced(text: str, named: Iterable[Named]) -> str:
    """The text with «bērns», in the name's case where it is sure, in every place of these names."""
    pieces, done = [], 0
    for mention in sorted(mention for one in named for mention in one.mentions):
        pieces += [text[done : mention.start], mention.instead]
        done = mention.end
    return "".join([*pieces, text[done:]])


def _key(run: Run, roll: Roll) -> str:
    """Of Anna and Anna Marija «Anna» is the former."""
    keys = (search_key(roll.children[child].first_name) for child in run.called)
    return min(keys, key=lambda key: (len(key.split()), key))


def _named(key: str, mentions: list[Mention], roll: Roll) -> Named:
    same = [one for one in roll.children.values() if search_key(one.first_name) == key]
    return Named(key, same[0].first_name, frozenset(one.pk for one in same), tuple(mentions))


def _mention(text: str, run: Run) -> Mention:
    written = text[run.start : run.end]
    instead = _NEUTRAL.get(run.case, _WHEN_UNSURE)
    if written.isupper():
        instead = instead.upper()
    elif _BEGINNING.search(text[max(0, run.start - _BEFORE) : run.start]):
        instead = instead.capitalize()
    return Mention(run.start, run.end, written, instead)
