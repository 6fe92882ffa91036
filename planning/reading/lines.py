"""Plans as lines of a list: topic and state, without what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from duties import registry
from duties.badges import badge_of_day
from duties.calendar import Calendar
from duties.calendar.days import Month, short
from outbox.clock import local_day
from people.models import ChildGroup
from planning.duties import MonthPlanDue
from planning.models import MonthPlan, PlanSection
from planning.models.plan import MonthPlanQuerySet
from planning.reading import words


@dataclass(frozen=True)
class Line:
    """One group's month, whether its plan is there or not. Without a url there is nothing to open."""

    group: ChildGroup
    month: Month
    topic: str
    state: str
    due: dict[str, Any] | None
    url: str


def told(plans: MonthPlanQuerySet) -> QuerySet[Any]:
    """With topic, message and the moment of the last amendment: in the same query."""
    return plans.with_place().annotate(
        topic=_text("topic"), message=_text("message"), amended_at=Max("amendments__at")
    )


def _text(code: str) -> Subquery:
    sections = PlanSection.objects.filter(plan=OuterRef("pk"), code=code)
    return Subquery(sections.values("text")[:1])


def line_of(
    group: ChildGroup, month: Month, plan: Any, *, days: Calendar, at: datetime, url: str,
    is_owed: bool = True,
) -> Line:  # fmt: skip
    """``days`` reach into the month before."""
    due = due_of(group, month, plan, days=days, at=at) if is_owed else None
    return Line(group, month, plan.topic if plan else "", state_of(plan), due, url)


def due_of(
    group: ChildGroup, month: Month, plan: MonthPlan | None, *, days: Calendar, at: datetime
) -> dict[str, Any]:
    """How the month stands to its deadline, for a badge."""
    done = {group.pk: plan.submitted_at} if plan and plan.submitted_at else {}
    (owed,) = registry.owed_of(
        MonthPlanDue(), [group], institution=group.institution, day=month.first, calendar=days,
        done=done,
    )  # fmt: skip
    return badge_of_day(owed, at)


def state_of(plan: Any) -> str:
    """«iesniegts 27.11., iestādes paraugs», «melnraksts», «vēl nav iesākts»"""
    if plan is None:
        return _("not begun yet")
    if plan.submitted_at is None:
        return _("draft")
    zone = plan.institution.time_zone
    submitted = _("submitted %(day)s") % {"day": short(local_day(plan.submitted_at, zone))}
    template = _("the institution's template") if plan.is_template else ""
    return ", ".join(filter(None, (submitted, words.amended_at(plan.amended_at, zone), template)))


def url_of(group: ChildGroup, month: date, *, read: bool = False) -> str:
    return reverse("planning:read" if read else "planning:plan", args=[group.pk, month])
