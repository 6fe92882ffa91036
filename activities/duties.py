"""The duty of this app: the day's log by seven in the evening (R27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import DayLog
from activities.settings import DUE, REMIND_BEFORE
from duties import leads, registry
from duties.badges import badge
from duties.calendar import Calendar
from duties.periods import GroupDayDuty
from people.access import Action
from people.models import ChildGroup, Institution


class DayLogBySeven(GroupDayDuty):
    """Each working day each open group with children owes a confirmed log."""

    code = "day_log"
    label = _("Day's log")
    act = _("Write the day")
    icon = "notebook"
    action = Action.CONFIRM_DAY
    leads = (leads.minutes_before(REMIND_BEFORE), leads.WHEN_LATE, leads.ESCALATED_SOON)

    def due_time(self, institution: Institution) -> time:
        """19:00:00 is in time, 19:00:01 is late."""
        return DUE.of(institution)

    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        """The tap counts, whether its minute is over or not."""
        confirmed = DayLog.objects.confirmed().filter(group__in=groups, day=day)
        return dict(confirmed.values_list("group", "confirmed_at"))

    def url(self, group: ChildGroup | None, day: date) -> str:
        if group is None:
            return reverse("activities:board", args=[day.replace(day=1)])
        return reverse("activities:day", args=[group.pk, day])

    def board(self, day: date) -> str:
        return self.url(None, day)


def badge_of(
    group: ChildGroup, day: date, calendar: Calendar, *, is_owed: bool,
    confirmed_at: datetime | None, at: datetime,
) -> dict[str, Any] | None:  # fmt: skip
    """How a group's day stands to its hour; nothing of a day that owes none and is not confirmed."""
    if not is_owed and confirmed_at is None:
        return None
    done = {group.pk: confirmed_at} if confirmed_at else {}
    (owed,) = registry.owed_of(
        DayLogBySeven(),
        [group],
        institution=group.institution,
        day=day,
        calendar=calendar,
        done=done,
    )
    return badge(owed, at)


def is_late(log: DayLog, at: datetime) -> bool:
    """Whether a confirmation at this moment is after its hour."""
    return at >= DayLogBySeven().late_from(log.institution, log.day)
