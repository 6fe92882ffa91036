"""When somebody hears of a duty that is not done: those who owe it, then administration.

A lead before the due moment counts until the next one begins, the last until the duty is due: a
beat that was down catches up only the newest. What is late stays worth telling through the next
working day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from duties.calendar import Calendar
from duties.settings import ESCALATE_AFTER, REMIND_FROM
from outbox.clock import ONE_DAY, local_day, local_time, moment, next_midnight
from people.models import Institution
from people.registry import Setting

_INSTANT = timedelta(microseconds=1)


def morning(institution: Institution, day: date) -> datetime:
    """When reminders of a day begin."""
    return moment(day, REMIND_FROM.of(institution), institution.time_zone)


@dataclass(frozen=True)
class Deadline:
    """When one duty of an institution's groups for one day is due, and the calendar around it."""

    institution: Institution
    calendar: Calendar
    due_at: datetime
    late_from: datetime

    @property
    def day(self) -> date:
        """The last day on which it is in time."""
        return local_day(self.late_from - _INSTANT, self.institution.time_zone)

    def sociable(self, at: datetime) -> datetime:
        """The first moment from ``at`` on that lies on a working day and not before its morning."""
        zone = self.institution.time_zone
        day = local_day(at, zone)
        if not self.calendar.is_working(day):
            return morning(self.institution, self.calendar.working_day_after(day) or day)
        return max(at, morning(self.institution, day))

    def stale_from(self, moment_of_lead: datetime) -> datetime:
        """When something late is no longer news: the end of the next working day."""
        zone = self.institution.time_zone
        day = local_day(moment_of_lead, zone)
        return next_midnight(self.calendar.working_day_after(day) or day, zone)


@dataclass(frozen=True)
class Lead:
    """``code`` is a part of «exactly once»; ``moment`` is None when the calendar has no such day.

    Administration hears of a duty and a day once, however many groups are late.
    """

    code: str
    moment: Callable[[Deadline], datetime | None]
    late: bool = False
    to_administration: bool = False


def minutes_before(minutes: Setting[int]) -> Lead:
    def at(deadline: Deadline) -> datetime:
        return deadline.due_at - timedelta(minutes=minutes.of(deadline.institution))

    return Lead("soon", at)


def working_days_before(count: int) -> Lead:
    """In the morning of the n-th working day before the day on which it is due."""

    def at(deadline: Deadline) -> datetime | None:
        day: date | None = deadline.day
        for _ in range(count):
            day = deadline.calendar.working_day_before(day) if day else None
        return morning(deadline.institution, day) if day else None

    return Lead(f"{count}_days", at)


def _escalation(deadline: Deadline) -> datetime:
    after = timedelta(minutes=ESCALATE_AFTER.of(deadline.institution))
    return deadline.sociable(deadline.sociable(deadline.late_from) + after)


def _first_of_the_month(deadline: Deadline) -> datetime:
    zone = deadline.institution.time_zone
    return deadline.sociable(moment(deadline.day.replace(day=1), time(0), zone))


FROM_THE_FIRST_OF_THE_MONTH = Lead("month", _first_of_the_month)
WHEN_LATE = Lead("late", lambda deadline: deadline.sociable(deadline.late_from), late=True)
ESCALATED_SOON = Lead("escalated", _escalation, late=True, to_administration=True)


def first_day(leads: Iterable[Lead], deadline: Deadline) -> date:
    """From which on a duty is told: that of the first lead, at the latest the one before the last."""
    begin = (lead.moment(deadline) for lead in leads if not lead.late)
    days = (local_day(moment, deadline.institution.time_zone) for moment in begin if moment)
    return min((deadline.day - ONE_DAY, *days))


def open_at(leads: Iterable[Lead], deadline: Deadline, at: datetime) -> list[Lead]:
    """The leads that are worth acting on now: the newest before the due moment, or those of the late."""
    begun = [(begins, lead) for lead in leads if (begins := _begun(lead, deadline, at))]
    if at < deadline.due_at:
        early = [one for one in begun if not one[1].late]
        return [max(early, key=lambda one: one[0])[1]] if early else []
    return [lead for begins, lead in begun if lead.late and at < deadline.stale_from(begins)]


def _begun(lead: Lead, deadline: Deadline, at: datetime) -> datetime | None:
    """When the lead began, if it has; what an earlier day left over is caught up in the morning."""
    begins = lead.moment(deadline)
    if begins is None or begins > at:
        return None
    today = local_day(at, deadline.institution.time_zone)
    of_today = local_day(begins, deadline.institution.time_zone) == today
    return begins if of_today or at >= morning(deadline.institution, today) else None


def is_hour_of_clock_change(at: datetime, zone: str) -> bool:
    """The hour that a clock change repeats or skips; nothing is sent in it."""
    return local_time(at, zone).hour == 3
