"""What the pages of a plan that is read show, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from duties import calendar
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Child
from people.whose_day import Stay
from planning.models import MonthPlan
from planning.reach import reach
from planning.reading import lines, words
from planning.reading.reader import Days, in_month
from planning.reading.sheet import Sheet
from planning.words import title_of


def staff_page(sheet: Sheet, *, access: Access, at: datetime) -> dict[str, Any]:
    plan, zone = sheet.plan, sheet.plan.institution.time_zone
    return {
        "sheet": sheet, "plan": plan, "group": plan.group, "title": title_of(plan.month),
        "aside": words.aside(plan),
        "state": words.submitted(plan), "due": due_of(plan, at), "links": _links(plan, access),
        "amendments": [words.amendment(one, zone) for one in sheet.amendments],
    }  # fmt: skip


def family_page(sheet: Sheet, access: Access, at: datetime) -> dict[str, Any]:
    plan = sheet.plan
    today = local_day(at, plan.institution.time_zone)
    over = [item for item in sheet.items if item.is_over(today, plan.when)]
    return {
        "coming": [item for item in sheet.items if item not in over], "over": over,
        "sheet": sheet, "plan": plan, "group": plan.group, "title": title_of(plan.month),
        "aside": words.aside(plan),
        "amended": words.amended(sheet.amendments, plan.institution.time_zone),
        "partly": _partly(plan, access), "areas": [one for one in sheet.areas if not one.is_empty],
    }  # fmt: skip


def due_of(plan: MonthPlan, at: datetime) -> dict[str, Any]:
    """How the plan stands to its deadline, for a badge. One query."""
    days = calendar.of(plan.institution, plan.when.before.first, plan.when.last)
    return lines.due_of(plan.group, plan.when, plan, days=days, at=at)


def _links(plan: MonthPlan, access: Access) -> dict[str, str]:
    """What this person may do with it, and where."""
    of_plan = [plan.group_id, plan.month]
    mine = reach(access, plan.group, plan.month)
    found = {"print": reverse("planning:print", args=of_plan)}
    if mine:
        act, name = ("amend", "amend") if plan.is_submitted else ("write", "plan")
        found[act] = reverse(f"planning:{name}", args=of_plan)
    if access.can(Action.VIEW_PLAN_HISTORY, plan.group):
        found["history"] = reverse("audit:history", args=["monthplan", plan.pk])
    if plan.is_submitted and access.can(Action.MANAGE_CATALOGUE, plan.institution):
        found["template"] = reverse("planning:template", args=of_plan)
    return found


def _partly(plan: MonthPlan, access: Access) -> list[str]:
    """«Anna: 1.12.–14.12.», where the group answers for a child on some days of the month only."""
    whole = [Days(plan.when.first, plan.when.until)]
    days = own_days(plan, access)
    some = {child: theirs for child, theirs in days.items() if theirs != whole}
    names = first_names(some) if some else {}
    return [f"{names[child]}: {words.stretches(theirs)}" for child, theirs in some.items()]


def own_days(plan: MonthPlan, access: Access) -> dict[int, list[Days]]:
    """The days of the month on which the group answers for each own child."""
    found: dict[int, list[Stay]] = defaultdict(list)
    for stay in access.family_stays(Action.VIEW_PLAN):
        found[stay.child].append(stay)
    days = {child: in_month(plan, stays) for child, stays in found.items()}
    return {child: theirs for child, theirs in days.items() if theirs}


def first_names(children: Iterable[int]) -> dict[int, str]:
    """By the child's id, in Latvian order. One query."""
    rows = Child.objects.filter(pk__in=list(children)).order_by("sort_key", "pk")
    return dict(rows.values_list("pk", "first_name"))
