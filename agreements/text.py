"""How a document's text is shown: paragraphs, and headings that begin with «## »."""

from __future__ import annotations

from dataclasses import dataclass

_HEADING = "## "


@dataclass(frozen=True)
class Block:
    text: str
    is_heading: bool


def blocks(text: str) -> list[Block]:
    """Empty lines divide; nothing in a text is markup."""
    found: list[Block] = []
    for piece in text.replace("\r\n", "\n").split("\n\n"):
        first, _line, rest = piece.strip().partition("\n")
        if first.startswith(_HEADING):
            found.append(Block(first.removeprefix(_HEADING).strip(), is_heading=True))
            piece = rest
        if piece.strip():
            found.append(Block(piece.strip(), is_heading=False))
    return found
