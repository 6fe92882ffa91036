"""Finds words of a list in a text. Pure, and linear in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from manners.speech.patterns import ENDINGS, PREFIXES, Match, Word, stems_in
from manners.speech.signs import Place, readings_of, words_in

_HEAD = 2  # letters by which nearly every word is passed over at once


class Found(NamedTuple):
    """A place in a text where a word of the list stands."""

    start: int
    end: int
    written: str
    word: Word

    @property
    def severity(self) -> int:
        return self.word.severity


class _Read(NamedTuple):
    """A word of a text: what of the list it is, and how the phrases go on that begin with it."""

    word: Word | None
    phrases: Sequence[tuple[list[str], Word]]


_NOTHING = _Read(None, ())


class Finder:
    """Of one list; made once, for all texts."""

    def __init__(self, words: Iterable[Word]) -> None:
        by_match: dict[Match, dict[str, Word]] = {match: {} for match in Match}
        self._phrases: dict[str, list[tuple[list[str], Word]]] = defaultdict(list)
        for word in words:
            by_match[word.match][word.stem] = word
            if word.match == Match.PHRASE:
                first, *rest = word.stem.split()
                self._phrases[first].append((rest, word))
        self._words, self._prefixes = by_match[Match.WORD], by_match[Match.PREFIX]
        self._stems = by_match[Match.STEM]
        known = [*self._words, *self._prefixes, *self._stems]
        self._longest = max(map(len, known), default=0)
        heads = [*known, *self._phrases, *(PREFIXES if self._stems else ())]
        self._heads = {one[:_HEAD] for one in heads}

    def found(self, text: str) -> list[Found]:
        """In the order of the text."""
        known: dict[str, _Read] = {}
        readings = cache(readings_of)  # of phrases, while this text is read
        found, places, done = [], list(words_in(text)), 0
        for at, (start, end, written) in enumerate(places):
            if start < done:  # in a phrase
                continue
            read = known.get(written)
            if read is None:
                read = known[written] = self._read(written)
            word = read.word
            for rest, phrase in read.phrases:
                last = at + len(rest)
                if _goes_on(places[at + 1 : last + 1], rest, readings):
                    word, end = phrase, places[last][1]
            if word:
                done = end
                found.append(Found(start, end, text[start:end], word))
        return found

    def _read(self, written: str) -> _Read:
        """The gravest of the list that this word can be."""
        readings = [one for one in readings_of(written) if one[:_HEAD] in self._heads]
        if not readings:
            return _NOTHING
        meant = [
            word
            for reading in readings
            for word in self._meant(reading)
            if not word.excepts(reading)
        ]
        phrases = [one for reading in readings for one in self._phrases.get(reading, ())]
        return _Read(max(meant, key=lambda word: word.severity, default=None), phrases)

    def _meant(self, reading: str) -> Iterator[Word]:
        if word := self._words.get(reading):
            yield word
        for end in range(2, min(len(reading), self._longest) + 1):
            if word := self._prefixes.get(reading[:end]):
                yield word
        for stem in stems_in(reading, self._longest):
            if word := self._stems.get(stem):
                yield word


def _goes_on(
    places: Sequence[Place], rest: Sequence[str], readings: Callable[[str], tuple[str, ...]]
) -> bool:
    """The words of a phrase follow one another; the last may have an ending."""
    if len(places) < len(rest):
        return False
    for number, ((_start, _end, written), wanted) in enumerate(zip(places, rest, strict=True), 1):
        endings = ENDINGS if number == len(rest) else ("",)
        if not any(
            reading.startswith(wanted) and reading[len(wanted) :] in endings
            for reading in readings(written)
        ):
            return False
    return True
