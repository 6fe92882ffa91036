"""How names are ordered and found. One function each, stored beside the name by operations."""

import unicodedata

SORT_KEY_LENGTH, SEARCH_KEY_LENGTH = 400, 200  # of the columns; some letters grow when folded
_ALPHABET = "aābcčdeēfgģhiījkķlļmnņoōpqrŗsštuūvwxzž"
_FIRST_LETTER = 0x40  # after space, hyphen and digits in the "C" collation
_RANK = {letter: chr(_FIRST_LETTER + place) for place, letter in enumerate(_ALPHABET)}
_RANK["y"] = _RANK["i"]


def sort_key(last_name: str, first_name: str) -> str:
    """Key for ``ORDER BY … COLLATE "C"``: the current Latvian order, long vowels as letters of their own."""
    return f"{_ordered(last_name)} {_ordered(first_name)}"[:SORT_KEY_LENGTH]


def search_key(*names: str) -> str:
    """What names are found by: «berzins» finds «Bērziņš»."""
    return folded(" ".join(names))[:SEARCH_KEY_LENGTH]


def folded(text: str) -> str:
    """Words in lower case without diacritics and signs."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def is_one_name(name: str, *others: str) -> bool:
    """Whether one of the others is the same, however it is written and whichever name comes first."""
    return any(other and _words(other) == _words(name) for other in others)


def _words(name: str) -> list[str]:
    return sorted(search_key(name).split())


def _ordered(name: str) -> str:
    return "".join(_place(letter) for letter in unicodedata.normalize("NFC", name.casefold()))


def _place(letter: str) -> str:
    if letter in _RANK:
        return _RANK[letter]
    if letter.isdigit():
        return letter if letter.isascii() else "0"
    if not letter.isalpha():
        return "-"  # hyphen, apostrophe, dot: before every letter
    base = unicodedata.normalize("NFD", letter)[0]
    return _RANK.get(base, "\u007e" + letter)  # other scripts: after Latin
