"""One of everything of a group's day, made by the operations."""

from __future__ import annotations

from activities import operations
from activities.models import DayLog
from activities.operations import Said
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from planning.models import MonthPlan
from tests.activities import makers
from tests.activities.changing import outcomes
from tests.world import at


def a_full_day(plan: MonthPlan, by: Access) -> DayLog:
    """On the day on which ``by`` acts: ticked and written, confirmed, shown to parents, changed with a
    reason."""
    day = by.day
    log = makers.opened(plan.group, by, day)
    ticked, touched = outcomes(plan)
    makers.tick(log, f"choice:{ticked.pk}", by)
    said = Said("Tilts", "MAT", "No klučiem", ["KD"], [touched.pk])
    operations.add_entry(log=log, said=said, by=by, at=at(13, day=day))
    operations.save_note(log=log, text="Rīt paņemt līmi", version=0, by=by, at=at(13, day=day))
    operations.confirm(log=log, by=by, at=at(14, day=day))
    grace.release_due(at(14, day=day) + GRACE)
    entry = log.entries.select_related("log__group", "log__institution").latest("pk")
    changed = Said("Tilts", "MAT", "No smiltīm", ["KD"], [touched.pk])
    operations.change_entry(
        entry=entry, said=changed, version=1, reason="Pārrakstījos", by=by, at=at(15, day=day)
    )
    log.refresh_from_db()
    return log
