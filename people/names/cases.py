"""A Latvian name in its cases.

One child is spoken of in the singular, so no plural is among them: «Mārtiņi», «Jāņos» and «Miķeļiem»
are feasts. More forms than grammar allows do no harm («Adama» of Adam), fewer would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto


class Case(Enum):
    NOMINATIVE = auto()
    GENITIVE = auto()
    DATIVE = auto()
    ACCUSATIVE = auto()
    LOCATIVE = auto()
    VOCATIVE = auto()


Forms = Iterator[tuple[str, Case]]
_N, _G, _D, _A, _L, _V = Case
_ENDINGS = {  # of a name that ends so; the genitive of «-is» softens its stem and is made below
    "us": (("us", _N), ("us", _G), ("um", _D), ("u", _A), ("ū", _L), ("u", _V)),
    "is": (("is", _N), ("im", _D), ("i", _A), ("ī", _L), ("i", _V)),
    "a": (("a", _N), ("as", _G), ("ai", _D), ("am", _D), ("u", _A), ("ā", _L)),  # «Ņikitam»
    "e": (("e", _N), ("es", _G), ("ei", _D), ("em", _D), ("i", _A), ("ē", _L)),
    "š": (("š", _N), ("a", _G), ("am", _D), ("u", _A), ("ā", _L), ("", _V)),
    "s": (("s", _N), ("a", _G), ("am", _D), ("u", _A), ("ā", _L), ("", _V)),
}
_OF_A_CONSONANT = (("", _N), ("s", _N), ("a", _G), ("am", _D), ("u", _A), ("ā", _L))  # «Adam»
_DIMINUTIVES = {
    "a": ("iņa", "īte"), "e": ("iņa", "īte"),
    "s": ("iņš", "ītis"), "š": ("iņš", "ītis"), "is": ("iņš", "ītis"), "us": ("iņš", "ītis"),
}  # fmt: skip
_SOFT = {
    "dz": "dž", "sn": "šņ", "zn": "žņ", "sl": "šļ", "zl": "žļ", "ln": "ļņ", "ll": "ļļ", "nn": "ņņ",
    "b": "bj", "m": "mj", "p": "pj", "v": "vj", "d": "ž", "t": "š", "l": "ļ", "n": "ņ", "s": "š",
    "z": "ž", "c": "č",
}  # fmt: skip
_VOWELS = "aāeēiīoōuūy"
_SYLLABLES = re.compile(f"[{_VOWELS}]+")


def cases_of(name: str) -> Forms:
    """Every form of one word of a name, given in small letters."""
    stem, ending = _taken_apart(name)
    if ending:
        yield from ((stem + one, case) for one, case in _ENDINGS[ending])
    elif name[-1] in _VOWELS:
        yield name, _N  # «Leo», «Renē»: the same in all cases
    if not ending and name[-1].isalpha() and name[-1] not in _VOWELS:
        yield from ((name + one, case) for one, case in _OF_A_CONSONANT)
    if ending == "is":
        yield from ((form, _G) for form in _softened(stem))


def diminutives_of(name: str) -> Forms:
    """«Anniņa» and «Annīte», «Kārlītis»: as a first name is said to a child, in their cases."""
    stem, ending = _taken_apart(name)
    for diminutive in _DIMINUTIVES.get(ending, ()):
        yield from cases_of(stem + diminutive)
    if ending:
        yield from ((stem + called, _V) for called in ("iņ", "īt"))


def _taken_apart(name: str) -> tuple[str, str]:
    """Stem and ending; no ending where Latvian knows none."""
    for ending in _ENDINGS:
        stem = name.removesuffix(ending)
        if stem != name and stem and not (ending in "šs" and stem[-1] in _VOWELS):
            return stem, ending
    return name, ""


def _softened(stem: str) -> Iterator[str]:
    """«Kārlis», «Kārļa». Of two syllables «-tis» and «-dis» stay hard («Artis», «Arta»), but not in all
    surnames («Briedis», «Brieža»)."""
    hard = next((end for end in _SOFT if stem.endswith(end)), "")
    yield stem.removesuffix(hard) + _SOFT.get(hard, "") + "a"
    if stem[-1] in "td" and len(_SYLLABLES.findall(stem)) == 1:
        yield stem + "a"
