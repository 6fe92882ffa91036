"""Writes about the calendar, the ladder, and what is owed."""

from .asking import ask
from .calendar import (
    change_note,
    check_calendar,
    except_day,
    except_days,
    lay_down_moved_days,
    move_day,
    say_days,
    unexcept,
)
from .ladder import CLOSED_BY, close, reopen

__all__ = [
    "CLOSED_BY",
    "ask",
    "change_note",
    "check_calendar",
    "close",
    "except_day",
    "except_days",
    "lay_down_moved_days",
    "move_day",
    "reopen",
    "say_days",
    "unexcept",
]
