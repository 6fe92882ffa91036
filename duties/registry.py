"""Duties: who owes what by when, and what counts as done. Apps declare them; this app knows no app."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import ngettext, pgettext_lazy

from duties import kinds, leads
from duties.calendar import Calendar
from duties.calendar.school_year import school_year_of
from duties.leads import Deadline, Lead
from people.access import Action
from people.models import ChildGroup, Institution


class Status(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"


class Duty(ABC):
    """Something owed for a group and a day (or the day a longer period begins on).

    What is owed by an institution as a whole says so in ``owed_by_house``; no group owes it.
    """

    code: str
    label: Any
    action: Action  # those who may do it owe it
    leads: tuple[Lead, ...] = ()  # who is reminded when
    act: Any = pgettext_lazy("duty", "Open")  # what the button says that leads to it
    icon = "list-check"

    @abstractmethod
    def days(self, around: date, calendar: Calendar) -> Iterable[date]:
        """The days (first days of periods) whose due moment may be near a day: see ``duties.periods``."""

    def is_of(self, day: date) -> bool:
        """Does a day or period of it begin on this day?"""
        return True

    def years(self, day: date) -> tuple[int, ...]:
        """School years whose groups may owe it for that day."""
        return (school_year_of(day),)

    @abstractmethod
    def due_at(self, institution: Institution, day: date, calendar: Calendar) -> datetime:
        """The moment it is due."""

    @abstractmethod
    def late_from(self, institution: Institution, day: date, calendar: Calendar) -> datetime:
        """The first instant at which an entry is late. Never blocks it."""

    @abstractmethod
    def owed(self, groups: Iterable[ChildGroup], day: date, calendar: Calendar) -> list[ChildGroup]:
        """Which of the groups owe it for that day."""

    @abstractmethod
    def done(self, groups: Iterable[ChildGroup], day: date) -> Mapping[int, datetime]:
        """Moment of the first record by group id; the first counts, corrections do not."""

    @abstractmethod
    def url(self, group: Any, day: date) -> str:
        """Where it is done. ``group`` is None for what the house owes, or for all groups at once."""

    def board(self, day: date) -> str:
        """Where administration sees who owes it for that day, and asks."""
        return reverse("today")

    def deadline(self, institution: Institution, day: date, calendar: Calendar) -> Deadline:
        of_day = (institution, day, calendar)
        return Deadline(institution, calendar, self.due_at(*of_day), self.late_from(*of_day))

    def shown_from(self, institution: Institution, day: date, calendar: Calendar) -> date:
        """The day from which on those who owe it find it on Today: nobody is reminded of it earlier."""
        return leads.first_day(self.leads, self.deadline(institution, day, calendar))

    def owed_by_house(self, institution: Institution, day: date, calendar: Calendar) -> bool:
        """Whether the institution itself owes it for that day."""
        return False

    def done_by_house(self, institution: Institution, day: date) -> datetime | None:
        return None

    def about(self, group: ChildGroup | None, day: date) -> str:
        """Of whom and when, for a line in a list: «Bitītes · 16. novembris»"""
        when = self.when(day)
        return f"{group.name} · {when}" if group else when

    def when(self, day: date) -> str:
        """The day or period in words."""
        return date_format(day, "j. F")

    def about_all(self, groups: Sequence[ChildGroup], day: date) -> str:
        """The same of several: «16. novembris · 3 grupas»"""
        if len(groups) == 1:
            return self.about(groups[0], day)
        count = ngettext("%(n)d group", "%(n)d groups", len(groups)) % {"n": len(groups)}
        return f"{self.about(None, day)} · {count}" if groups else self.about(None, day)

    def groups(self, institution: Institution, day: date) -> list[ChildGroup]:
        """Those of the institution that may owe it for that day. A query for each school year."""
        return [g for year in self.years(day) for g in institution.child_groups.of_year(year)]

    def of_its_years(self, groups: Iterable[ChildGroup], day: date) -> list[ChildGroup]:
        """Of groups of any school year, those that may owe it for that day."""
        years = self.years(day)
        return [group for group in groups if group.school_year in years]

    def silent(
        self, groups: Iterable[ChildGroup], day: date, calendar: Calendar
    ) -> list[ChildGroup]:
        """Those of the groups that owe it and have not done it. Of those that have nobody asks whether they
        owed it: one query where all have, else two."""
        groups = list(groups)
        done = self.done(groups, day) if groups else {}
        left = [group for group in groups if group.pk not in done]
        return self.owed(left, day, calendar) if left else []

    def is_silent(self, institution: Institution, day: date, calendar: Calendar) -> bool:
        """Whether the institution itself owes it and has not done it."""
        owing = self.owed_by_house(institution, day, calendar)
        return owing and self.done_by_house(institution, day) is None


@dataclass(frozen=True)
class Owed:
    """One duty of one group for one day; ``group`` is None when the house itself owes it."""

    duty: Duty
    group: ChildGroup | None
    day: date
    due_at: datetime
    late_from: datetime
    done_at: datetime | None
    house: Institution | None = None

    @property
    def institution(self) -> Institution:
        assert self.house or self.group
        return self.house or self.group.institution  # type: ignore[union-attr]

    @property
    def about(self) -> str:
        return self.duty.about(self.group, self.day)

    def status(self, at: datetime) -> Status:
        if self.done_at is not None:
            return Status.LATE if self.done_at >= self.late_from else Status.MET
        return Status.OVERDUE if at >= self.late_from else Status.OPEN

    @property
    def url(self) -> str:
        return self.duty.url(self.group, self.day)


_registry: dict[str, Duty] = {}


def register(duty: Duty) -> Duty:
    """Declare a duty, and the notifications that remind of it."""
    if duty.code in _registry:
        raise ValueError(f"duty {duty.code} is declared twice")
    _registry[duty.code] = duty
    kinds.announce(duty)
    return duty


def get(code: str) -> Duty:
    return _registry[code]


def find(code: str) -> Duty | None:
    """None for what nobody declared."""
    return _registry.get(code)


def all_duties() -> list[Duty]:
    return list(_registry.values())


def owed_by(
    groups: Iterable[ChildGroup], *, institution: Institution, day: date, calendar: Calendar,
    duties: Iterable[Duty] | None = None,
) -> list[Owed]:  # fmt: skip
    """What groups and house owe for a day, done or not, by the due moments; by default of every duty."""
    groups = list(groups)
    found = []
    for duty in all_duties() if duties is None else duties:
        owing = duty.owed(groups, day, calendar)
        of_day: Any = {"institution": institution, "day": day, "calendar": calendar}
        found += owed_of(duty, owing, **of_day)
        if duty.owed_by_house(institution, day, calendar):
            found.append(_owed_by_house(duty, **of_day))
    return sorted(found, key=_order)


def owed_of(
    duty: Duty, owing: Iterable[ChildGroup], *, institution: Institution, day: date,
    calendar: Calendar, done: Mapping[int, datetime] | None = None,
) -> list[Owed]:  # fmt: skip
    """The duty of groups that are known to owe it, done or not; ``done`` is asked where not at hand."""
    owing = list(owing)
    done = duty.done(owing, day) if done is None else done
    due_at = duty.due_at(institution, day, calendar)
    late_from = duty.late_from(institution, day, calendar)
    return [Owed(duty, g, day, due_at, late_from, done.get(g.pk), institution) for g in owing]


def _owed_by_house(duty: Duty, *, institution: Institution, day: date, calendar: Calendar) -> Owed:
    due_at = duty.due_at(institution, day, calendar)
    late_from = duty.late_from(institution, day, calendar)
    done_at = duty.done_by_house(institution, day)
    return Owed(duty, None, day, due_at, late_from, done_at, institution)


def _order(owed: Owed) -> tuple[datetime, str]:
    return owed.due_at, owed.group.sort_key if owed.group else ""
