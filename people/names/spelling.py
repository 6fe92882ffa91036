"""Words of a text, and when two of them are the same."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters and digits; a letter may be written in two signs, and a soft hyphen comes from other programs.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word begins and ends, and its letters."""
    for found in _WORD.finditer(text):
        word = unicodedata.normalize("NFC", found[0].replace("\u00ad", ""))
        yield found.start(), found.end(), word


def plain(word: str) -> str:
    """Without diacritics, letter by letter."""
    return "".join(map(_base, word))


def is_written(form: str, word: str) -> bool:
    """Of two that are the same without diacritics. Some may be missing («Karlis»), none may be added:
    «Rīta aplis» does not name Rita."""
    return all(w == f or w == _base(f) for w, f in zip(word, form, strict=True))


@lru_cache(4096)
def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
