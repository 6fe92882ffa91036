"""What the parts of the house have to say on Today: each a line or nothing. A literal list, in order."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from activities.board import card as days_written
from attendance.check import card as check
from attendance.clarifications import card as clarifications
from attendance.kitchen import card as kitchen
from attendance.months import card as months
from duties.calendar import Calendar
from duties.calendar import card as year
from manners import card as reports
from people.access import Access
from planning.board import card as plans

# card_of(access, *, at, days) → input of components/line.html
Card = Callable[..., dict[str, Any] | None]

# On the first screen, whose questions are counted; what was reported is hidden until it is decided.
FIRST: tuple[Card, ...] = (reports.card_of, check.card_of)
FURTHER: tuple[Card, ...] = (  # in a part of their own, which comes after it
    days_written.card_of,
    plans.card_of,
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
