"""The notifications that remind of a duty: before it is due, and once it is late."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duties import calendar
from duties.calendar import Calendar
from duties.clock import ONE_DAY, local_day, moment
from duties.leads import is_hour_of_clock_change, morning
from outbox import kinds
from outbox.kinds import Kind, Shown
from outbox.models import Mode, Notification
from people.access import Access, Action, role_key, roles_holding
from people.models import ChildGroup, Institution

if TYPE_CHECKING:
    from duties.registry import Duty


def code_of(duty: Duty, *, late: bool) -> str:
    """«reminder.attendance», «overdue.attendance»"""
    return f"{'overdue' if late else 'reminder'}.{duty.code}"


class DutyKind(Kind):
    """What both have in common: whom it concerns, and that it matters only while it is not done."""

    icon: str

    @property
    @abstractmethod
    def label(self) -> str:
        """In the language of whoever reads it."""

    def __init__(self, duty: Duty) -> None:
        self.duty = duty

    def action(self, role: str) -> Action:
        """What makes a reader of this role the right one."""
        owes = role in roles_holding(self.duty.action)
        return self.duty.action if owes else Action.OVERSEE_DUTIES

    def wanted(self, notification: Notification, at: datetime) -> bool:
        group, day = _subject(notification)
        if not self._may(notification, at):
            return False
        days = calendar.around(notification.institution, day, calendar.REACH)
        owing = self.duty.owed([group], day, days)
        still = self.still_of_use(notification.institution, day, days, at)
        return still and bool(owing) and not self.duty.done(owing, day)

    def still_of_use(
        self, institution: Institution, day: date, days: Calendar, at: datetime
    ) -> bool:
        """Whether it is not too late to tell."""
        return True

    def not_before(self, notification: Notification, at: datetime) -> datetime | None:
        """Nothing on days off, and nothing in the hour of a clock change."""
        institution = notification.institution
        today = local_day(at, institution.time_zone)
        days = calendar.around(institution, today, calendar.REACH)
        if not days.is_working(today, notification.group):
            following = days.working_day_after(today, notification.group)
            return morning(institution, following or today + ONE_DAY)
        if is_hour_of_clock_change(at, institution.time_zone):
            return moment(today, time(4), institution.time_zone)
        return None

    def present(
        self, notifications: Iterable[Notification], access: Access, at: datetime
    ) -> dict[int, Shown]:
        role = access.acting.role if access.acting else ""
        seen = access.seen_groups(self.action(role))
        return {n.pk: self._shown(n) for n in notifications if n.group_id in seen}

    def _shown(self, notification: Notification) -> Shown:
        group, day = _subject(notification)
        detail = f"{group.name} · {date_format(day, 'j. F')}"
        return Shown(self.label, detail, self.duty.url(group, day), self.icon)

    def _may(self, notification: Notification, at: datetime) -> bool:
        """Whether the person still holds the role and, in it, the right over the group."""
        group, day = _subject(notification)
        key = role_key(notification.role, notification.institution_id)
        today = local_day(at, notification.institution.time_zone)
        access = Access(notification.person, day=max(today, day), acting_key=key)
        holds_role = access.acting is not None and access.acting.key == key
        return holds_role and access.can(self.action(notification.role), group)


class DutyReminder(DutyKind):
    """It is due soon; of no use afterwards, so it is never put off into a summary."""

    icon = "clock"
    modes = (Mode.AT_ONCE, Mode.NEVER)

    def __init__(self, duty: Duty) -> None:
        super().__init__(duty)
        self.code = code_of(duty, late=False)
        self.roles = roles_holding(duty.action)

    @property
    def label(self) -> str:
        return _("%(duty)s: due soon") % {"duty": self.duty.label}

    def still_of_use(
        self, institution: Institution, day: date, days: Calendar, at: datetime
    ) -> bool:
        return at < self.duty.due_at(institution, day, days)


class DutyOverdue(DutyKind):
    """It is late: told to those who owe it, then to administration."""

    icon = "alert-circle"

    def __init__(self, duty: Duty) -> None:
        super().__init__(duty)
        self.code = code_of(duty, late=True)
        self.roles = roles_holding(duty.action) | roles_holding(Action.OVERSEE_DUTIES)

    @property
    def label(self) -> str:
        return _("%(duty)s: overdue") % {"duty": self.duty.label}


def _subject(notification: Notification) -> tuple[ChildGroup, date]:
    """A reminder of a duty always has both."""
    assert notification.group is not None
    assert notification.day is not None
    return notification.group, notification.day


def announce(duty: Duty) -> None:
    """Declare both kinds for a duty that reminds of itself."""
    if duty.leads:
        kinds.register(DutyReminder(duty))
        kinds.register(DutyOverdue(duty))
