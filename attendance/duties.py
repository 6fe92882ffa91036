"""The duty of this app: attendance by nine (R22)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from attendance.models import Register
from attendance.settings import DUE, REMIND_BEFORE
from duties import leads
from duties.periods import GroupDayDuty
from people.access import Action
from people.models import ChildGroup, Institution


class AttendanceByNine(GroupDayDuty):
    """Each working day each open group with children owes a confirmed register."""

    code = "attendance"
    label = _("Attendance")
    act = _("Take the register")
    icon = "clipboard-check"
    action = Action.RECORD_ATTENDANCE
    leads = (leads.minutes_before(REMIND_BEFORE), leads.WHEN_LATE, leads.ESCALATED_SOON)

    def due_time(self, institution: Institution) -> time:
        """9:00:00 is in time, 9:00:01 is late."""
        return DUE.of(institution)

    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        confirmed = Register.objects.confirmed().filter(group__in=groups, day=day)
        return dict(confirmed.values_list("group", "first_confirmed_at"))

    def url(self, group: ChildGroup | None, day: date) -> str:
        if group is None:
            return reverse("attendance:groups")
        return reverse("attendance:register", args=[group.pk, day])
