"""Days of the folk calendar that bear a name: «Mārtiņu gailis» is nobody in the group.

Their plurals («Mārtiņi», «Miķeļos») are no form of a child's name anyway. «Pēteri» and «Jurģi» alone can
be either and are asked about, as «Mārtiņu» is before any other word.
"""

import re

_OF_A_FEAST = "dien|gail|gad|lūgum|mask|rotaļ|svētk|svinēš|tirdziņ|tirg|vakar"
FEASTS = {  # the word that stands before → how the next one begins
    "annas": "dien", "andreja": "dien", "jurģa": "dien", "jēkaba": "dien", "katrīnas": "dien",
    "lūcijas": "dien", "mārtiņa": "dien", "miķeļa": "dien", "pētera": "dien", "ūsiņa": "dien",
    "valentīna": "dien", "katrīnu": "dien", "mārtiņu": _OF_A_FEAST,
}  # fmt: skip
_NEXT = {name: re.compile(rf"\s+(?:{begin})", re.IGNORECASE) for name, begin in FEASTS.items()}


def is_feast(word: str, text: str, end: int) -> bool:
    """:param word: in small letters; ``end``: where it ends in the text"""
    following = _NEXT.get(word)
    return bool(following and following.match(text, end))
