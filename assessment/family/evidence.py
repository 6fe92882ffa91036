"""The days that show an assessment: only those that the reader may see."""

from __future__ import annotations

from activities.feed import addresses
from activities.models import DayLog
from assessment.record import Record
from people.access import Access, Action
from people.models import Role


def evidence_of(record: Record, access: Access) -> dict[int, str]:
    """By entry: the address of its day in the feed, for staff none. Two queries, none without evidence.

    A draft or a day in its minute is no evidence yet, and what stands there no more is none.
    """
    steps = (step for one in record.learned for step in one.steps)
    entries = [entry for step in steps if (entry := step.evidence) and entry.voided_at is None]
    if not entries:
        return {}
    logs = DayLog.objects.visible_to(access, Action.VIEW_DAY).released()  # type: ignore[attr-defined]
    seen = set(logs.filter(pk__in={one.log_id for one in entries}).values_list("pk", flat=True))
    is_family = access.acts_as(Role.PARENT)
    there = [one for one in entries if one.log_id in seen]
    return {one.pk: addresses.of_day(one.log) if is_family else "" for one in there}
