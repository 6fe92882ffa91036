"""One group's month in words, by month, age stage and turn: no two groups say the same. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any, TypeVar

from curriculum.lists import Area, Skill, Stage
from planning.parts import ACTIVITIES, ItemKind

_HERE = Path(__file__).parent
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SEASONS = ("winter", "spring", "summer", "autumn")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Item:
    """``day``: of the month, None for some time in it. ``is_shared``: the same day for the whole house."""

    kind: ItemKind
    text: str
    own_kind: str
    area: str
    day: int | None
    is_week: bool
    is_shared: bool


@dataclass(frozen=True)
class Content:
    """``entries``: codes of the catalogue; ``own``: an outcome in own words, by area."""

    stage: Stage
    texts: dict[str, str]
    entries: tuple[str, ...]
    own: dict[str, str]
    skills: tuple[tuple[str, str], ...]  # by area
    not_planned: tuple[str, ...]  # areas
    items: tuple[Item, ...]


def content(month: int, stage: Stage, turn: int) -> Content:
    """:param turn: the group's place among those of its stage; another year is another turn"""
    said, season = _file(_MONTHS[month - 1]), _file(season_of(month))
    seed = month + turn
    not_planned = _not_planned(stage, seed)
    areas = [area for area in Area if area not in not_planned]
    own = said["own_outcome"] if stage > Stage.FIRST and turn % 3 == 0 else None
    return Content(
        stage=stage,
        texts=_texts(said, season, stage, turn, areas),
        entries=(*_virtues(said, turn), *_outcomes(areas, stage, seed)),
        own={own["area"]: own["text"]} if own and own["area"] in areas else {},
        skills=tuple(_skills(areas, stage, seed)),
        not_planned=tuple(not_planned),
        items=tuple(_items(said, stage, turn)),
    )


def note(number: int) -> str:
    """What staff say of a single child."""
    return turned(_file("notes")["note"], number)


def season_of(month: int) -> str:
    return _SEASONS[month % 12 // 3]


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def turned(every: Sequence[_T], number: int) -> _T:
    """Of a list that is gone round."""
    return every[number % len(every)]


def _texts(
    said: dict[str, Any], season: dict[str, Any], stage: Stage, turn: int, areas: list[Area]
) -> dict[str, str]:  # fmt: skip
    theme, nth = turned(said["theme"], turn), stage - 1
    rhythm, special = turned(season["rhythm"], turn), turned(season["differentiation"], turn)
    texts = {
        "topic": theme["topic"],
        "message": theme["message"][nth],
        "big_question": theme["question"] if stage > Stage.FIRST else "",
        "content": f"{theme['content'][nth]}\n{rhythm}",
        "ask_home": theme["ask"],
        "differentiation": special,
    }
    pools = season["activities"]
    for number, area in enumerate(areas):
        pairs = list(permutations(pools[area.value][str(stage.value)], 2))
        texts[ACTIVITIES[area].code] = "\n".join(turned(pairs, turn + number))
    return texts


def _virtues(said: dict[str, Any], turn: int) -> list[str]:
    """Two values and two virtues of the month's three."""
    return [
        f"{kind}.{turned(said[many], turn + nth)}"
        for kind, many in (("value", "values"), ("virtue", "virtues"))
        for nth in range(2)
    ]


def _outcomes(areas: list[Area], stage: Stage, seed: int) -> list[str]:
    """Two of each area; the six that every area has take turns."""
    return [
        f"{area.value}.{stage.value}.{(seed * 2 + number + nth) % 6 + 1}"
        for number, area in enumerate(areas)
        for nth in range(2)
    ]


def _skills(areas: list[Area], stage: Stage, seed: int) -> list[tuple[str, str]]:
    """One or two of an area. Digital literacy is the oldest children's, so that a map has gaps."""
    known = list(Skill) if stage == Stage.THIRD else [s for s in Skill if s != Skill.DIGITAL]
    return [
        (area.value, turned(known, seed + number + nth).value)
        for number, area in enumerate(areas)
        for nth in range(1 + (seed + number) % 2)
    ]


def _not_planned(stage: Stage, seed: int) -> list[Area]:
    """The youngest do without mathematics or technology now and then."""
    if stage != Stage.FIRST:
        return []
    return [a for n, a in enumerate((Area.MATHEMATICS, Area.TECHNOLOGY)) if (seed + n) % 4 == 0]


def _items(said: dict[str, Any], stage: Stage, turn: int) -> list[Item]:
    return [
        Item(
            ItemKind(one["kind"]), one["text"], one.get("own_kind", ""), one.get("area", ""),
            one.get("day"), one.get("week", False), one.get("shared", False),
        )
        for one in said["item"]
        if stage in one.get("stages", Stage) and one.get("turn", turn % 2) == turn % 2
    ]  # fmt: skip
