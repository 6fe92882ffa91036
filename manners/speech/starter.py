"""The list that every house begins with, written for this journal."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from manners.speech.patterns import Match

FILE = Path(__file__).with_name("starter.toml")


class Entry(NamedTuple):
    """One word of the file, as a row of a house would say it."""

    stem: str
    match: Match
    severity: int
    category: str
    language: str
    exceptions: tuple[str, ...] = ()


@cache
def entries() -> tuple[Entry, ...]:
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Entry(
            stem, Match(block["match"]), block["severity"], block["category"], block["language"],
            tuple(said["exceptions"].get(stem, "").split()),
        )
        for block in said["words"]
        for stem in (one.strip() for one in block["stems"].split(","))
    )  # fmt: skip
