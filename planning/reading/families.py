"""The plans of a parent's children: this month's and the next one's first, then those that were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from duties.calendar import school_year
from duties.calendar.days import Month
from outbox.clock import local_day
from people.access import Access, Action
from planning.models import MonthPlan
from planning.reading import words
from planning.reading.lines import told
from planning.reading.page import first_names
from planning.reading.reader import in_month


@dataclass(frozen=True)
class Plan:
    """One plan of a list; ``whose``: names, where there are several children or houses."""

    plan: Any
    whose: str
    amended: str


@dataclass(frozen=True)
class Year:
    label: str
    plans: list[Plan]


def family_plans(access: Access, at: datetime) -> dict[str, Any]:
    """Three or four queries, however many children and plans."""
    mine = told(MonthPlan.objects.visible_to(access, Action.VIEW_PLAN))
    rows = list(mine.order_by("-month", "group__sort_key"))  # grouped, it has none of its own
    names, houses = _names(access), {plan.institution_id for plan in rows}
    plans = [_plan(plan, access, names, len(houses) > 1) for plan in rows]
    this = Month.of(local_day(at, access.zone)).first
    return {
        "coming": [one for one in plans if one.plan.month > this],
        "now": [one for one in plans if one.plan.month == this],
        "before": _by_year([one for one in plans if one.plan.month < this]),
        "is_empty": not plans,
    }


def _names(access: Access) -> dict[int, str]:
    children = {stay.child for stay in access.family_stays(Action.VIEW_PLAN)}
    return first_names(children) if len(children) > 1 else {}


def _plan(plan: Any, access: Access, names: dict[int, str], tells_house: bool) -> Plan:
    stays = access.family_stays(Action.VIEW_PLAN)
    mine = {stay.child for stay in stays if in_month(plan, [stay])}
    whose = [name for child, name in names.items() if child in mine]
    house = [plan.institution.name] if tells_house else []
    amended = words.amended_at(plan.amended_at, plan.institution.time_zone)
    return Plan(plan, " · ".join([*filter(None, [", ".join(whose)]), *house]), amended)


def _by_year(plans: list[Plan]) -> list[Year]:
    """They come the newest first."""
    years = groupby(plans, lambda one: school_year.school_year_of(one.plan.month))
    return [Year(school_year.title(year), list(of_it)) for year, of_it in years]
