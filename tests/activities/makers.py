"""Days for tests, made by the operations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from activities import operations
from activities.models import DayEntry, DayLog
from activities.operations import Said
from activities.picks import Pick
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from people.models import ChildGroup
from tests.world import MONDAY, at

AREA = "MAT"


def url(bees, name="day", *more, day=MONDAY):
    return reverse(f"activities:{name}", args=[bees.pk, day, *more])


def opened(group: ChildGroup, by: Access, day: date = MONDAY, when: datetime | None = None):
    """Nothing is written in it."""
    return operations.open_day(group=group, day=day, by=by, at=when or at(13, day=day))


def said(title: str = "Tilts no klučiem", area: str = AREA, **more: Any) -> Said:
    return Said(title, area, **more)


def written(
    group: ChildGroup, by: Access, day: date = MONDAY, *what: Said, when: datetime | None = None
) -> DayLog:
    """A draft with an entry or more in own words."""
    when = when or at(13, day=day)
    log = opened(group, by, day, when)
    for one in what or (said(),):
        operations.add_entry(log=log, said=one, by=by, at=when)
    return log


def confirmed(
    group: ChildGroup, by: Access, day: date = MONDAY, *what: Said, when: datetime | None = None
) -> DayLog:
    """Its minute runs: no parent sees it yet."""
    when = when or at(14, day=day)
    log = written(group, by, day, *what, when=when)
    return operations.confirm(log=log, by=by, at=when)


def released(
    group: ChildGroup, by: Access, day: date = MONDAY, *what: Said, when: datetime | None = None
) -> DayLog:
    """Parents see it, and were told."""
    log = confirmed(group, by, day, *what, when=when)
    assert log.confirmed_at
    grace.release_due(log.confirmed_at + GRACE)
    log.refresh_from_db()
    return log


def tick(log: DayLog, token: str, by: Access, *, on: bool = True, when: datetime | None = None):
    moment = when or at(13, 30, day=log.day)
    return operations.pick(log=log, pick=Pick.of(token), is_on=on, by=by, at=moment)


def entry_of(log: DayLog) -> DayEntry:
    """The first that stands."""
    return log.entries.standing().select_related("log__group", "log__institution")[0]
