"""Which signs our fonts of paper have, and what is printed for the others.

One sign without a glyph makes a PDF for archives fail as a whole; so it is replaced before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
REPLACEMENT = "?"
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_BREAKS = dict.fromkeys("\v\f\x85\u2028\u2029", "\n")
_PLAIN = str.maketrans(_BREAKS | {"\t": " ", "\u2010": "-", "\u2011": "-"})


def printable(text: str) -> str:
    """The same text in signs that can be printed.

    Letters are composed («a» + «¯» is «ā»), fancy forms become plain ones, whatever is invisible goes. No
    letter becomes another: what no font has, with all its marks, is one ``?``.
    """
    plain = unicodedata.normalize("NFC", text.translate(_PLAIN))
    if "\n" not in plain and _is_printable(plain):
        return plain  # as nearly everything is
    return "".join(map(_printed, _clusters(plain)))


def _clusters(text: str) -> Iterator[str]:
    """Signs with what belongs to them: marks, skins, what a joiner ties to them."""
    cluster = ""
    for sign in text:
        if cluster and not (_belongs(sign) or cluster[-1] == _JOINER):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _belongs(sign: str) -> bool:
    return sign == _JOINER or unicodedata.category(sign)[0] == "M" or ord(sign) in _SKIN


def _printed(cluster: str) -> str:
    seen = "".join(sign for sign in cluster if not _is_invisible(sign))
    for form in (seen, unicodedata.normalize("NFKC", seen)):
        if form == "\n" or _is_printable(form):
            return form
    return REPLACEMENT


def _is_printable(text: str) -> bool:
    """In one font: a letter and its marks are never taken from two."""
    return any(signs.issuperset(text) for signs in _fonts())


def _is_invisible(sign: str) -> bool:
    """Controls, joiners, directions, byte order marks, variation selectors."""
    return (sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf"}) or (
        "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    )


@cache
def _fonts() -> tuple[frozenset[str], ...]:
    """What the fonts have; each is read once, and all its weights have the same signs."""
    return tuple(map(_signs_of, sorted(FONTS.glob("*-400Regular.ttf"))))


def _signs_of(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
