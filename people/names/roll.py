"""Children by every form of their names, found by a word of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from people.names.cases import Case, cases_of, diminutives_of
from people.names.spelling import is_written, plain, words_in

_GROUPS = 16  # whose forms a process keeps: a text is read again with every save


class Form(NamedTuple):
    letters: str
    case: Case
    child: int
    is_first: bool  # of the first name


class ChildName(NamedTuple):
    pk: int
    first_name: str
    last_name: str


class Roll:
    """The children whom a text can name; made once for all texts of a form."""

    def __init__(self, children: Iterable[ChildName]) -> None:
        self.children = {child.pk: child for child in children}
        self._meant: dict[str, tuple[Form, ...]] = {}

    def forms(self, word: str) -> tuple[Form, ...]:
        """First names written exactly so, or else whatever only lacks diacritics."""
        if word not in self._meant:
            self._meant[word] = tuple(self._looked_up(word))
        return self._meant[word]

    def _looked_up(self, word: str) -> list[Form]:
        known = self._by_word.get(plain(word), ())
        meant = [one for one in known if is_written(one.letters, word)]
        exact = [one for one in meant if one.letters == word]
        return exact if any(one.is_first for one in exact) else meant

    @cached_property
    def _by_word(self) -> dict[str, list[Form]]:
        return _forms_by_word(tuple(self.children.values()))


@lru_cache(_GROUPS)
def _forms_by_word(children: tuple[ChildName, ...]) -> dict[str, list[Form]]:
    by_word: dict[str, list[Form]] = defaultdict(list)
    for child in children:
        for form in _forms_of(child):
            by_word[plain(form.letters)].append(form)
    return by_word


def _forms_of(child: ChildName) -> Iterator[Form]:
    for word in _words_of(child.first_name):
        for letters, case in chain(cases_of(word), diminutives_of(word)):
            yield Form(letters, case, child.pk, True)
    for word in _words_of(child.last_name):
        for letters, case in cases_of(word):
            yield Form(letters, case, child.pk, False)


def _words_of(name: str) -> list[str]:
    """«Anna Marija» is two; initials and «de» are none."""
    words = (word for _start, _end, word in words_in(name))
    return [word.lower() for word in words if len(word) > 1 and not word[0].islower()]
