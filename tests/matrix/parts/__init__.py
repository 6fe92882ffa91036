"""The matrix by parts of the house: each module declares its own pages and operations.

A part has ``ROWS`` (pages), ``LINES`` (operations) with their ``MODULES`` and ``DEEDS`` (one valid call of
each), ``TELLS`` (needles and who may find them), ``prepare(stage)`` (what must stand on the stage),
``arguments(stage, route, objects, actor)`` and ``form(stage, route, objects, actor, valid)``, which
answer None for what is not theirs. What a part does not need it leaves out.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

NAMES = (
    "register",
    "notices",
    "check",
    "kitchen",
    "months",
    "clarifications",
    "evacuation",
    "duties",
    "agreements",
    "catalogue",
    "keys",
    "files",
    "second_step",
    "entering",
    "pick_up",
    "places",
    "closing",
    "devices",
    "kept",
    "plans",
    "plan_board",
    "day_board",
    "plan_starting",
    "plan_reading",
    "assessment",
    "assessment_pages",
    "assessment_grid",
    "talks",
    "talks_family",
    "days",
    "day_page",
    "day_feed",
    "day_week",
    "day_photos",
    "manners",
)
PARTS: list[ModuleType] = [import_module(f"tests.matrix.parts.{name}") for name in NAMES]


def all_of(name: str) -> tuple[Any, ...]:
    return tuple(one for part in PARTS for one in getattr(part, name, ()))


def merged(name: str) -> dict[str, Any]:
    return {key: value for part in PARTS for key, value in getattr(part, name, {}).items()}


def first_of(name: str, *args: Any, **kwargs: Any) -> Any:
    """What the first part says that knows the route; None when none does."""
    answers = (getattr(part, name)(*args, **kwargs) for part in PARTS if hasattr(part, name))
    return next((answer for answer in answers if answer is not None), None)


def prepare(stage: Any) -> None:
    for part in PARTS:
        if hasattr(part, "prepare"):
            part.prepare(stage)
