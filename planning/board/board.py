"""Groups × months of a school year: each plan's state, and whether it was in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from duties import calendar, kinds, registry
from duties.board import Look, State, Waiting, line_of, looks, state_of
from duties.calendar import school_year
from duties.calendar.days import Month
from duties.registry import Owed
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup, Institution
from planning.duties import MonthPlanDue, with_children
from planning.models import MonthPlan, PlanAmendment

NEWEST = 2  # months of which administration reminds here


LOOKS = looks({
    State.IN_TIME: _("submitted in time"),
    State.LATE: _("submitted after the deadline"),
    State.DRAFT: _("being written"),
    State.OVERDUE: _("not submitted in time"),
    State.NOT_BEGUN: _("not begun yet"),
    State.NOTHING_OWED: _("nothing is owed"),
})  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A group's month. ``url`` is empty where there is nothing to look at."""

    month: Month
    state: State
    owed: Owed | None
    is_begun: bool
    is_amended: bool
    is_template: bool
    url: str

    @property
    def look(self) -> Look:
        return LOOKS[self.state]


@dataclass(frozen=True)
class Row:
    group: ChildGroup
    cells: list[Cell]


@dataclass(frozen=True)
class Board:
    year: int
    months: list[Month]
    rows: list[Row]
    waiting: list[Waiting]

    @property
    def submitted(self) -> list[Month]:
        """Those of which any group's plan is there, the newest first."""
        there = {
            cell.month
            for row in self.rows
            for cell in row.cells
            if cell.state in (State.IN_TIME, State.LATE)
        }
        return [month for month in reversed(self.months) if month in there]


def board_of(access: Access, house: Institution, year: int, at: datetime) -> Board:
    """Seven queries at most, however many groups."""
    months, duty = school_year.months(year), MonthPlanDue()
    seen = access.groups(Action.OVERSEE_DUTIES).filter(school_year=year)
    groups = list(seen.select_related("institution").order_by("sort_key", "pk"))
    days = calendar.of(house, months[0].before.first, months[-1].last)
    peopled, plans = with_children(groups, months), _plans(groups)
    rows = [Row(group, []) for group in groups]
    for month in months:
        first, owing = month.first, duty.owing(groups, month, days, peopled[month])
        owed = registry.owed_of(
            duty, owing, institution=house, day=first, calendar=days, done=_done(plans, first)
        )
        of_group = {one.group.pk: one for one in owed if one.group}
        for row in rows:
            plan = plans.get((row.group.pk, first))
            row.cells.append(_cell(row.group, month, plan, of_group.get(row.group.pk), at))
    return Board(year, months, rows, _waiting(rows, months, house, days, at))


def _plans(groups: list[ChildGroup]) -> dict[tuple[int, date], Any]:
    """By group and month, with whether each was amended. One query."""
    amended = Exists(PlanAmendment.objects.filter(plan=OuterRef("pk")))
    rows = MonthPlan.objects.filter(group__in=groups).annotate(is_amended=amended)
    return {(plan.group_id, plan.month): plan for plan in rows}


def _done(plans: dict[tuple[int, date], Any], month: date) -> dict[int, datetime]:
    return {
        group: plan.submitted_at
        for (group, of), plan in plans.items()
        if of == month and plan.submitted_at
    }


def _cell(group: ChildGroup, month: Month, plan: Any, owed: Owed | None, at: datetime) -> Cell:
    return Cell(
        month, _state(plan, owed, at), owed, is_begun=plan is not None,
        is_amended=bool(plan and plan.is_amended), is_template=bool(plan and plan.is_template),
        url=MonthPlanDue().url(group, month.first) if plan else "",
    )  # fmt: skip


def _state(plan: Any, owed: Owed | None, at: datetime) -> State:
    is_done = bool(plan and plan.submitted_at)
    return state_of(owed, at, is_begun=plan is not None, is_done=is_done)


def _waiting(
    rows: list[Row], months: list[Month], house: Institution, days: calendar.Calendar, at: datetime
) -> list[Waiting]:
    """Of the newest months that are told of already. One query for each."""
    duty, today = MonthPlanDue(), local_day(at, house.time_zone)
    told = [month for month in months if duty.shown_from(house, month.first, days) <= today]
    lines = {month: _lines(rows, month, at) for month in told[-NEWEST:]}
    title = _("%(month)s: waiting for a plan")
    return [
        Waiting(duty, month.first, title % {"month": month.name}, found)
        for month, found in lines.items()
        if found
    ]


def _lines(rows: list[Row], month: Month, at: datetime) -> list[dict[str, Any]]:
    cells = [cell for row in rows for cell in row.cells if cell.month == month]
    silent = [(cell.owed, cell) for cell in cells if cell.owed and cell.owed.done_at is None]
    groups = [owed.group for owed, _cell in silent if owed.group]
    last = kinds.last_asked(MonthPlanDue(), groups, month.first)
    return [
        line_of(owed, _how_far(cell), last.get(owed.group.pk), at)
        for owed, cell in silent
        if owed.group
    ]


def _how_far(cell: Cell) -> Any:
    return LOOKS[State.DRAFT if cell.is_begun else State.NOT_BEGUN].label
