"""Cells as a page sends them: child, outcome, level and version, «12:34:T:0»; «12:34:T:0:any» where an
outcome of another stage was asked about."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.rules import Cell
from people.requests import id_of

ANY = "any"


def token(child: int, outcome: int, level: str, version: int) -> str:
    return f"{child}:{outcome}:{level}:{version}"


def cell_of(token: str) -> Cell:
    """:raises ValueError: no token of ours. What it says of the level is for the operation to judge."""
    child, outcome, level, version, *more = token.split(":")
    if more not in ([], [ANY]) or not (version.isascii() and version.isdecimal()):
        raise ValueError(token)
    places = id_of(child), id_of(outcome)
    if not all(places) or len(version) > 9:
        raise ValueError(token)
    return Cell(*places, level, int(version), any_stage=bool(more))


def cells_of(tokens: Iterable[str]) -> tuple[list[Cell], list[str]]:
    """:returns: the cells, and the tokens that name none"""
    found, strange = [], []
    for said in tokens:
        try:
            found.append(cell_of(said))
        except ValueError:
            strange.append(said)
    return found, strange
