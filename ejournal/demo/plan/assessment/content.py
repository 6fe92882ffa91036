"""What is said beside a level, observed in words and proposed for home, by turn. Pure."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assessment.models import Level
from ejournal.demo.plan.months.content import turned

_FILE = Path(__file__).parent / "words.toml"


def comment(area: str, level: Level, turn: int) -> str:
    return str(turned(_said()["comment"][area][level.value], turn))


def words(what: str, turn: int) -> str:
    """:param what: ``observation`` of the youngest, ``idea`` for home"""
    return str(turned(_said()["words"][what], turn))


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
