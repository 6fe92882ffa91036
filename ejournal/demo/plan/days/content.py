"""What a group's day says beside its plan, by month, age stage and turn. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from curriculum.lists import Stage
from ejournal.demo.plan.months.content import season_of, turned

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Own:
    """Something that the children thought of."""

    area: str
    title: str
    text: str
    skills: tuple[str, ...]


def own(month: int, stage: Stage, turn: int) -> Own:
    """Of the season or of any; a season's turns come to each of them before the first one again."""
    one = turned(_pool(season_of(month), stage), turn)
    return Own(one["area"], one["title"], one["text"], tuple(one["skills"]))


@cache
def _pool(season: str, stage: Stage) -> list[dict[str, Any]]:
    every = [*_file(season)["own"], *_file("always")["own"]]
    return [one for one in every if stage in one.get("stages", Stage)]


def words(what: str, turn: int) -> str:
    """:param what: ``echo`` how it went, ``note`` to colleagues, ``more`` and ``why`` of a later change"""
    return str(turned(_file("always")["words"][what], turn))


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
