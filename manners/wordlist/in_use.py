"""The words that a house does not write (R18): the common list, and what the house says of it.

Read with nearly every text that is sent, so that it is kept: the house's own rows in the cache until somebody
changes them (ten minutes at most), what finds them in the process. Without a cache it is one query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac

from manners.models import Stem
from manners.speech import Finder, Match, Word
from manners.speech.starter import Entry, entries

_KEPT = 600  # seconds
_LISTS = 64  # whose finders a process keeps; most houses have the common list


class Line(NamedTuple):
    """A word as it holds in a house. ``row``: the house's own, if it has said anything of it."""

    entry: Entry
    is_in_use: bool = True
    row: Stem | None = None
    is_common: bool = False  # the common list has it, maybe said otherwise here

    @property
    def sign(self) -> str:
        """Of its page: no address repeats the word."""
        return salted_hmac("manners.wordlist", self.entry.stem).hexdigest()[:16]


def lines_of(house: int) -> list[Line]:
    """The whole list of a house, in order of the alphabet."""
    common = {one.stem: Line(one, is_common=True) for one in entries()}
    own = {row.stem: _line(row, common) for row in Stem.objects.filter(institution=house)}
    return sorted((common | own).values(), key=lambda line: (line.entry.language, line.entry.stem))


def finder_of(houses: Collection[int]) -> Finder:
    """Of one house; for a parent's children in several of all of them."""
    return _finder(frozenset(_own(houses).values()))


def forget(house: int) -> None:
    """The list of this house changes when the transaction ends."""
    transaction.on_commit(lambda: cache.delete(_key(house)))


Rows = tuple[tuple[Entry, bool], ...]


def _own(houses: Collection[int]) -> dict[int, Rows]:
    kept = cache.get_many([_key(house) for house in houses])
    found = {house: kept[_key(house)] for house in houses if _key(house) in kept}
    missing = [house for house in houses if house not in found]
    rows = Stem.objects.filter(institution__in=missing).order_by("pk") if missing else ()
    for house in missing:
        found[house] = tuple(
            (_entry(row), row.is_in_use) for row in rows if row.institution_id == house
        )
        cache.set(_key(house), found[house], _KEPT)
    return found


@lru_cache(_LISTS)
def _finder(own: frozenset[Rows]) -> Finder:
    return Finder(dict.fromkeys(word for rows in own or {()} for word in _words(rows)))


def _words(rows: Rows) -> Iterable[Word]:
    said = {entry.stem for entry, _is_in_use in rows}
    used = [entry for entry, is_in_use in rows if is_in_use]
    return [_word(one) for one in (*entries(), *used) if one.stem not in said or one in used]


def _word(entry: Entry) -> Word:
    return Word(entry.stem, entry.match, entry.severity, entry.exceptions)


def _entry(row: Stem) -> Entry:
    return Entry(
        row.stem, Match(row.match), row.severity, row.category, row.language,
        tuple(row.exceptions.split()),
    )  # fmt: skip


def _line(row: Stem, common: Collection[str]) -> Line:
    return Line(_entry(row), row.is_in_use, row, row.stem in common)


def _key(house: int) -> str:
    return f"manners.words/{house}"
