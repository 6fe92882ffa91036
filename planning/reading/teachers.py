"""A teacher's own months, and the plans of the house to read and to copy from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.urls import reverse

from curriculum.models import Specialism
from duties import calendar
from duties.calendar import school_year
from duties.calendar.days import Month
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup, Institution
from planning.duties import with_children
from planning.models import MonthPlan
from planning.reading.lines import Line, line_of, told, url_of


@dataclass(frozen=True)
class Own:
    """A group one works with: this month and the coming one, and what was before, newest first."""

    group: ChildGroup
    lines: list[Line]
    before: list[Line]


def own_months(access: Access, house: Institution, at: datetime) -> list[Own]:
    """Of groups of today, and of those that begin with the coming month. Seven queries at most."""
    this = Month.of(local_day(at, house.time_zone))
    groups, written = _own_groups(access, this)
    if not groups:
        return []
    years = [group.school_year for group in groups]
    since, until = school_year.first_day(min(years)), school_year.last_day(max(years))
    days = calendar.of(house, Month.of(since).before.first, until)
    plans = {(p.group_id, p.month): p for p in told(MonthPlan.objects.filter(group__in=groups))}
    months = {group.pk: _months(group, this.after) for group in groups}
    peopled = with_children(groups, {one for mine in months.values() for one in mine})
    found = []
    for group in groups:
        lines = [
            line_of(
                group, month, plan, days=days, at=at, url=_plan_url(group, month, plan, written)
            )
            for month in months[group.pk]
            if (plan := plans.get((group.pk, month.first))) or group.pk in peopled[month]
        ]
        now = [line for line in lines if line.month.first >= this.first]
        found.append(Own(group, now, [line for line in lines if line.month.first < this.first]))
    return found


def _own_groups(access: Access, this: Month) -> tuple[list[ChildGroup], set[int]]:
    """Those one is assigned to today or on the first day of the coming month; ids of those one writes for."""
    both = (access, access.on(this.until))
    works = reduce(or_, (one.group_rule(Action.VIEW_PLAN_NOTES) for one in both))
    rows = ChildGroup.objects.filter(works).select_related("institution")
    groups = list(rows.order_by("-school_year", "sort_key", "pk"))
    has_areas = Specialism.objects.filter(user=access.user, institution=access.institution).exists()
    writes = Action.WRITE_PLAN_PART if has_areas else Action.WRITE_PLAN
    return groups, {group.pk for group in groups if any(one.can(writes, group) for one in both)}


def _plan_url(group: ChildGroup, month: Month, plan: Any, written: set[int]) -> str:
    return url_of(group, month.first) if plan or group.pk in written else ""


def _months(group: ChildGroup, newest: Month) -> list[Month]:
    """From the newest one of its school year back to September."""
    year = reversed(school_year.months(group.school_year))
    return [month for month in year if month.first <= newest.first]


def house_plans(access: Access, house: Institution, month: Month, at: datetime) -> list[Line]:
    """Each group of the house in a month; those without a plan lead nowhere. Four queries."""
    seen = access.groups(Action.VIEW_PLAN).filter(
        school_year=school_year.school_year_of(month.first)
    )
    groups = list(seen.select_related("institution").order_by("sort_key", "pk"))
    rows = MonthPlan.objects.visible_to(access, Action.VIEW_PLAN).filter(month=month.first)
    plans = {plan.group_id: plan for plan in told(rows)}
    peopled = with_children(groups, [month])[month]
    days = calendar.of(house, month.before.first, month.last)
    return [
        line_of(group, month, plans.get(group.pk), days=days, at=at, url=_read(group, month, plans))
        for group in groups
        if group.pk in plans or group.pk in peopled
    ]


def _read(group: ChildGroup, month: Month, plans: dict[int, Any]) -> str:
    return url_of(group, month.first, read=True) if group.pk in plans else ""


def house_page(access: Access, house: Institution, month: Month, at: datetime) -> dict[str, Any]:
    return {
        "house": house, "month": month, "title_month": month.title,
        "lines": house_plans(access, house, month, at),
        "before": _to(month.before, month), "after": _to(month.after, month),
    }  # fmt: skip


def _to(month: Month, shown: Month) -> dict[str, str] | None:
    """Input of ``components/pager.html``."""
    if not month.is_possible:
        return None
    url = reverse("planning:plans_of", args=[month.first])
    return {"url": url, "text": month.name_beside(shown)}
