"""Working days of an institution: Monday to Friday, the state's holidays, and its own exceptions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duties.calendar.state import state_holidays
from duties.models import CalendarException
from duties.settings import FOLLOWS_MOVED_DAYS
from outbox.clock import ONE_DAY
from people.models import ChildGroup, Institution
from people.models.prepared import prepared

Kind = CalendarException.Kind
SATURDAY = 5
REACH = 62  # days on both sides that are looked at: two months, further than anything late


class Exceptional(NamedTuple):
    is_off: bool
    note: str


@dataclass(frozen=True)
class Calendar:
    """What kind of day each day is. Made by ``of``, in one query, for a stretch of days."""

    follows_moved_days: bool = False
    exceptions: dict[date, Exceptional] = field(default_factory=dict)
    moved: dict[date, Exceptional] = field(default_factory=dict)
    closed_for_group: dict[tuple[int, date], str] = field(default_factory=dict)

    def why_off(self, day: date, group: ChildGroup | None = None) -> str | None:
        """Why nobody works on a day, as a short sentence; None on a working day."""
        if group is not None and (group.pk, day) in self.closed_for_group:
            return self.closed_for_group[group.pk, day] or _("The group is closed on this day.")
        exception = self._exception(day)
        if exception:
            said = exception.note or _("The institution is closed on this day.")
            return said if exception.is_off else None
        if name := state_holidays(day.year).get(day):
            return name
        return _("It is a weekend.") if day.weekday() >= SATURDAY else None

    def is_working(self, day: date, group: ChildGroup | None = None) -> bool:
        return self.why_off(day, group) is None

    def working_day_before(
        self, day: date, group: ChildGroup | None = None, *, within: int = 60
    ) -> date | None:
        """The nearest working day strictly before ``day``, not further than ``within`` days."""
        nearest = (day - ONE_DAY * n for n in range(1, min(within, day.toordinal() - 1) + 1))
        return next((d for d in nearest if self.is_working(d, group)), None)

    def working_day_after(
        self, day: date, group: ChildGroup | None = None, *, within: int = 60
    ) -> date | None:
        room = date.max.toordinal() - day.toordinal()
        nearest = (day + ONE_DAY * n for n in range(1, min(within, room) + 1))
        return next((d for d in nearest if self.is_working(d, group)), None)

    def last_working_day_of_previous_month(self, month: date) -> date | None:
        """When the plan of the month that ``month`` lies in is due (R24)."""
        return self.working_day_before(month.replace(day=1))

    def _exception(self, day: date) -> Exceptional | None:
        """The institution's own word goes before a moved day."""
        return self.exceptions.get(day) or (self.follows_moved_days and self.moved.get(day)) or None


def of(institution: Institution, since: date, until: date) -> Calendar:
    """The institution's calendar with the exceptions between two days, both included. One query."""
    rows = _exceptions(institution=institution.pk, since=since, until=until)
    return _calendar(institution, list(rows))


def _calendar(institution: Institution, rows: list[CalendarException]) -> Calendar:
    of_all = [row for row in rows if row.group_id is None]
    return Calendar(
        follows_moved_days=FOLLOWS_MOVED_DAYS.of(institution),
        exceptions={
            r.day: Exceptional(r.kind == Kind.CLOSED, r.note)
            for r in of_all
            if r.kind != Kind.MOVED
        },
        moved=dict(chain.from_iterable(_halves(r) for r in of_all if r.kind == Kind.MOVED)),
        closed_for_group={(r.group_id, r.day): r.note for r in rows if r.group_id is not None},
    )


def _halves(moved: CalendarException) -> list[tuple[date, Exceptional]]:
    return [(day, Exceptional(day == moved.day, moved.note)) for day in moved.days]


@prepared
def _exceptions(institution: int, since: date, until: date) -> QuerySet[CalendarException]:
    return CalendarException.objects.between(since, until).filter(institution=institution)


def around(institution: Institution, day: date, days: int) -> Calendar:
    """The calendar of a day and its neighbours on both sides."""
    return of(institution, *_span(day, days))


def all_around(institutions: Collection[Institution], day: date, days: int) -> dict[int, Calendar]:
    """The same of many, by the institution's id. One query."""
    rows: dict[int, list[CalendarException]] = {one.pk: [] for one in institutions}
    found = CalendarException.objects.between(*_span(day, days)).filter(institution__in=rows)
    for row in found:
        rows[row.institution_id].append(row)
    return {one.pk: _calendar(one, rows[one.pk]) for one in institutions}


def _span(day: date, days: int) -> tuple[date, date]:
    first, last = max(1, day.toordinal() - days), min(date.max.toordinal(), day.toordinal() + days)
    return date.fromordinal(first), date.fromordinal(last)
