"""What there is in a month, as the calendar's page lists it: long lists are folded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duties.calendar.days import Month, short, weekday_and_day
from duties.calendar.registry import CalendarItem

FEW = 5  # items of a month that need no folding


@dataclass(frozen=True)
class Item:
    """One line; a period stands in each month it touches."""

    when: str
    text: str
    icon: str
    whose: str  # the group's name; "" of the house
    symbol: str
    url: str


@dataclass(frozen=True)
class Fold:
    """Lines under one heading, folded or not."""

    title: str
    items: list[Item]
    is_open: bool


def folds_of(items: list[CalendarItem], month: Month, today: date) -> list[Fold]:
    """What is over and what is still planned, by today, whichever month it is. A long list is folded, but
    for what is still ahead in this month."""
    is_now, are_few = month.first <= today <= month.last, len(items) <= FEW
    over = [item for item in items if item.is_over(today)]
    ahead = [item for item in items if not item.is_over(today)]
    return [
        *_fold(_("Already over: %(n)s"), over, is_open=are_few),
        *_fold(_("Planned: %(n)s"), ahead, is_open=are_few or is_now),
    ]


def _fold(title: str, items: list[CalendarItem], *, is_open: bool) -> list[Fold]:
    if not items:
        return []
    return [Fold(title % {"n": len(items)}, [_line(item) for item in items], is_open)]


def _line(item: CalendarItem) -> Item:
    whose, symbol = (item.group.name, item.group.symbol) if item.group else ("", "")
    return Item(_when(item), item.text, item.icon, whose, symbol, item.url)


def _when(item: CalendarItem) -> str:
    """«pr 16.11.», «16.11.–20.11.»"""
    if item.since == item.until:
        return weekday_and_day(item.since)
    return f"{short(item.since)}–{short(item.until)}"
