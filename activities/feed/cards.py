"""A card of the feed: one group's day, whatever number of own children were in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from activities.album import Album, Shown, album_of
from activities.did import Did, about
from activities.feed import addresses, words
from activities.feed.rows import Found
from activities.models import DayLog, DayPhoto


@dataclass(frozen=True)
class Card:
    log: DayLog
    about: str  # whose it is, the month's topic, and the house where there are several
    did: list[Did]
    ask_home: str  # on the newest card of a group
    written: str
    changed: str
    album: Album

    @property
    def titles(self) -> str:
        return " · ".join(one.entry.title for one in self.did)

    @property
    def count(self) -> str:
        """«3 darbības · 2 foto»"""
        return words.counts(len(self.did), self.album.count)

    @property
    def photos(self) -> list[Shown]:
        """Of the day as a whole."""
        return self.album.of_day


def cards_of(found: Found, today: date) -> list[Card]:
    several = len({log.institution_id for log in found.logs}) > 1
    newest = {log.group_id: log for log in reversed(found.logs)}
    return [
        _card(
            log, found.photos.get(log.pk, []), _about(log, found, today, tells_house=several),
            found.plan_says(log, "ask_home") if newest[log.group_id] == log else "",
        )
        for log in found.logs
    ]  # fmt: skip


def _card(log: Any, photos: list[DayPhoto], about: str, asks: str) -> Card:
    entries = list(log.entries.all())
    album = album_of(photos, entries, addresses.of_photo)
    did = [_did(entry, log, album) for entry in entries]
    said = words.written(log, entries), words.day_changed(log, entries)
    return Card(log, about, did, asks, *said, album)


def _did(entry: Any, log: DayLog, album: Album) -> Did:
    return Did(entry, about(entry), words.changed(entry, log), photos=album.of(entry))


def _about(log: DayLog, found: Found, today: date, *, tells_house: bool) -> str:
    mine = found.children_of(log)
    absent = [child for child in mine if (child, log.day) in found.away]
    names = [found.names[child] for child in mine if child not in absent]
    away = [found.names[child] for child in absent]
    whose = words.present_and_absent(names, away, is_today=log.day == today)
    house = log.institution.name if tells_house else ""
    return " · ".join(filter(None, [*whose, found.plan_says(log, "topic"), house]))
