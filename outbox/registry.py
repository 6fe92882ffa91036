"""Kinds of notifications. Apps above declare and register theirs; this app knows none."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from outbox.models import Mode, Notification, Preference


@dataclass(frozen=True)
class Shown:
    """A notification as its reader may see it now."""

    title: str
    detail: str
    url: str
    icon: str


class Kind(ABC):
    """One kind: how it is called, who may be told, whether it still matters, how it looks."""

    code: str  # «reminder.attendance»
    label: Any  # in a person's settings
    roles: frozenset[str]  # those who may be told; others are not offered the setting
    default: str = Mode.AT_ONCE
    modes: tuple[str, ...] = (Mode.AT_ONCE, Mode.DIGEST, Mode.NEVER)

    @property
    def letter_label(self) -> Any:
        """All that a letter says of it: something else where the label tells of health."""
        return self.label

    def letter_text(self, notification: Notification) -> str:
        """What a letter says besides, where that is neither of somebody else nor of the content."""
        return ""

    @abstractmethod
    def wanted(self, notification: Notification, at: datetime) -> bool:
        """May this person still see it, and does it still matter? Asked again at delivery."""

    def not_before(self, notification: Notification, at: datetime) -> datetime | None:
        """A later moment before which it must not go out; None: now will do."""
        return None

    @abstractmethod
    def present(
        self, notifications: Iterable[Notification], access: Any, at: datetime
    ) -> dict[int, Shown]:
        """What a reader sees now, by id, in a constant number of queries. The unseen is left out."""

    def preference(self, channel: str, chosen: Preference | None = None) -> Preference:
        """What was chosen, while the kind still has that mode; else the kind's default."""
        if chosen and chosen.mode in self.modes:
            return chosen
        return Preference(kind=self.code, channel=channel, mode=self.default)

    def sender(self, notification: Notification) -> str:
        """The sender's role in words, for a letter."""
        return _("the portal")


_registry: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    if kind.code in _registry:
        raise ValueError(f"kind {kind.code} is declared twice")
    _registry[kind.code] = kind
    return kind


def find(code: str) -> Kind | None:
    """None for a kind that a former version declared."""
    return _registry.get(code)


def get(code: str) -> Kind:
    """:raises KeyError: nobody declared it"""
    return _registry[code]


def all_kinds() -> list[Kind]:
    return list(_registry.values())
