"""What the parts of the house have to say on Today: each a line or nothing. A literal list, in order."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from duties import card as calendar
from people.access import Access

Card = Callable[
    ..., dict[str, Any] | None
]  # card_of(access, *, at) → input of components/line.html

CARDS: tuple[Card, ...] = (calendar.card_of,)
SPEAK_FOR: frozenset[str] = frozenset({"calendar"})  # duties that have a card: not told twice

_EMPTY = {
    "subtitle": "",
    "url": "",
    "symbol": "",
    "icon": "",
    "due": None,
    "side": None,
    "aside": "",
}


def of(access: Access, at: datetime) -> list[dict[str, Any]]:
    """The lines of those that have something to say to this person now."""
    said = (card(access, at=at) for card in CARDS)
    return [_EMPTY | line for line in said if line]
