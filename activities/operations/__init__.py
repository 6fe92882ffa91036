"""Every write of a day's log, one verb each; told ``by`` whom and when."""

from .amending import change_entry, take_away_entry
from .confirming import NOTHING_YET, confirm, take_back
from .entries import add_entry, pick, save_note, save_text
from .opening import open_day
from .rows import Said
from .whole import Whole, write

__all__ = [
    "NOTHING_YET", "Said", "Whole", "add_entry", "change_entry", "confirm", "open_day", "pick",
    "save_note", "save_text", "take_away_entry", "take_back", "write",
]  # fmt: skip
