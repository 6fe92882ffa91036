"""What month tables are reckoned from: six queries for any number of groups, the rest is plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from attendance.models import Mark, Register
from attendance.months.standing import closures_of
from duties import calendar
from duties.calendar import Calendar
from duties.calendar.days import Month
from duties.models import Closure
from outbox.clock import local_day
from people.models import Child, ChildGroup, Institution
from people.whose_day import Belonging, belonging_of


class Entry(NamedTuple):
    """One child's confirmed day; ``group`` is whose register it stands in, hence who counts it."""

    child: int
    day: date
    group: int
    presence: str
    reason: str | None
    came_late: bool


@dataclass(frozen=True)
class Facts:
    institution: Institution
    month: Month
    today: date
    calendar: Calendar
    belonging: Belonging
    registers: dict[tuple[int, date], Register]  # the confirmed ones, by group and day
    entries: dict[tuple[int, date], Entry]  # by child and day
    children: list[Child]  # in Latvian order
    closures: list[Closure]


def facts_of(
    groups: Sequence[ChildGroup], *, institution: Institution, month: Month, at: datetime
) -> Facts:
    """Drafts are nobody's facts: only confirmed registers are read."""
    belonging = belonging_of(groups, month.first, month.until)
    entries = _entries(institution, groups, belonging.stays, month)
    wanted = {entry.child for entry in entries} | belonging.stays.keys()
    return Facts(
        institution=institution, month=month, today=local_day(at, institution.time_zone),
        calendar=calendar.of(institution, month.first, month.last), belonging=belonging,
        registers=_registers(groups, month),
        entries={(entry.child, entry.day): entry for entry in entries},
        children=list(Child.objects.filter(pk__in=wanted).order_by("sort_key", "pk")),
        closures=closures_of(institution, month),
    )  # fmt: skip


def _registers(groups: Sequence[ChildGroup], month: Month) -> dict[tuple[int, date], Register]:
    rows = Register.objects.confirmed().filter(month.in_it, group__in=groups)
    return {(row.group_id, row.day): row for row in rows.select_related("saved_by")}


def _entries(
    institution: Institution, groups: Sequence[ChildGroup], children: Iterable[int], month: Month
) -> list[Entry]:
    """Of these groups, and what their children have in registers of other groups.

    The institution is said too: by it the marks of a day are found among those of all houses.
    """
    rows = Mark.objects.filter(
        month.in_it, Q(register__group__in=groups) | Q(child__in=list(children)),
        institution=institution, register__first_confirmed_at__isnull=False,
    ).values_list("child", "day", "register__group", "presence", "reason", "arrived_at")  # fmt: skip
    return [Entry(*row[:5], came_late=row[5] is not None) for row in rows]
