"""Facts of the day's log (R27): the day itself, its entries with the outcomes they touch, its photos, a note
for staff, and that something was changed after parents could read it."""

from .entry import DayEntry, EntryOutcome
from .log import DayAmendment, DayLog, DayNote, LateReason
from .photo import DayPhoto

__all__ = [
    "DayAmendment",
    "DayEntry",
    "DayLog",
    "DayNote",
    "DayPhoto",
    "EntryOutcome",
    "LateReason",
]
