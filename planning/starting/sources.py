"""Plans that another can be begun from."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from duties.calendar.days import Month
from people.access import Access, Action
from people.models import ChildGroup
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection


def plan_before(group: ChildGroup, month: date) -> MonthPlan | None:
    """Of the month before; in September it is the plan of the group that this one continues."""
    return _of(group, Month(month).before.first).first()


def follows_a_plan(group: ChildGroup, month: date) -> Exists:
    """Whether there is such a one: asked along with something else."""
    return Exists(_of(group, Month(month).before.first))


def plan_of_last_year(group: ChildGroup, month: date) -> MonthPlan | None:
    """Of the same month, of the group that this one continues."""
    return _of(group, month.replace(year=month.year - 1)).first()


def _of(group: ChildGroup, month: date) -> QuerySet[MonthPlan]:
    """Each group has plans of its own school year only, so that one of the two has it."""
    plans = MonthPlan.objects.select_related("group")
    return plans.filter(group__in=[group.pk, group.continues_id or 0], month=month)


def of_other_groups(group: ChildGroup, month: date, *, access: Access) -> list[MonthPlan]:
    """One of each other group of the house: of the same month, be it still written, or the latest that
    was submitted. One query."""
    seen = MonthPlan.objects.visible_to(access, Action.VIEW_PLAN).filter(
        Q(submitted_at__isnull=False) | Q(month=month), _says_something(), month__lte=month,
        institution=group.institution_id, group__school_year=group.school_year,
    )  # fmt: skip
    latest = seen.exclude(group=group.pk).order_by("group_id", "-month").distinct("group_id")
    plans = latest.select_related("group")
    return sorted(plans, key=lambda plan: (-plan.month.toordinal(), plan.group.sort_key))


def templates(group: ChildGroup, *, access: Access) -> list[MonthPlan]:
    """What administration of the house offers to all its groups, the newest first. One query."""
    seen = MonthPlan.objects.visible_to(access, Action.VIEW_PLAN).templates()
    mine = seen.filter(institution=group.institution_id).select_related("group")
    return list(mine.order_by("-month", "group__sort_key", "pk"))


def _says_something() -> Q:
    of_it = {"plan": OuterRef("pk")}
    return (
        Q(Exists(PlanSection.objects.filter(**of_it).exclude(text="")))
        | Q(Exists(PlanChoice.objects.standing().filter(**of_it)))
        | Q(Exists(PlanItem.objects.standing().filter(**of_it)))
    )
