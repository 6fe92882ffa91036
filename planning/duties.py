"""The duty of this app: the plan of a month by the last working day of the month before (R24)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from duties import leads
from duties.calendar import Calendar
from duties.calendar.days import Month
from duties.calendar.school_year import school_year_of
from duties.periods import MonthDuty
from people.access import Action
from people.models import ChildGroup
from people.whose_day import owned_by
from planning.models import MonthPlan


class MonthPlanDue(MonthDuty):
    """Each group that has children and a working day in a month owes its plan before it begins."""

    code = "month_plan"
    label = _("Month plan")
    act = _("Write the plan")
    icon = "calendar-month"
    action = Action.WRITE_PLAN
    leads = (
        leads.working_days_before(3), leads.working_days_before(1), leads.WHEN_LATE,
        leads.ESCALATED_SOON,
    )  # fmt: skip

    def owed(self, groups: Iterable[ChildGroup], day: date, calendar: Calendar) -> list[ChildGroup]:
        groups, month = list(groups), Month.of(day)
        peopled = with_children(groups, [month])[month]
        return self.owing(groups, month, calendar, peopled)

    def owing(
        self,
        groups: Iterable[ChildGroup],
        month: Month,
        calendar: Calendar,
        peopled: Collection[int],
    ) -> list[ChildGroup]:
        """The same of groups of which is known whether they have children in the month."""
        return [
            group
            for group in groups
            if group.pk in peopled and any(calendar.is_working(day, group) for day in month.days)
        ]

    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        """The first submission; amendments do not make it late."""
        submitted = MonthPlan.objects.submitted().filter(group__in=groups, month=day)
        return dict(submitted.values_list("group", "submitted_at"))

    def url(self, group: ChildGroup | None, day: date) -> str:
        if group is None:
            return reverse("planning:board", args=[school_year_of(day)])
        return reverse("planning:plan", args=[group.pk, day])

    def board(self, day: date) -> str:
        return self.url(None, day)

    def about(self, group: ChildGroup | None, day: date) -> str:
        """«Bitītes · decembris»"""
        when = date_format(day, "F")
        return f"{group.name} · {when}" if group else when


def with_children(groups: Iterable[ChildGroup], months: Collection[Month]) -> dict[Month, Set[int]]:
    """Ids of the groups that answer for any child on some day of each month. One query."""
    if not months:
        return {}
    stays = owned_by(groups, min(m.first for m in months), max(m.until for m in months))
    return {
        month: {stay.group for stay in stays if stay.touches(month.first, month.until)}
        for month in months
    }
