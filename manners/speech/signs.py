"""How a word of a text is read: without disguise. The text itself is never changed.

Small letters without diacritics; digits and signs that stand for letters; letters of another script that only
look alike; letters said over and over; «sh» for «š». A word can be read in several ways, and each of them is
looked at. Whatever is hidden between letters is not seen: zero-width signs, soft hyphens, single dots.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LEET = str.maketrans("01345789@$€!|", "oieastbgaseii")
_TO_LATIN = str.maketrans("авеёзікмнорстухуѕјαβεηικμνορτυχ", "abeezikmhopctyxysjabenikuvoptux")
_TO_CYRILLIC = str.maketrans("abcehikmoptxy3046", "авсенікмортхузоаб")
_PLAIN = str.maketrans(
    "āčēģīķļņōŗšūžё", "acegiklnorsuzе"
)  # nearly every letter there is: the rest by ``_base``
_RUSSIAN = re.compile("[а-яa-z0-9]+")
_DIGRAPHS = re.compile(r"([scz])h")
_AGAIN = re.compile(r"(.)\1+")
_CYRILLIC, _OTHERS = re.compile(r"[а-яіѕј]"), re.compile(r"[a-zα-ω0-9@$]")
_NOT_LATIN = re.compile(r"[^a-z]")

# A word begins and ends with a letter or a sign that stands for one; what nobody sees may lie within.
_HIDDEN = (
    "\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\u0300-\u036f\u0483-\u0489"
)
_SIGN = r"[^\W_]"
_IN_WORD = rf"[^\W_{_HIDDEN}]|[{_HIDDEN}@$€!|]"
_WORD = re.compile(rf"(?:{_SIGN}|[@$€])(?:(?:{_IN_WORD})*(?:{_SIGN}|[{_HIDDEN}@$€]))?")
_GONE = re.compile(f"[{_HIDDEN}]")
_APART = re.compile(r"[ \t\u00a0._*+~\-–—/\\]{1,3}")  # between letters that are spaced out
_FEWEST = 3  # letters in a row that make a word

Place = tuple[int, int, str]


def words_in(text: str) -> Iterator[Place]:
    """Where each word begins and ends, and what is written; s p a c e d letters are one word."""
    row: list[Place] = []
    for found in _WORD.finditer(text):
        place = found.start(), found.end(), found[0]
        is_letter = len(place[2]) == 1
        if row and not (is_letter and _APART.fullmatch(text, row[-1][1], place[0])):
            yield from _joined(row)
            row = []
        if is_letter:
            row.append(place)
        else:
            yield place
    yield from _joined(row)


def _joined(row: list[Place]) -> Iterator[Place]:
    if len(row) < _FEWEST:
        yield from row
    else:
        yield row[0][0], row[-1][1], "".join(letter for _start, _end, letter in row)


def readings_of(written: str) -> tuple[str, ...]:
    """Every way to read one word, the plainest first."""
    plain = folded(written)
    if "h" not in plain and plain.isascii() and plain.isalpha():
        return (_AGAIN.sub(r"\1", plain),)
    readings = {plain: None}
    if not plain.isalpha():
        readings[plain.translate(_LEET)] = None
    if _NOT_LATIN.search(plain):  # letters of another script, or digits
        if _CYRILLIC.search(plain) and _OTHERS.search(plain):
            readings[plain.translate(_TO_CYRILLIC)] = None
        readings[plain.translate(_TO_LATIN).translate(_LEET)] = None
    if "h" in plain:
        readings |= {_DIGRAPHS.sub(r"\1", one): None for one in [*readings]}
    return tuple(dict.fromkeys(_AGAIN.sub(r"\1", one) for one in readings))


def folded(word: str) -> str:
    """Small letters without diacritics and without what nobody sees. «й» stays what it is."""
    word = word.lower().translate(_PLAIN)
    if word.isascii() or _RUSSIAN.fullmatch(word):
        return word
    return "".join(map(_base, unicodedata.normalize("NFKC", word)))


def stem_of(word: str) -> str:
    """A word of the list as words of a text are read."""
    return _AGAIN.sub(r"\1", folded(word))


@lru_cache(4096)
def _base(letter: str) -> str:
    if letter == "й" or (letter.isascii() and letter.isalnum()):
        return letter
    if _GONE.match(letter):
        return ""
    apart = unicodedata.normalize("NFKD", letter).lower()
    return "".join(one for one in apart if not unicodedata.combining(one))
