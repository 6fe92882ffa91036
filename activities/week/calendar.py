"""What days' logs have on the calendar's page: that a day's entry is there, never what it says (R4)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.models import DayLog
from duties.calendar.registry import CalendarItem
from people.access import Access, Action
from people.models import Institution, Role


def items_of_days(
    access: Access, institution: Institution, since: date, until: date
) -> list[CalendarItem]:
    """Of a family the days of its children that it reads in its feed; of staff the confirmed ones of the
    groups they work with: a whole house has its board. Two queries at most."""
    logs = _logs(access).filter(institution=institution, day__gte=since, day__lte=until)
    text, of_family = _("Day's log"), access.acts_as(Role.PARENT)
    return [
        CalendarItem(
            log.day,
            log.day,
            text,
            "notebook",
            log.group,
            _url(log, of_family=of_family),
            is_record=True,
        )
        for log in logs.select_related("group")
    ]


def _logs(access: Access) -> QuerySet[DayLog]:
    seen = DayLog.objects.visible_to(access, Action.VIEW_DAY).confirmed()
    if access.acts_as(Role.PARENT):
        return seen
    return seen.filter(group__in=access.groups(Action.WRITE_DAY_PART))


def _url(log: DayLog, *, of_family: bool) -> str:
    if of_family:
        return f"{reverse('activities:feed')}#day-{log.pk}"
    return reverse("activities:day", args=[log.group_id, log.day])
