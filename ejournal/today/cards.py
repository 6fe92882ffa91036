"""What the parts of the house have to say on Today: each a line or nothing. A literal list, in order."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from attendance.check import card as check
from attendance.clarifications import card as clarifications
from attendance.kitchen import card as kitchen
from attendance.months import card as months
from duties.calendar import Calendar
from duties.calendar import card as year
from people.access import Access

# card_of(access, *, at, days) → input of components/line.html
Card = Callable[..., dict[str, Any] | None]

FIRST: tuple[Card, ...] = (check.card_of,)  # on the first screen, whose questions are counted
FURTHER: tuple[Card, ...] = (  # in a part of their own, which comes after it
    clarifications.card_of,
    kitchen.card_of,
    months.card_of,
    year.card_of,
)
# duties that have a card: not told twice
SPEAK_FOR: frozenset[str] = frozenset({"calendar", "weekly_check"})

_EMPTY = {
    "subtitle": "",
    "url": "",
    "symbol": "",
    "icon": "",
    "due": None,
    "side": None,
    "aside": "",
}


def of(
    cards: Iterable[Card], access: Access, at: datetime, days: Calendar | None
) -> list[dict[str, Any]]:
    """The lines of those that have something to say to this person now; ``days`` around today."""
    said = (card(access, at=at, days=days) for card in cards)
    return [_EMPTY | line for line in said if line]
