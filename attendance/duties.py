"""The duty of this app: attendance by nine (R22)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from attendance.due_children import count_by_group
from attendance.models import Register
from attendance.settings import DUE
from duties.calendar import Calendar
from duties.clock import ONE_SECOND, moment
from duties.registry import Duty
from people.access import Action
from people.models import ChildGroup, Institution


class AttendanceByNine(Duty):
    """Each working day each open group with children owes a confirmed register."""

    code = "attendance"
    label = _("Attendance")
    action = Action.RECORD_ATTENDANCE

    def due_at(self, institution: Institution, day: date) -> datetime:
        return moment(day, DUE.of(institution), institution.time_zone)

    def late_from(self, institution: Institution, day: date) -> datetime:
        """One second later: 9:00:00 is in time, 9:00:01 is late."""
        return self.due_at(institution, day) + ONE_SECOND

    def owed(self, groups: Iterable[ChildGroup], day: date, calendar: Calendar) -> list[ChildGroup]:
        open_groups = [group for group in groups if calendar.is_working(day, group)]
        children = count_by_group(open_groups, day)
        return [group for group in open_groups if children[group.pk]]

    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        confirmed = Register.objects.confirmed().filter(group__in=groups, day=day)
        return dict(confirmed.values_list("group", "first_confirmed_at"))

    def url(self, group: ChildGroup, day: date) -> str:
        return reverse("attendance:register", args=[group.pk, day])
