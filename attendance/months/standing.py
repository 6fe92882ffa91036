"""How far a month has come in each group: what is owed, confirmed, signed; and whether it can be closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from attendance.models import Register
from duties import calendar
from duties.calendar import Calendar
from duties.calendar.days import Month, monday_of
from duties.models import Closure
from outbox.clock import ONE_DAY
from people.models import ChildGroup, Institution
from people.whose_day import belonging_of


@dataclass(frozen=True)
class Standing:
    """One group's month until today. A day is owed when it is a working day with a child of the group's."""

    group: ChildGroup
    owed: list[date]
    children: Mapping[date, set[int]]  # whose the days are
    confirmed: frozenset[date]
    signed: frozenset[date]
    month: Month

    @property
    def unconfirmed(self) -> list[date]:
        return [day for day in self.owed if day not in self.confirmed]

    def unmarked(self, marked: Container[tuple[int, date]]) -> int:
        """Children's days that a confirmed register does not know."""
        days = [day for day in self.owed if day in self.confirmed]
        return sum((child, day) not in marked for day in days for child in self.children[day])

    @property
    def weeks(self) -> list[date]:
        """Mondays of the weeks in which something was owed."""
        return sorted({monday_of(day) for day in self.owed})

    @property
    def unsigned(self) -> list[date]:
        """Mondays of the weeks of which some owed day is not signed."""
        return sorted({monday_of(day) for day in self.owed if day not in self.signed})

    @property
    def unsigned_within(self) -> list[date]:
        """Those that end in the month; one that goes on into the next can be signed only then."""
        return [monday for monday in self.unsigned if monday + ONE_DAY * 6 < self.month.until]

    @property
    def unsigned_beyond(self) -> list[date]:
        return [monday for monday in self.unsigned if monday + ONE_DAY * 6 >= self.month.until]


def groups_with_days(groups: QuerySet[ChildGroup], month: Month) -> QuerySet[ChildGroup]:
    """The groups, each with its ``confirmed_days`` of the month."""
    registers = Register.objects.confirmed().filter(month.in_it, group=OuterRef("pk"))
    return groups.annotate(confirmed_days=ArraySubquery(registers.values("day")))


def closures_of(institution: Institution, month: Month) -> list[Closure]:
    """Everything that closes or once closed a day of the month, oldest first, with who did it."""
    rows = Closure.objects.filter(month.touching_it, institution=institution)
    return list(rows.select_related("closed_by", "reopened_by").order_by("closed_at", "pk"))


def standings(
    groups: Iterable[ChildGroup], *, institution: Institution, month: Month, today: date,
    closures: Iterable[Closure], days: Calendar | None = None,
) -> list[Standing]:  # fmt: skip
    """Of groups made by ``groups_with_days``. Two queries, however many groups; one with ``days``."""
    groups = list(groups)
    days = days or calendar.of(institution, month.first, month.last)
    gone = [day for day in month.days if day <= today]
    owning: dict[int, dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
    for group_id, day, child in belonging_of(groups, month.first, month.until).owning(gone):
        owning[group_id][day].add(child)
    weeks = [c for c in closures if c.kind == Closure.Kind.WEEK and c.reopened_at is None]
    return [
        Standing(
            group=group, month=month, children=owning[group.pk],
            owed=[day for day in sorted(owning[group.pk]) if days.is_working(day, group)],
            confirmed=frozenset(group.confirmed_days),  # type: ignore[attr-defined]
            signed=_signed(group, weeks, gone),
        )
        for group in groups
    ]  # fmt: skip


def _signed(group: ChildGroup, weeks: list[Closure], days: list[date]) -> frozenset[date]:
    over = [week for week in weeks if week.group_id in (None, group.pk)]
    return frozenset(d for d in days if any(week.since <= d < week.until for week in over))


def month_closures(closures: Iterable[Closure], month: Month) -> list[Closure]:
    """Those of the whole institution that close the month itself, also the reopened ones."""
    return [
        closure for closure in closures
        if closure.kind == Closure.Kind.MONTH and closure.group_id is None
        and closure.since <= month.first and closure.until >= month.until
    ]  # fmt: skip


def closed_over(institution: Institution, month: Month) -> QuerySet[Closure]:
    """Closures of the month in force."""
    return Closure.objects.filter(
        Q(since__lte=month.first, until__gte=month.until), institution=institution,
        group__isnull=True, kind=Closure.Kind.MONTH, reopened_at__isnull=True,
    )  # fmt: skip


def first_closed_at(closures: Iterable[Closure], month: Month) -> datetime | None:
    """Since when an entry in the month is a correction after its closing."""
    return min((closure.closed_at for closure in month_closures(closures, month)), default=None)
