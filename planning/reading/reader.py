"""For whom a plan is shown: families read what is meant for them, of their own days only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from outbox.clock import ONE_DAY
from people.access import Access, Action
from people.models import Role
from people.whose_day import Stay
from planning.models import MonthPlan
from planning.reach import reads_notes


@dataclass(frozen=True)
class Days:
    """From ``since`` until the day before ``until``."""

    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - ONE_DAY

    def within(self, others: Iterable[Days]) -> list[Days]:
        """What of it lies in each of the others."""
        return [
            Days(max(self.since, other.since), min(self.until, other.until))
            for other in others
            if self.since < other.until and self.until > other.since
        ]


@dataclass(frozen=True)
class Reader:
    """``days``: of a family, those on which the group answers for one of its children."""

    is_family: bool
    sees_notes: bool = False
    days: tuple[Days, ...] = ()

    @property
    def sign(self) -> str:
        """Of which days a document for a family is (``Job.sign``)."""
        days = " ".join(f"{one.since}/{one.until}" for one in self.days)
        return blake2b(days.encode(), digest_size=6).hexdigest() if self.is_family else ""

    def own(self, days: Days) -> list[Days]:
        """What is theirs of a period: all of it for staff."""
        return days.within(self.days) if self.is_family else [days]


def reader_of(plan: MonthPlan, access: Access) -> Reader:
    """Whoever is known to see the plan. One query."""
    if access.acts_as(Role.PARENT):
        return family_reader(plan, access)
    return Reader(is_family=False, sees_notes=reads_notes(access, plan))


def family_reader(plan: MonthPlan, access: Access) -> Reader:
    stays = access.family_stays(Action.VIEW_PLAN)
    return Reader(is_family=True, days=tuple(in_month(plan, stays)))


def days_by_group(stays: list[Stay]) -> dict[int, list[Days]]:
    """Those on which each group answers for one of the children."""
    found: dict[int, list[Days]] = defaultdict(list)
    for stay in stays:
        found[stay.group].append(Days(stay.since, stay.until))
    return {group: merged(days) for group, days in found.items()}


def in_month(plan: MonthPlan, stays: list[Stay]) -> list[Days]:
    """The days of the plan's month on which its group answers for one of the children."""
    of_group = [Days(stay.since, stay.until) for stay in stays if stay.group == plan.group_id]
    return merged(Days(plan.when.first, plan.when.until).within(of_group))


def merged(stretches: list[Days]) -> list[Days]:
    """The same days, none of them twice: two children of one group have days in common."""
    found: list[Days] = []
    for one in sorted(stretches, key=lambda days: days.since):
        if found and one.since <= found[-1].until:
            found[-1] = Days(found[-1].since, max(found[-1].until, one.until))
        else:
            found.append(one)
    return found
