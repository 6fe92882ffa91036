"""Who else is writing this day just now, by name; colleagues only."""

from __future__ import annotations

from datetime import datetime

from activities.models import DayLog
from outbox import writers
from people.models import User

Others = list[tuple[User, list[str]]]  # each with what they write: a day is not divided


def note(log: DayLog, code: str, *, person: int, at: datetime) -> Others:
    """Somebody saved a text. :returns: who else is writing"""
    return _people(writers.note(_owner(log), code, person=person, at=at))


def others(log: DayLog | None, *, person: int, at: datetime) -> Others:
    """One question to the cache; one query where there is anybody."""
    return _people(writers.others(_owner(log), person=person, at=at)) if log else []


def _people(by_section: dict[str, list[int]]) -> Others:
    found = {one for people in by_section.values() for one in people}
    return [(user, []) for user in User.objects.filter(pk__in=found)] if found else []


def _owner(log: DayLog) -> str:
    return f"day/{log.pk}"
