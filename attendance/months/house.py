"""A month of the whole institution, or of the groups one sees: totals, what is missing, closed or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.models import CorrectionRequest, Mark, Presence
from attendance.months.standing import (
    Standing,
    closures_of,
    groups_with_days,
    month_closures,
    standings,
)
from attendance.months.table import TOTALS, sort_of
from duties.calendar.days import Month, short
from duties.calendar.school_year import school_year_of
from duties.models import Closure
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup, Institution


@dataclass(frozen=True)
class Line:
    standing: Standing
    totals: Counter[str]
    unmarked: int = 0

    @property
    def group(self) -> ChildGroup:
        return self.standing.group

    @property
    def sums(self) -> list[int]:
        return [self.totals[name] for name in TOTALS]

    @property
    def weeks(self) -> str:
        """«3 / 4»: weeks signed of those in which something was owed."""
        weeks, unsigned = self.standing.weeks, self.standing.unsigned
        return f"{len(weeks) - len(unsigned)} / {len(weeks)}"


@dataclass(frozen=True)
class House:
    month: Month
    today: date
    lines: list[Line]
    closures: list[Closure]  # of the month itself, oldest first
    waiting: int = 0  # correction requests

    @property
    def closure(self) -> Closure | None:
        """The one in force."""
        return next((c for c in self.closures if c.reopened_at is None), None)

    @property
    def is_over(self) -> bool:
        return self.today >= self.month.until

    @property
    def sums(self) -> list[int]:
        return [sum(line.totals[name] for line in self.lines) for name in TOTALS]

    @property
    def unexplained(self) -> int:
        return sum(line.totals["unexplained"] for line in self.lines)

    @property
    def unmarked(self) -> int:
        return sum(line.unmarked for line in self.lines)

    @property
    def unconfirmed(self) -> list[tuple[ChildGroup, date]]:
        return [(line.group, day) for line in self.lines for day in line.standing.unconfirmed]

    @property
    def unsigned(self) -> list[tuple[ChildGroup, date]]:
        return [(li.group, monday) for li in self.lines for monday in li.standing.unsigned_within]

    @property
    def why_not_closed(self) -> list[str]:
        """What stands in the way of closing the month, in words."""
        if not self.is_over:
            first = date_format(self.month.until, "SHORT_DATE_FORMAT")
            return [_("The month can be closed from %(day)s on.") % {"day": first}]
        if not any(line.standing.owed for line in self.lines):
            return [_("Nothing was owed in this month.")]
        return [*_said(self.unconfirmed, _days_unconfirmed), *_said(self.unsigned, _weeks_unsigned)]

    @property
    def remarks(self) -> list[str]:
        """What does not stand in the way, but should be known before closing."""
        beyond = {m for line in self.lines for m in line.standing.unsigned_beyond}
        counted = (
            (self.unexplained, _unexplained),
            (self.unmarked, _unmarked),
            (self.waiting, _waiting),
        )
        said = [sentence(n) for n, sentence in counted if n]
        return [*said, *(_week_beyond(monday) for monday in sorted(beyond))]


def _said(missing: list[tuple[ChildGroup, date]], sentence) -> list[str]:
    """«2 dienas nav apstiprinātas: Bitītes 16.11., 17.11.»"""
    if not missing:
        return []
    days = defaultdict(list)
    for group, day in missing:
        days[group.name].append(short(day))
    where = "; ".join(f"{name} {', '.join(of)}" for name, of in days.items())
    return [f"{sentence(len(missing))}: {where}"]


def _days_unconfirmed(n: int) -> str:
    return ngettext("%(n)d day is not confirmed", "%(n)d days are not confirmed", n) % {"n": n}


def _weeks_unsigned(n: int) -> str:
    text = ngettext("%(n)d week is not signed", "%(n)d weeks are not signed", n)
    return text % {"n": n}


def _unexplained(n: int) -> str:
    text = ngettext(
        "%(n)d absence has no known reason: it stays in the table as it is.",
        "%(n)d absences have no known reason: they stay in the table as they are.",
        n,
    )
    return text % {"n": n}


def _unmarked(n: int) -> str:
    text = ngettext(
        "%(n)d child's day has no mark in a confirmed register: afterwards nobody can write it.",
        "%(n)d children's days have no mark in a confirmed register: afterwards nobody can write them.",
        n,
    )
    return text % {"n": n}


def _waiting(n: int) -> str:
    text = ngettext(
        "%(n)d correction request waits: afterwards it can only be declined.",
        "%(n)d correction requests wait: afterwards they can only be declined.",
        n,
    )
    return text % {"n": n}


def _week_beyond(monday: date) -> str:
    text = _(
        "The week from %(day)s ends in the next month and is not signed: its days of this month close too."
    )
    return text % {"day": date_format(monday, "SHORT_DATE_FORMAT")}


def house_of(
    groups: QuerySet[ChildGroup], *, institution: Institution, month: Month, at: datetime
) -> House:
    """Of the groups given. Six queries, however many."""
    today = local_day(at, institution.time_zone)
    closures = closures_of(institution, month)
    found = list(groups_with_days(groups, month))
    marks = _marks(found, month)
    totals, marked = _totals(marks), {(mark.child, mark.day) for mark in marks}
    stand = standings(found, institution=institution, month=month, today=today, closures=closures)
    lines = [Line(one, totals[one.group.pk], one.unmarked(marked)) for one in stand]
    asked = CorrectionRequest.objects.waiting().filter(month.in_it, register__group__in=found)
    return House(month, today, lines, month_closures(closures, month), asked.count())


def seen_groups(access: Access, month: Month) -> QuerySet[ChildGroup]:
    """The groups of that school year which this person sees, in their order."""
    seen = access.groups(Action.VIEW_ATTENDANCE).filter(school_year=school_year_of(month.first))
    return seen.select_related("institution").order_by("sort_key", "pk")


def all_groups(institution: Institution, month: Month) -> QuerySet[ChildGroup]:
    every = ChildGroup.objects.filter(institution=institution)
    return every.of_year(school_year_of(month.first)).order_by("sort_key", "pk")


class _Marked(NamedTuple):
    child: int
    day: date
    group: int
    presence: str
    reason: str | None


def _marks(groups: Iterable[ChildGroup], month: Month) -> list[_Marked]:
    """Of confirmed registers."""
    rows = Mark.objects.filter(
        month.in_it, register__group__in=list(groups), register__first_confirmed_at__isnull=False
    ).order_by()
    columns = ("child", "day", "register__group", "presence", "reason")
    return [_Marked(*row) for row in rows.values_list(*columns)]


def _totals(marks: Iterable[_Marked]) -> dict[int, Counter[str]]:
    """Children's days by group and sort."""
    totals: dict[int, Counter[str]] = defaultdict(Counter)
    for mark in marks:
        totals[mark.group][sort_of(mark.presence, mark.reason)] += 1
        if mark.presence == Presence.ABSENT and mark.reason is None:
            totals[mark.group]["unexplained"] += 1
    return totals
