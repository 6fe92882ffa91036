"""Words side by side in a text that can be the name of one child: «Anna Marija», «Annas Bērziņas»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from people.names.cases import Case
from people.names.feasts import is_feast
from people.names.roll import Form, Roll
from people.names.spelling import words_in

_LONGEST = 6  # words
_SPACES, _HYPHENS = " \u00a0", ("", "-", "\u2011")  # between the words of one name


@dataclass(frozen=True)
class Run:
    start: int
    end: int
    children: frozenset[int]  # who can be meant by all its words
    words: tuple[tuple[Form, ...], ...]

    @property
    def called(self) -> set[int]:
        """Those of whom a first name is among the words."""
        firsts = {form.child for word in self.words for form in word if form.is_first}
        return firsts & self.children

    @property
    def case(self) -> Case | None:
        """The one that all words agree on, if it is one."""
        agreed = set.intersection(*map(self._cases, self.words))
        sure = agreed - {Case.VOCATIVE} or agreed  # one speaks of a child more often than to it
        return sure.pop() if len(sure) == 1 else None

    def _cases(self, word: tuple[Form, ...]) -> set[Case]:
        return {form.case for form in word if form.child in self.children}

    def with_next(self, other: Run, text: str) -> Run | None:
        """Both as one, if they stand side by side and can be one child's."""
        both = self.children & other.children
        if not both or len(self.words) == _LONGEST:
            return None
        if text[self.end : other.start].strip(_SPACES) not in _HYPHENS:
            return None
        return Run(self.start, other.end, both, self.words + other.words)


def runs_in(text: str, roll: Roll) -> Iterator[Run]:
    run: Run | None = None
    for following in _words(text, roll):
        joined = run and run.with_next(following, text)
        if run and not joined:
            yield run
        run = joined or following
    if run:
        yield run


def _words(text: str, roll: Roll) -> Iterator[Run]:
    """A name has a capital letter; other scripts have none at all."""
    for start, end, word in words_in(text):
        if word[0].islower() or is_feast(word.lower(), text, end):
            continue
        if forms := roll.forms(word.lower()):
            yield Run(start, end, frozenset(form.child for form in forms), (forms,))
