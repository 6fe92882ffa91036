"""What the weekly check owes (R23)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from attendance.check.week import of_groups
from duties import leads
from duties.calendar import Calendar
from duties.models import Closure
from duties.periods import WeekDuty
from people.access import Action
from people.models import ChildGroup


class WeeklyCheck(WeekDuty):
    """Each week of each group with children is checked and signed by nurse or clerk."""

    code = "weekly_check"
    label = _("Weekly check")
    icon = "shield-check"
    action = Action.CORRECT_ATTENDANCE
    leads = (leads.working_days_before(0), leads.WHEN_LATE, leads.ESCALATED_SOON)

    def owed(self, groups: Iterable[ChildGroup], day: date, calendar: Calendar) -> list[ChildGroup]:
        groups = list(groups)
        if not groups:
            return []
        week = of_groups(groups[0].institution, day, groups, calendar)
        return [group for group in groups if week.owed(group)]

    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        """While it stands signed; the first signature counts, also after a reopening."""
        signed = Closure.objects.filter(group__in=groups, kind=Closure.Kind.WEEK, since=day)
        rows = signed.values_list("group").annotate(
            first=Min("closed_at"), standing=Min("closed_at", filter=Q(reopened_at__isnull=True))
        )
        return {group: first for group, first, standing in rows if standing}

    def url(self, group: ChildGroup | None, day: date) -> str:
        if group is None:
            return reverse("attendance:check", args=[day])
        return reverse("attendance:group_check", args=[day, group.pk])
