"""Logs of the days gone by, of every group."""

from __future__ import annotations

from collections.abc import Sequence

from duties.calendar import Calendar
from ejournal.demo.bulk.copying import copy_rows
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.day_logs.course import is_silent
from ejournal.demo.day_logs.planned import planned_of
from ejournal.demo.day_logs.rows import Page
from ejournal.demo.day_logs.writing import write
from ejournal.demo.months.rows import Sheet


def write_days(sheets: Sequence[Sheet], scale: Scale, calendar: Calendar) -> None:
    """But for the few on which nobody wrote. Plans are there by now."""
    past = set(scale.past_days(calendar))
    write(
        [
            Page(planned, day)
            for planned in planned_of(sheets, calendar)
            for day in planned.days
            if day in past and not is_silent(planned.sheet.number, day, calendar)
        ],
        put=copy_rows,
    )
