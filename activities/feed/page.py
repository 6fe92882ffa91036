"""The feed of a family: what is new since the last reading stands open, what was read is a line a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from activities.feed import words
from activities.feed.cards import Card, cards_of
from activities.feed.rows import SEEN, Asked, Found, found
from activities.kinds import DayIsThere
from activities.models import DayLog
from outbox import seen
from outbox.clock import local_day
from people.access import Access


@dataclass(frozen=True)
class Day:
    title: str
    cards: list[Card]


@dataclass(frozen=True)
class Reading:
    """What was read before this visit, and when last."""

    read: frozenset[int] = frozenset()
    since: datetime | None = None
    newest: date | None = None

    @classmethod
    def of(cls, page: Found, at: datetime) -> Reading:
        shown = {log.pk: log.first_seen for log in page.logs if log.first_seen}
        past = {log: first for log, first in shown.items() if first <= at - seen.VISIT}
        newest = max((log.day for log in page.logs), default=None)
        return cls(frozenset(past), max(past.values(), default=None), newest)

    def is_new(self, log: DayLog) -> bool:
        """Nothing is, to whom nothing was shown before."""
        return self.since is not None and log.pk not in self.read

    def is_open(self, log: DayLog) -> bool:
        """To whom nothing was shown before, the newest day."""
        return self.is_new(log) if self.since else log.day == self.newest


def page_of(access: Access, asked: Asked, at: datetime) -> dict[str, Any]:
    """What it shows is noted as shown."""
    page, zone = found(access, asked), access.zone
    unseen = [log.pk for log in page.logs if not log.first_seen]
    seen.read(access.user.pk, SEEN, unseen, told_by=DayIsThere.code, at=at)
    reading = Reading() if asked.before else Reading.of(page, at)
    cards, today = cards_of(page, local_day(at, zone)), local_day(at, zone)
    opened = [card for card in cards if reading.is_open(card.log)]
    folded = [card for card in cards if not reading.is_open(card.log)]
    since = words.read_at(reading.since, at, zone) if reading.since else ""
    return {
        "subtitle": "" if asked.before else words.news(len(opened), since),
        "opened": _days(opened, today), "folded": _days(folded, today),
        "since": since, "chips": _chips(page.names, asked) if len(page.names) > 1 else [],
        "earlier": _address(child=asked.child, before=page.earlier) if page.earlier else "",
        "newest": _address(child=asked.child) if asked.before else "",
    }  # fmt: skip


def _days(cards: Iterable[Card], today: date) -> list[Day]:
    days = groupby(cards, lambda card: card.log.day)
    return [Day(words.title_of(day, today), list(of_day)) for day, of_day in days]


def _chips(names: dict[int, str], asked: Asked) -> list[dict[str, Any]]:
    every: list[tuple[int | None, str]] = [(None, _("All children")), *names.items()]
    return [
        {"url": _address(child=child), "label": name, "is_here": child == asked.child}
        for child, name in every
    ]


def _address(**asked: Any) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})
