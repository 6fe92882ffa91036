"""Two texts compared word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_WORD = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
_LONG = 6  # words; what is shorter is read at one glance
_AROUND = 12  # words that stay beside a change
_MOST = 3000  # words to compare; a longer stretch is shown as taken out and put in whole


@dataclass(frozen=True)
class Piece:
    kind: str  # same, out, in; gap: what stayed and is not shown
    text: str

    @property
    def body(self) -> str:
        return self.text.lstrip()

    @property
    def space(self) -> str:
        """What stands before it, which is neither taken out nor put in to the eye."""
        return self.text[: len(self.text) - len(self.body)]


def is_long(*texts: str) -> bool:
    return any(len(text.split()) > _LONG for text in texts)


def compared(old: str, new: str) -> list[Piece]:
    """What was taken out, put in, and what stands around it."""
    if old.split() == new.split():  # only its lines are others
        return [Piece("out", old), Piece("in", new)]
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces = _runs(_without_crumbs([piece for piece in _pieces(before, after) if piece.text]))
    return [part for pair in enumerate(pieces) for part in _shortened(*pair, len(pieces) - 1)]


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    """The ends that are the same first, so that a change in the middle of a long text costs little."""
    old, new = ([word.strip() for word in words] for words in (before, after))
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    yield Piece("same", "".join(after[:start]))
    for kind, *ends in _opcodes(old[start:old_end], new[start:new_end]):
        i, j, k, m = (start + place for place in ends)
        if kind == "equal":
            yield Piece("same", "".join(after[k:m]))
        else:
            yield from (Piece("out", "".join(before[i:j])), Piece("in", "".join(after[k:m])))
    yield Piece("same", "".join(after[new_end:]))


def _same(old: list[str], new: list[str]) -> int:
    """How many words they begin with together."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def _opcodes(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    if max(len(old), len(new)) > _MOST:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new).get_opcodes()


def _without_crumbs(pieces: list[Piece]) -> Iterator[Piece]:
    """A single word that stayed between two changes is read with them: it was in both."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        if piece.kind == "same" and 0 < place < last and len(_WORD.findall(piece.text)) == 1:
            yield from (Piece("out", piece.text), Piece("in", piece.text))
        else:
            yield piece


def _runs(pieces: Iterable[Piece]) -> list[Piece]:
    """Changes that touch are one: first all that was taken out, then all that was put in."""
    found: list[Piece] = []
    for is_same, run in groupby(pieces, lambda piece: piece.kind == "same"):
        together = list(run)
        for kind in ("same",) if is_same else ("out", "in"):
            text = "".join(piece.text for piece in together if piece.kind == kind)
            found += [Piece(kind, text)] if text else []
    return found


def _shortened(place: int, piece: Piece, last: int) -> Iterator[Piece]:
    """Of a long stretch that stayed: what stands beside the changes."""
    words = _WORD.findall(piece.text)
    before, after = (_AROUND if place > 0 else 0), (_AROUND if place < last else 0)
    if piece.kind != "same" or len(words) <= before + after + _AROUND:
        yield piece
        return
    if before:
        yield Piece("same", "".join(words[:before]))
    yield Piece("gap", "")
    if after:
        yield Piece("same", "".join(words[-after:]))
