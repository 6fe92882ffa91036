"""How a word of the list covers words of a text: as it stands, as a beginning, in its Latvian endings."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Match(StrEnum):
    WORD = "word"  # exactly
    PREFIX = "prefix"  # whatever begins so
    STEM = "stem"  # with a Latvian ending, and a verb's prefix before it
    PHRASE = "phrase"  # words in a row, the last in any ending


class Word(NamedTuple):
    """One of the list; its stem and its exceptions are read as ``signs`` reads a text."""

    stem: str
    match: Match
    severity: int
    exceptions: tuple[str, ...] = ()

    def excepts(self, reading: str) -> bool:
        return any(reading.startswith(one) for one in self.exceptions)


# Of nouns, adjectives, verbs, and of what is said small; more forms than grammar allows do no harm.
_ENDINGS = """
a ai am as e ei em es i iem im is o os s sa si su sus siem u um us ies
ais aja ajai ajam ajas ajiem ajo ajos aka akas aki aks aku akais ie iga igs igi igas igais isks iska iski
t ties at ot ja jam jat ju js sies sim siet dams dama dami ts ta ti tas tie tu iens ieni usi usas
ina inas inu inai ini inus ins itis isa isi ite ites iti iten ens ene eni enis enes eniem enus
ums uma umam umu umi umus umiem umos
"""
ENDINGS = frozenset(_ENDINGS.split()) | {""}
PREFIXES = ("aiz", "ap", "at", "ie", "iz", "no", "pa", "pie", "sa", "uz", "vis")


def stems_in(reading: str, longest: int) -> Iterator[str]:
    """What can be the stem of a word: without an ending, and without a verb's prefix too."""
    yield from _without_ending(reading, longest)
    for prefix in PREFIXES:
        if reading.startswith(prefix):
            yield from _without_ending(reading[len(prefix) :], longest)


def _without_ending(word: str, longest: int) -> Iterator[str]:
    for end in range(min(len(word), longest), 1, -1):
        if word[end:] in ENDINGS:
            yield word[:end]
