"""What a head count is made of: one institution's day as it is kept, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from attendance.kitchen.settings import OLDER_FROM
from attendance.models import AbsenceNotice, HeadCountLine, Mark, Register
from duties import calendar
from duties.calendar.school_year import school_year_of
from people.models import ChildGroup, Institution
from people.whose_day import enrolments_owning

Band = HeadCountLine.Band


class Portion(NamedTuple):
    """What the kitchen knows of a child: no name, no diagnosis."""

    band: str
    diet: str


@dataclass(frozen=True)
class Said:
    """One child's mark: in whose register, what had been received at the cut-off, what stands now."""

    group: int
    at_cutoff: str | None
    presence: str


@dataclass(frozen=True)
class Confirmation:
    first_at: datetime
    saved_at: datetime


@dataclass(frozen=True)
class DayFacts:
    """``groups``: all of the school year; ``working``: ids of those that are open on the day."""

    institution: Institution
    day: date
    why_off: str
    groups: list[ChildGroup]
    working: frozenset[int]
    confirmations: dict[int, Confirmation]
    marks: dict[int, Said]  # by child
    due: dict[int, int]  # child → the group that answers for it
    portions: dict[int, Portion]  # by child

    def noticed(self, at: datetime) -> set[int]:
        """Children whose absence had been reported, and not taken back, at a moment. One query."""
        return set(self._notices().known_at(at).values_list("child", flat=True))

    def notices_changed(self, since: datetime) -> list[datetime]:
        """When notices over this day came or went after a moment. One query."""
        moments = self._notices().values_list("reported_at", "ended_at")
        return [at for pair in moments for at in pair if at and at > since]

    def _notices(self):
        return AbsenceNotice.objects.filter(institution=self.institution).over(self.day)


def facts_of(institution: Institution, day: date) -> DayFacts:
    """Five queries, however many groups and children."""
    days = calendar.of(institution, day, day)
    groups = _groups(institution, day)
    marks, due = _marks(institution, day), _due(institution, day)
    children, older_from = marks + due, OLDER_FROM.of(institution)
    return DayFacts(
        institution=institution, day=day, why_off=days.why_off(day) or "", groups=groups,
        working=_working(groups, days, day),
        confirmations=_confirmations(institution, day),
        marks={child: Said(*said) for child, _born, _diet, *said in marks},
        due={child: group for child, _born, _diet, group in due},
        portions={
            child: Portion(band_of(born, day, older_from), diet)
            for child, born, diet, *_rest in children
        },
    )  # fmt: skip


def open_groups(institution: Institution, day: date) -> frozenset[int]:
    """Ids of the groups that work on the day. Two queries."""
    days = calendar.of(institution, day, day)
    return _working(_groups(institution, day), days, day)


def band_of(born: date, day: date, older_from: int) -> str:
    """By age on the day itself."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    age = day.year - born.year - (not had_birthday)
    return Band.YOUNGER if age < older_from else Band.OLDER


def _groups(institution: Institution, day: date) -> list[ChildGroup]:
    return list(institution.child_groups.of_year(school_year_of(day)).order_by("sort_key", "pk"))


def _working(groups: list[ChildGroup], days: calendar.Calendar, day: date) -> frozenset[int]:
    return frozenset(group.pk for group in groups if days.is_working(day, group))


def _confirmations(institution: Institution, day: date) -> dict[int, Confirmation]:
    confirmed = Register.objects.confirmed().filter(institution=institution, day=day)
    rows = confirmed.values_list("group", "first_confirmed_at", "saved_at")
    return {group: Confirmation(first_at, saved_at) for group, first_at, saved_at in rows}


def _marks(institution: Institution, day: date) -> list[tuple]:
    rows = Mark.objects.filter(institution=institution, day=day)
    of_child = ("child", "child__birth_date", "child__diet_code")
    return list(rows.values_list(*of_child, "register__group", "at_cutoff", "presence"))


def _due(institution: Institution, day: date) -> list[tuple]:
    rows = enrolments_owning(day).filter(institution=institution)
    return list(rows.values_list("child", "child__birth_date", "child__diet_code", "group"))
