"""Outcomes that the child's group did, by its confirmed days, and that nobody assessed the child in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from activities.models import DayEntry, EntryOutcome
from attendance.models import Mark, Presence
from curriculum.lists import Area
from people.models import Child, ChildGroup
from people.whose_day import Belonging


@dataclass(frozen=True)
class Done:
    """An outcome, and the days on which the group did it, the newest first."""

    code: str
    text: str
    area: Area
    days: list[date]
    title: str  # of the newest entry
    url: str  # of its day; empty: of a group where the child is no more
    was_away: bool  # on all of these days

    @property
    def icon(self) -> str:
        return self.area.icon


def done_of(
    child: Child, group: ChildGroup, stage: int, assessed: Collection[str], stays: Belonging,
    since: date, until: date,
) -> list[Done]:  # fmt: skip
    """Of the child's stage, the newest first; what the child was away from stands last. One query."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(child, stays, stage, since, until):
        if row.code not in assessed and stays.owner(child.pk, row.day) == row.group:
            by_code[row.code].append(row)
    found = [_done(rows, group) for rows in by_code.values()]
    return sorted(found, key=lambda one: (one.was_away, -one.days[0].toordinal(), one.code))


class Row(NamedTuple):
    """An outcome of the catalogue in a confirmed day."""

    code: str
    text: str
    area: str
    group: int
    day: date
    title: str
    away: bool  # the child, by the confirmed register


def _rows(
    child: Child, stays: Belonging, stage: int, since: date, until: date
) -> Iterator[Row]:  # fmt: skip
    """Of entries that were ticked for an outcome, and of those that touch it beside another."""
    groups = {stay.group for those in stays.stays.values() for stay in those}
    ticked = _values(DayEntry.objects.standing(), "", child)
    touched = EntryOutcome.objects.standing().filter(entry__voided_at__isnull=True)
    of_whom: dict[str, Any] = {"log__group__in": groups, "log__confirmed_at__isnull": False}
    of_when: dict[str, Any] = {"log__day__gte": since, "log__day__lt": until}
    asked = {"choice__entry__stage": stage}
    mine = ticked.filter(**of_whom, **of_when, **asked)
    named = {f"entry__{name}": value for name, value in (of_whom | of_when).items()}
    both = mine.union(_values(touched, "entry__", child).filter(**named, **asked))
    return (Row(*values) for values in both)


def _values(rows: QuerySet, entry: str, child: Child) -> QuerySet:
    """:param entry: the way to the entry of the day"""
    absences = Mark.objects.filter(
        child=child, day=OuterRef(f"{entry}log__day"), presence=Presence.ABSENT,
        register__first_confirmed_at__isnull=False,
    )  # fmt: skip
    of_choice = ("choice__entry__code", "choice__entry__text", "choice__entry__area")
    of_entry = (f"{entry}log__group", f"{entry}log__day", f"{entry}title")
    return rows.order_by().values_list(*of_choice, *of_entry, Exists(absences))


def _done(rows: list[Row], group: ChildGroup) -> Done:
    newest = max(rows, key=lambda row: row.day)
    days = sorted({row.day for row in rows}, reverse=True)
    here = newest.group == group.pk
    url = reverse("activities:day", args=[group.pk, newest.day]) if here else ""
    was_away = all(row.away for row in rows)
    return Done(newest.code, newest.text, Area(newest.area), days, newest.title, url, was_away)
