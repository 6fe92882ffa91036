"""Words of the list in what somebody writes (R18): where they stand, and what the writer answered.

The question is asked before a text is sent (``middleware``), at a text that is saved as it is typed it is a
calm note (``templates/components/minded.html``). Nothing is ever blocked. What is asked about goes through no
address and no log: a form carries the answer as signs of the words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils.crypto import salted_hmac

from manners.speech import Finder, Found
from manners.speech.signs import stem_of
from manners.wordlist.in_use import finder_of

FIELD = "minded"  # of a form: the words that the writer wishes to send all the same
_AROUND = 60  # signs that are shown on both sides of a word
_SIGNS = 12


@dataclass(frozen=True)
class Minded:
    """A text in which words of the list stand. ``name``: of its field, where it came with a form."""

    label: Any
    text: str
    found: tuple[Found, ...]
    name: str = ""

    @cached_property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in their surroundings: what is written, and whether that is what is asked about."""
        pieces, at = [], 0
        for one in self.found:
            pieces += [(_between(self.text[at : one.start], is_first=not at), False)]
            pieces += [(one.written, True)]
            at = one.end
        return [*pieces, (_between(self.text[at:], is_last=True), False)]

    @property
    def words(self) -> list[str]:
        """What is asked about, each once."""
        return list(dict.fromkeys(one.written for one in self.found))

    @property
    def field_id(self) -> str:
        return f"minded-{self.name}"

    @property
    def is_long(self) -> bool:
        """More than a line."""
        return "\n" in self.text or len(self.text) > 80

    @property
    def severity(self) -> int:
        return max(one.severity for one in self.found)

    @property
    def signs(self) -> set[str]:
        """One for each word, whatever its disguise."""
        return {_sign(one.written) for one in self.found}


def minded(texts: Iterable[tuple[Any, ...]], houses: Collection[int]) -> list[Minded]:
    """Of texts (label, text, and the name of the field, if any) those with words of the list. One query at
    most, none while the list is kept."""
    texts = [one for one in texts if one[1].strip()]
    finder = finder_of(houses) if texts else Finder(())
    read = ((label, text, tuple(finder.found(text)), *name) for label, text, *name in texts)
    return [Minded(*one) for one in read if one[2]]


def answer_to(asked: Iterable[Minded]) -> str:
    """What a form sends when these are to be sent all the same."""
    return ",".join(sorted({sign for one in asked for sign in one.signs}))


def unanswered(asked: Iterable[Minded], answer: str) -> list[Minded]:
    """Those with a word that the answer does not know."""
    known = set(answer.split(","))
    return [one for one in asked if not one.signs <= known]


def sign_of(asked: Iterable[Minded]) -> str:
    """Of the texts themselves: the same text again is no news."""
    texts = "\0".join(sorted(one.text for one in asked))
    return sha256(texts.encode()).hexdigest()[:32]


def _between(text: str, *, is_first: bool = False, is_last: bool = False) -> str:
    """What stands before, between or after words; of much only its ends."""
    before, after = "" if is_first else text[:_AROUND], "" if is_last else text[-_AROUND:]
    return text if len(text) <= len(before + after) else f"{before} … {after}"


def _sign(written: str) -> str:
    return salted_hmac("manners.minded", stem_of(written)).hexdigest()[:_SIGNS]
