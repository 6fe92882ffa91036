"""How a child grows: mostly upwards, some of it down again; the same each time it is asked. Pure."""

from __future__ import annotations

from assessment.models import Level
from ejournal.demo.absences import source
from people.models import Child

_FIRST = dict(zip(Level, (30, 40, 25, 5), strict=True))
_NOT_THERE, _UP, _DOWN = 0.12, 0.55, 0.1
_LATER_IN_THE_YEAR = 0.035  # chance a month that it begins one step higher


def level_at_first(child: Child, code: str, month: int) -> Level | None:
    """None: the child was away. ``month``: the how manieth of the school year, from 0 on."""
    rng = source("level", _who(child), code)
    if rng.random() < _NOT_THERE:
        return None
    level = rng.choices(list(_FIRST), list(_FIRST.values()))[0]
    return _stepped(level, 1) if rng.random() < _LATER_IN_THE_YEAR * month else level


def level_after(child: Child, code: str, level: Level) -> Level | None:
    """A month later; None where it is the same, which nobody writes down again."""
    chance = source("again", _who(child), code).random()
    step = 1 if chance < _UP else -1 if chance > 1 - _DOWN else 0
    after = _stepped(level, step)
    return after if after != level else None


def _stepped(level: Level, step: int) -> Level:
    return list(Level)[min(max(level.rank + step, 0), len(Level) - 1)]


def _who(child: Child) -> str:
    return f"{child.first_name} {child.last_name} {child.birth_date}"
