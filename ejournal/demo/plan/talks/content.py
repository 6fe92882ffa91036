"""What is said in a talk with parents and agreed on, by turn. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ejournal.demo.plan.months.content import turned

_FILE = Path(__file__).parent / "words.toml"


@dataclass(frozen=True)
class Agreed:
    """``who``: teacher or parent; ``days``: after the talk."""

    text: str
    who: str
    days: int


@dataclass(frozen=True)
class Spoken:
    """``house``: for staff alone; what is empty was not said."""

    kinds: tuple[str, ...]
    content: str
    agreed: tuple[Agreed, ...] = ()
    own_kind: str = ""
    house: str = ""
    remark: str = ""
    addition: str = ""


def spoken(turn: int) -> Spoken:
    found: Spoken = turned(every(), turn)
    return found


@cache
def every() -> tuple[Spoken, ...]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["talk"]
    return tuple(_spoken(**row) for row in rows)


def _spoken(*, kinds: list[str], actions: list[dict[str, Any]], **said: str) -> Spoken:
    return Spoken(tuple(kinds), agreed=tuple(Agreed(**one) for one in actions), **said)
