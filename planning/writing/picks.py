"""What is chosen by a tap, as the form says it: kind, learning area and what of it, «outcome:VAL:34»,
«skill:VAL:KD», «value::12», «not_planned:VAL:»; an outcome in own words by its row, «own:VAL:56»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planning.models import MonthPlan, PlanChoice
from planning.parts import OF_AN_ENTRY, Choose

OWN = "own"


def token(kind: str, area: str = "", what: Any = "") -> str:
    return f"{kind}:{area}:{what}"


def token_of(choice: PlanChoice) -> str:
    """How a standing choice is named on the page."""
    if choice.kind == Choose.OUTCOME and choice.entry_id is None:
        return token(OWN, choice.area, choice.pk)
    return token(choice.kind, choice.area, choice.entry_id or choice.skill)


def is_own(token: str) -> bool:
    """An outcome in own words."""
    return token.startswith(f"{OWN}:")


def area_of(token: str) -> str:
    return token.split(":")[1]


def code_of(token: str) -> str:
    """Of such a one, as a text in which a child's name is asked about: «own-VAL-56»."""
    return token.replace(":", "-")


def wanted_by(said: str, own: Mapping[int, str]) -> dict[str, Any]:
    """What ``operations.choose`` is told.

    :param own: texts of outcomes in own words, by their rows
    :raises ValueError: no token of ours
    """
    kind, area, what = said.split(":")
    if kind == OWN:
        text = own.get(_number(what), "")
        return {"kind": Choose.OUTCOME.value, "area": area, "text": text}
    of_it = {"entry": _number(what)} if kind in OF_AN_ENTRY else {"skill": what}
    return {"kind": kind, "area": area, **of_it}


def own_words(plan: MonthPlan) -> dict[int, str]:
    """Of outcomes in own words, those taken away too: what was unticked may be ticked again."""
    own = plan.choices.filter(kind=Choose.OUTCOME, entry__isnull=True)
    return dict(own.values_list("pk", "text"))


def by_token(choices: Iterable[PlanChoice]) -> dict[str, PlanChoice]:
    return {token_of(choice): choice for choice in choices}


def _number(digits: str) -> int:
    """Of a row; none has a greater one."""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise ValueError(digits)
    return int(digits)
