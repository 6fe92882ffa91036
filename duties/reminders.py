"""Who must hear now of what is not done. Asked every minute by the beat; says each thing once.

Nothing is remembered between two runs: what is open now is told to those who were not told yet,
so that two beats do no harm and one that was down catches up by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from duties import calendar, leads, registry
from duties.calendar import Calendar
from duties.clock import local_day
from duties.kinds import asked_code, code_of
from duties.leads import Deadline, Lead
from duties.registry import Duty
from outbox import queue
from outbox.models import Notification
from people import houses
from people.access import Action, Right, holders, house_holders
from people.models import ChildGroup, Institution

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """A duty for a day that somebody should hear of now, by these leads."""

    duty: Duty
    day: date
    leads: list[Lead]

    @property
    def kinds(self) -> list[str]:
        return [*(code_of(self.duty, late=late) for late in (False, True)), asked_code(self.duty)]


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
    _groups: dict[int, list[ChildGroup]] = field(default_factory=dict)
    _rights: dict[tuple[Action, date, tuple[int, ...]], list[Right]] = field(default_factory=dict)

    def tell(self) -> int:
        """:returns: how many notifications are new"""
        return sum(self._guarded(duty) for duty in registry.all_duties())

    def _guarded(self, duty: Duty) -> int:
        """A duty or a setting that fails keeps no other duty waiting."""
        try:
            with transaction.atomic():
                return self._tell_of(list(self._open_now(duty)))
        except Exception:
            logger.exception("%s in institution %d failed", duty.code, self.institution.pk)
            return 0

    def _tell_of(self, open_now: list[Due]) -> int:
        told = self._told(open_now)
        wanted = [n for due in open_now for n in self._notifications(due) if n.thing not in told]
        return queue.put(wanted, at=self.at) if wanted else 0

    def _open_now(self, duty: Duty) -> Iterator[Due]:
        for day in duty.days(self.today, self.calendar):
            if now := leads.open_at(duty.leads, self._deadline(duty, day), self.at):
                yield Due(duty, day, now)

    def _deadline(self, duty: Duty, day: date) -> Deadline:
        of_day = (self.institution, day, self.calendar)
        due_at, late_from = duty.due_at(*of_day), duty.late_from(*of_day)
        return Deadline(self.institution, self.calendar, due_at, late_from)

    def _told(self, open_now: list[Due]) -> set[tuple[object, ...]]:
        kinds = {kind for due in open_now for kind in due.kinds}
        days = {due.day for due in open_now}
        years = {year for due in open_now for year in due.duty.years(due.day)}
        groups = [group for year in sorted(years) for group in self._of(year)]
        ours = Q(group__in=groups) | Q(group__isnull=True, institution=self.institution)
        rows = Notification.objects.filter(ours, kind__in=kinds, day__in=days)
        return {row.thing for row in rows} if open_now else set()

    def _notifications(self, due: Due) -> Iterator[Notification]:
        """All that should have been told by now of one duty for a day."""
        if due.duty.owed_by_house(self.institution, due.day, self.calendar):
            yield from self._to_the_house(due)
        owing = due.duty.owed(self._groups_of(due), due.day, self.calendar)
        done = due.duty.done(owing, due.day)
        if done:
            _settle(due, Q(group__in=list(done)), self.at)
        silent = {
            g.pk for g in owing if g.pk not in done and self.calendar.is_working(self.today, g)
        }
        for lead in due.leads if silent else ():
            action = Action.OVERSEE_DUTIES if lead.to_administration else due.duty.action
            for right in self._holders(action, due):
                if right.group_id in silent:
                    yield self._row(*right[:2], due, lead, group_id=right.group_id)

    def _to_the_house(self, due: Due) -> Iterator[Notification]:
        """What the institution itself owes concerns no group, but those who do it in the house."""
        if due.duty.done_by_house(self.institution, due.day):
            _settle(due, Q(group__isnull=True, institution=self.institution), self.at)
            return
        for lead in due.leads:
            action = Action.OVERSEE_DUTIES if lead.to_administration else due.duty.action
            for person, role in house_holders(action, self.institution, self.today):
                yield self._row(person, role, due, lead, subject_id=self.institution.pk)

    def _of(self, year: int) -> list[ChildGroup]:
        if year not in self._groups:
            self._groups[year] = list(self.institution.child_groups.of_year(year))
        return self._groups[year]

    def _groups_of(self, due: Due) -> list[ChildGroup]:
        return [group for year in due.duty.years(due.day) for group in self._of(year)]

    def _holders(self, action: Action, due: Due) -> list[Right]:
        """Those who hold it now; of a period ahead, those who will when it begins."""
        key = action, max(self.today, due.day), due.duty.years(due.day)
        if key not in self._rights:
            self._rights[key] = holders(action, self._groups_of(due), key[1])
        return self._rights[key]

    def _row(self, person: int, role: str, due: Due, lead: Lead, **about: int) -> Notification:
        return Notification(
            institution=self.institution, person_id=person, role=role, day=due.day,
            kind=code_of(due.duty, late=lead.late), occasion=lead.code, **about,
        )  # fmt: skip


def _settle(due: Due, done: Q, at: datetime) -> None:
    """What was done meanwhile asks for nobody's attention any more."""
    told = Notification.objects.unread().filter(done, kind__in=due.kinds, day=due.day)
    # whoever is just reading one of them is not waited for: the next beat comes by
    free = told.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)
    Notification.objects.filter(pk__in=list(free)).update(read_at=at)
