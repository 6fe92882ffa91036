"""The notifications that remind of a duty: before it is due, and once it is late."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from duties import calendar
from duties.calendar import Calendar
from duties.leads import is_hour_of_clock_change, morning
from outbox import registry
from outbox.clock import ONE_DAY, moment
from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.access import Access, Action, as_of, roles_holding
from people.audiences import access_of, today_of
from people.models import ChildGroup, Institution

if TYPE_CHECKING:
    from duties.registry import Duty

NEWEST = 2  # days of which a list says how many groups are silent; of what is older only the day


def code_of(duty: Duty, *, late: bool) -> str:
    """«reminder.attendance», «overdue.attendance»"""
    return f"{'overdue' if late else 'reminder'}.{duty.code}"


def asked_code(duty: Duty) -> str:
    """«asked.attendance»"""
    return f"asked.{duty.code}"


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
        still = self.still_of_use(notification.institution, day, days, at)
        return still and self._is_owing(notification.institution, group, day, days)

    def _is_owing(
        self, institution: Institution, group: ChildGroup | None, day: date, days: Calendar
    ) -> bool:
        groups = [group] if group else self.duty.groups(institution, day)
        of_house = group is None and self.duty.is_silent(institution, day, days)
        return of_house or bool(self.duty.silent(groups, day, days))

    def still_of_use(
        self, institution: Institution, day: date, days: Calendar, at: datetime
    ) -> bool:
        """Whether it is not too late to tell."""
        return True

    def not_before(self, notification: Notification, at: datetime) -> datetime | None:
        """Nothing on days off, and nothing in the hour of a clock change."""
        institution = notification.institution
        today = today_of(notification, at)
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
        rows = list(notifications)
        then = {day: as_of(access, day) for day in {n.day for n in rows if n.day}}
        told = [n for n in rows if self._is_seen(n, then)]
        silent = self._silent(told, access.institution)
        return {n.pk: self._shown(n, silent) for n in told}

    def _is_seen(self, notification: Notification, then: dict[date, Access]) -> bool:
        """Whether the reader may do it, or oversees it; ``then``: who that is on the days told of."""
        group, day = _subject(notification)
        access = then[day]
        action = self.action(access.acting.role if access.acting else "")
        return access.can(action, group) if group else access.holds(action)

    def _silent(
        self, told: list[Notification], house: Institution | None
    ) -> dict[date, list[ChildGroup]]:
        """The groups that are silent now, of the newest days that are told of all groups at once."""
        told_of = {n.day for n in told if n.day and n.group_id is None}
        newest = sorted(told_of, reverse=True)[:NEWEST]
        if house is None or not newest:
            return {}
        days = calendar.of(house, newest[-1], newest[0] + ONE_DAY * calendar.REACH)
        return {day: self.duty.silent(self.duty.groups(house, day), day, days) for day in newest}

    def _shown(self, notification: Notification, silent: dict[date, list[ChildGroup]]) -> Shown:
        group, day = _subject(notification)
        groups = [group] if group else silent.get(day, [])
        only = groups[0] if len(groups) == 1 else None
        about = self.duty.about_all(groups, day)
        return Shown(self.label, about, self.duty.url(only, day), self.icon)

    def _may(self, notification: Notification, at: datetime) -> bool:
        """Whether the person still holds the role and, in it, the right over the group."""
        group, day = _subject(notification)
        access = access_of(notification, today_of(notification, at))
        subject = group or notification.institution
        action = self.action(notification.role)
        return access is not None and as_of(access, day).can(action, subject)


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


class DutyAsked(DutyKind):
    """Administration asks for it by hand; of use until it is done."""

    icon = "bell-ringing"
    modes = (Mode.AT_ONCE, Mode.NEVER)

    def __init__(self, duty: Duty) -> None:
        super().__init__(duty)
        self.code = asked_code(duty)
        self.roles = roles_holding(duty.action)

    @property
    def label(self) -> str:
        return _("%(duty)s: administration reminds") % {"duty": self.duty.label}

    def sender(self, notification: Notification) -> str:
        return _("administration")


def _subject(notification: Notification) -> tuple[ChildGroup | None, date]:
    """A reminder of a duty always has a day; without a group it is of the whole institution."""
    assert notification.day is not None
    return notification.group, notification.day


def announce(duty: Duty) -> None:
    """Declare the kinds of a duty that reminds of itself."""
    if duty.leads:
        for kind in (DutyReminder, DutyOverdue, DutyAsked):
            registry.register(kind(duty))


def last_asked(duty: Duty, groups: Iterable[ChildGroup], day: date) -> dict[int, datetime]:
    """When administration last asked for what is owed, by group id. One query."""
    found = last_asked_of(duty, groups, [day])
    return {group: at for (group, _day), at in found.items()}


def last_asked_of(
    duty: Duty, groups: Iterable[ChildGroup], days: Iterable[date]
) -> dict[tuple[int, date], datetime]:
    """The same of several days, by group id and day. One query."""
    of_days = {"group__in": list(groups), "day__in": list(days)}
    told = Notification.objects.filter(kind=asked_code(duty), **of_days).order_by()
    rows = told.values_list("group", "day").annotate(Max("created_at"))
    return {(group, day): at for group, day, at in rows}
