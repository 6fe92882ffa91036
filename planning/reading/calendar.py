"""What plans have on the calendar's page: additional items with days, of plans that were submitted (R25)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duties.calendar.registry import CalendarItem
from people.access import Access, Action
from people.models import Institution, Role
from planning.models import MonthPlan, PlanItem
from planning.reading.lines import url_of
from planning.reading.reader import Days, days_by_group


def items_of_plans(
    access: Access, institution: Institution, since: date, until: date
) -> list[CalendarItem]:
    """Of staff those of the groups they work with, of administration all; of a family those of the days
    on which the group answers for a child of theirs. Two queries at most."""
    rows = PlanItem.objects.standing().filter(
        plan__in=_plans(access, institution), since__lte=until, until__gt=since
    )
    days = days_by_group(access.family_stays(Action.VIEW_PLAN))
    return [item for row in rows.select_related("plan__group") for item in _items(row, days)]


def _plans(access: Access, institution: Institution):
    """Of staff not all that they may read: those of the groups whose children they work with."""
    plans = MonthPlan.objects.visible_to(access, Action.VIEW_PLAN).submitted()
    if not access.acts_as(Role.PARENT):
        plans = plans.filter(group__in=access.groups(Action.VIEW_PLAN_NOTES))
    return plans.filter(institution=institution)


def _items(row: PlanItem, own: dict[int, list[Days]]) -> Iterator[CalendarItem]:
    """``own``: a family's days by group; empty for staff."""
    plan = row.plan
    assert row.since is not None
    assert row.until is not None
    whole = Days(row.since, row.until)
    for days in whole.within(own[plan.group_id]) if own else [whole]:
        yield CalendarItem(
            days.since, days.last, f"{row.kind_words}: {row.text}", row.icon, plan.group,
            url_of(plan.group, plan.month, read=True),
        )  # fmt: skip
