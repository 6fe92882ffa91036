"""What parents would read of a child, were everything published that they were not told yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assessment.child.idea import draft_of
from assessment.desk import ChildDesk
from assessment.family.page import preview_of
from assessment.record import Record, record_of, sight_of
from duties.calendar.school_year import first_day, last_day, school_year_of
from outbox.clock import ONE_DAY, local_day
from people.access import Access


def context_of(desk: ChildDesk, access: Access, *, at: datetime) -> dict[str, Any]:
    """Of this school year, by the page of the parents themselves."""
    year = school_year_of(local_day(at, desk.group.institution.time_zone))
    record = record_of(desk.child, sight_of(access), first_day(year), last_day(year) + ONE_DAY)
    is_new = _has_drafts(record)
    ready = draft_of(desk.child) if is_new else next(iter(record.publications), None)
    return {"growth": preview_of(record, ready, access), "is_new": is_new}


def _has_drafts(record: Record) -> bool:
    rows = [step for one in record.learned for step in one.steps]
    return any(row.publication_id is None for row in (*rows, *record.observations))
