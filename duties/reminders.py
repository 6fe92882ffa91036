"""Who must hear now of what is not done. Asked every minute by the beat; says each thing once.

Nothing is remembered between two runs: what is open now is told to those who were not told yet,
so that two beats do no harm and one that was down catches up by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from duties import calendar, leads, registry
from duties.calendar import Calendar
from duties.kinds import asked_code, code_of
from duties.leads import Lead
from duties.registry import Duty
from outbox import queue
from outbox.claims import place_of
from outbox.clock import local_day
from outbox.models import Notification
from people import houses
from people.access import Action, Right, holders
from people.audiences import to_house
from people.models import ChildGroup, Institution

logger = logging.getLogger(__name__)

Silent = dict[int | None, ChildGroup | None]  # who has not done it, by id; None: the house itself


@dataclass(frozen=True)
class Due:
    """A duty for a day that somebody should hear of now, by these leads."""

    duty: Duty
    day: date
    leads: list[Lead]

    @property
    def kinds(self) -> list[str]:
        return [*(code_of(self.duty, late=late) for late in (False, True)), asked_code(self.duty)]

    def told_by(self, lead: Lead) -> dict[str, Any]:
        """What a row says of it."""
        kind = code_of(self.duty, late=lead.late)
        return {"kind": kind, "occasion": lead.code, "day": self.day}

    def is_told_by(self, notification: Notification) -> bool:
        return notification.kind in self.kinds and notification.day == self.day


def remind_all(at: datetime) -> int:
    """:returns: how many notifications are new"""
    return houses.each(remind, at=at, name="reminders")


@transaction.atomic
def remind(institution: Institution, at: datetime) -> int:
    """Tell those who owe something, then administration.

    Never on a day off, never in the hour of a clock change.

    :returns: how many notifications are new
    """
    if leads.is_hour_of_clock_change(at, institution.time_zone):
        return 0
    today = local_day(at, institution.time_zone)
    beat = Beat(institution, at, today, calendar.around(institution, today, calendar.REACH))
    return beat.tell() if beat.calendar.is_working(today) else 0


@dataclass
class Beat:
    """One institution at one moment; what several duties ask is asked once."""

    institution: Institution
    at: datetime
    today: date
    calendar: Calendar
    _groups: dict[tuple[int, ...], list[ChildGroup]] = field(default_factory=dict)
    _rights: dict[tuple[Action, date, tuple[int, ...]], list[Right]] = field(default_factory=dict)

    def tell(self) -> int:
        """:returns: how many notifications are new"""
        return sum(self._guarded(duty) for duty in registry.all_duties())

    def _guarded(self, duty: Duty) -> int:
        """A duty or a setting that fails keeps no other duty waiting."""
        try:
            with transaction.atomic():
                return self._tell_of(list(self._open_now(duty)))
        except Exception as error:  # its text may hold a row
            where = (duty.code, self.institution.pk, place_of(error))
            logger.error("%s in institution %d failed: %s", *where)
            return 0

    def _tell_of(self, open_now: list[Due]) -> int:
        told = self._told(open_now) if open_now else []
        wanted: list[Notification] = []
        for due in open_now:
            silent = self._silent(due)
            self._settle([n for n in told if due.is_told_by(n) and not _waits(n, silent)])
            wanted += self._notifications(due, silent)
        known = {notification.thing for notification in told}
        new = [notification for notification in wanted if notification.thing not in known]
        return queue.put(new, at=self.at) if new else 0

    def _open_now(self, duty: Duty) -> Iterator[Due]:
        for day in duty.days(self.today, self.calendar):
            deadline = duty.deadline(self.institution, day, self.calendar)
            if now := leads.open_at(duty.leads, deadline, self.at):
                yield Due(duty, day, now)

    def _told(self, open_now: list[Due]) -> list[Notification]:
        kinds = {kind for due in open_now for kind in due.kinds}
        days = {due.day for due in open_now}
        groups = {group for due in open_now for group in self._groups_of(due)}
        ours = Q(group__in=groups) | Q(group__isnull=True, institution=self.institution)
        return list(Notification.objects.filter(ours, kind__in=kinds, day__in=days))

    def _silent(self, due: Due) -> Silent:
        groups = due.duty.silent(self._groups_of(due), due.day, self.calendar)
        by_itself = due.duty.is_silent(self.institution, due.day, self.calendar)
        return {group.pk: group for group in groups} | ({None: None} if by_itself else {})

    def _notifications(self, due: Due, silent: Silent) -> Iterator[Notification]:
        """All that should have been told by now of one duty for a day."""
        now = {pk for pk, group in silent.items() if self.calendar.is_working(self.today, group)}
        for lead in due.leads if now else ():
            if lead.to_administration or None in now:
                yield from self._to_the_house(due, lead)
            else:
                yield from self._to_groups(due, lead, now)

    def _to_the_house(self, due: Due, lead: Lead) -> list[Notification]:
        """What the institution itself owes, or administration oversees: one thing, of no group."""
        action = Action.OVERSEE_DUTIES if lead.to_administration else due.duty.action
        house = self.institution
        return to_house(action, house, self.today, subject_id=house.pk, **due.told_by(lead))

    def _to_groups(self, due: Due, lead: Lead, silent: set[int | None]) -> Iterator[Notification]:
        """What a group owes is told to those who do it, of each group by itself."""
        for person, role, group in self._holders(due):
            if group in silent:
                yield Notification(
                    institution=self.institution, person_id=person, role=role, group_id=group,
                    **due.told_by(lead),
                )  # fmt: skip

    def _settle(self, rows: list[Notification]) -> None:
        """What was done meanwhile asks for nobody's attention any more."""
        if unread := [row.pk for row in rows if row.read_at is None]:
            queue.settle(at=self.at, pk__in=unread)

    def _groups_of(self, due: Due) -> list[ChildGroup]:
        years = due.duty.years(due.day)
        if years not in self._groups:
            self._groups[years] = due.duty.groups(self.institution, due.day)
        return self._groups[years]

    def _holders(self, due: Due) -> list[Right]:
        """Those who owe it now; of a period ahead, those who will when it begins."""
        key = due.duty.action, max(self.today, due.day), due.duty.years(due.day)
        if key not in self._rights:
            self._rights[key] = holders(due.duty.action, self._groups_of(due), key[1])
        return self._rights[key]


def _waits(told: Notification, silent: Silent) -> bool:
    """Whether it still asks for attention; what is of no group does as long as anybody is silent."""
    return told.group_id in silent if told.group_id else bool(silent)
