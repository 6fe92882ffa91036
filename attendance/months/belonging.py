"""Whose every day of a month is: ``people.whose_day`` says it of one day, this of many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendance.months.span import Month
from people.models import ChildGroup, Enrolment


class Stay(NamedTuple):
    child: int
    group: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Belonging:
    """Stays by child; temporary ones first, for they own the day."""

    stays: dict[int, list[Stay]]

    def owner(self, child: int, day: date) -> int | None:
        """The group that answers for the child on the day."""
        return next((stay.group for stay in self.stays.get(child, ()) if stay.covers(day)), None)

    def is_in(self, child: int, group: int, day: date) -> bool:
        """Is the child enrolled in the group, if only under a temporary stay elsewhere?"""
        return any(s.group == group and s.covers(day) for s in self.stays.get(child, ()))

    def children_of(self, group: int) -> set[int]:
        """Everybody with a stay there."""
        return {
            child for child, stays in self.stays.items() if any(s.group == group for s in stays)
        }

    def owning(self, days: Iterable[date]) -> Iterator[tuple[int, date, int]]:
        """Groups, days, and each child that is theirs on them."""
        for day in days:
            owners = ((self.owner(child, day), child) for child in self.stays)
            yield from ((group, day, child) for group, child in owners if group is not None)


def belonging_of(groups: Iterable[ChildGroup], month: Month) -> Belonging:
    """Of all children with a stay in these groups in the month, their stays elsewhere too. One query."""
    touching = Enrolment.objects.filter(month.touching_it)
    here = touching.filter(group__in=list(groups)).values("child")
    rows = touching.filter(child__in=here).order_by("-kind", "since")
    stays: dict[int, list[Stay]] = {}
    for row in rows.values_list("child", "group", "since", "until"):
        stays.setdefault(row[0], []).append(Stay(*row))
    return Belonging(stays)
