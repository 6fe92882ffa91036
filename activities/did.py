"""What was done, as a line that is read: by colleagues on the day's page, by families in their feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from activities.album import Shown
from activities.models import DayEntry


@dataclass(frozen=True)
class Did:
    entry: DayEntry
    about: str  # learning area and skills
    changed: str  # «labots 8:10»; empty where it is as it was confirmed
    by: str = ""
    url: str = ""  # where it is changed
    photos: Sequence[Shown] = ()


def about(entry: DayEntry) -> str:
    """«Valodu joma · Domāšana un radošums»; of what the plan has beside the areas its kind."""
    return " · ".join(filter(None, [entry.of_words, ", ".join(entry.skill_words)]))
