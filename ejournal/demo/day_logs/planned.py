"""What plans of months hold, read for the days that follow from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from duties.calendar import Calendar
from duties.calendar.days import Month
from ejournal.demo.day_logs.did import Planned
from ejournal.demo.months.rows import Sheet
from planning.models import MonthPlan, PlanChoice, PlanItem
from planning.parts import Choose


def planned_of(sheets: Sequence[Sheet], calendar: Calendar) -> list[Planned]:
    """Three queries."""
    plans = _submitted(sheets)
    here = {plan.pk for plan in plans.values()}
    outcomes: dict[int, list[PlanChoice]] = defaultdict(list)
    skills: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    items: dict[int, list[PlanItem]] = defaultdict(list)
    chosen = PlanChoice.objects.standing().filter(plan__in=here).order_by("pk")
    for one in chosen.filter(kind__in=[Choose.OUTCOME, Choose.SKILL]).select_related("entry"):
        if one.kind == Choose.SKILL:
            skills[one.plan_id][one.area].append(one.skill)
        else:
            outcomes[one.plan_id].append(one)
    for item in PlanItem.objects.standing().filter(plan__in=here):
        items[item.plan_id].append(item)
    return [
        Planned(sheet, _days(sheet, calendar), plan.submitted_at, outcomes[plan.pk],
                items[plan.pk], skills[plan.pk])
        if (plan := plans.get((sheet.group.pk, sheet.month)))
        else Planned(sheet, _days(sheet, calendar))
        for sheet in sheets
    ]  # fmt: skip


def _submitted(sheets: Sequence[Sheet]) -> dict[tuple[int, date], MonthPlan]:
    groups, months = {sheet.group.pk for sheet in sheets}, {sheet.month for sheet in sheets}
    plans = MonthPlan.objects.submitted().filter(group__in=groups, month__in=months)
    return {(plan.group_id, plan.month): plan for plan in plans}


def _days(sheet: Sheet, calendar: Calendar) -> list[date]:
    return [day for day in Month(sheet.month).days if calendar.is_working(day, sheet.group)]
