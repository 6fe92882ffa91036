"""Groups × days of a month: how each day's log stands, and whether it was in time (R27)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from activities.duties import DayLogBySeven
from activities.models import DayLog
from duties import calendar, kinds, registry
from duties.badges import clock
from duties.board import Look, State, Waiting, line_of, looks, state_of
from duties.calendar.days import Month, weekday_and_day
from duties.calendar.school_year import school_year_of
from duties.registry import Owed
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.whose_day import days_with_children

NEWEST = 3  # days of which administration reminds here

LOOKS = looks({
    State.IN_TIME: gettext_lazy("confirmed in time"),
    State.LATE: gettext_lazy("confirmed after the deadline"),
    State.DRAFT: gettext_lazy("being written"),
    State.OVERDUE: gettext_lazy("not confirmed in time"),
    State.NOT_BEGUN: gettext_lazy("not begun yet"),
    State.NOTHING_OWED: pgettext_lazy("day", "nothing is owed"),
})  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A group's day. ``url`` is empty where there is nothing to look at."""

    group: ChildGroup
    day: date
    state: State
    owed: Owed | None
    log: DayLog | None
    url: str

    @property
    def look(self) -> Look:
        return LOOKS[self.state]

    @property
    def how_far(self) -> Any:
        """Of a silent one."""
        return LOOKS[State.DRAFT if self.log else State.NOT_BEGUN].label

    @property
    def late_reason(self) -> str:
        return self.log.get_late_reason_display() if self.log else ""


@dataclass(frozen=True)
class Row:
    group: ChildGroup
    cells: list[Cell]


@dataclass(frozen=True)
class Board:
    month: Month
    days: list[date]  # of work until today, the newest first
    rows: list[Row]
    waiting: list[Waiting]
    late: list[dict[str, Any]]  # of ``components/line.html``, the newest first


def board_of(access: Access, house: Institution, month: Month, at: datetime) -> Board:
    """Five queries, however many groups and days."""
    seen = access.groups(Action.OVERSEE_DUTIES).filter(school_year=school_year_of(month.first))
    groups = list(seen.select_related("institution").order_by("sort_key", "pk"))
    work, logs = calendar.of(house, month.first, month.last), _logs(groups, month)
    today, known = local_day(at, house.time_zone), {day for _group, day in logs}
    days = [
        day
        for day in reversed(month.days)
        if day <= today and (day in known or any(work.is_working(day, one) for one in groups))
    ]
    cells = list(_cells(groups, days, house, work, logs, at))
    rows = [Row(group, cells[n :: len(groups)]) for n, group in enumerate(groups)]
    late = [_late(cell) for cell in cells if cell.state is State.LATE]
    return Board(month, days, rows, _waiting(cells, at), late)


def _logs(groups: list[ChildGroup], month: Month) -> dict[tuple[int, date], DayLog]:
    rows = DayLog.objects.filter(month.in_it, group__in=groups)
    return {(log.group_id, log.day): log for log in rows}


def _cells(
    groups: list[ChildGroup], days: list[date], house: Institution, work: calendar.Calendar,
    logs: Mapping[tuple[int, date], DayLog], at: datetime,
) -> Iterator[Cell]:  # fmt: skip
    """Day by day, in the order of the groups. One query."""
    duty, children = DayLogBySeven(), days_with_children(groups, days)
    for day in days:
        here = {group: len(of.get(day, ())) for group, of in children.items()}
        written = {group: log for (group, of), log in logs.items() if of == day}
        owed = registry.owed_of(
            duty, duty.owing(groups, day, work, here), institution=house, day=day, calendar=work,
            done={pk: log.confirmed_at for pk, log in written.items() if log.confirmed_at},
        )  # fmt: skip
        due = {one.group: one for one in owed}
        for group in groups:
            yield _cell(group, day, due.get(group), written.get(group.pk), at)


def _cell(
    group: ChildGroup, day: date, owed: Owed | None, log: DayLog | None, at: datetime
) -> Cell:  # fmt: skip
    is_done = log is not None and log.is_confirmed
    state = state_of(owed, at, is_begun=log is not None, is_done=is_done)
    url = DayLogBySeven().url(group, day) if owed or log else ""
    return Cell(group, day, state, owed, log, url)


def _waiting(cells: list[Cell], at: datetime) -> list[Waiting]:
    """Of the newest days of which any group is silent. One query."""
    duty, silent = DayLogBySeven(), [cell for cell in cells if cell.state is State.OVERDUE]
    newest = list(dict.fromkeys(cell.day for cell in silent))[:NEWEST]
    asked = kinds.last_asked_of(duty, {cell.group for cell in silent}, newest) if newest else {}
    title = _("%(day)s: waiting for the day")
    return [
        Waiting(duty, day, title % {"day": duty.when(day)}, [
            line_of(cell.owed, cell.how_far, asked.get((cell.group.pk, day)), at)
            for cell in silent
            if cell.owed and cell.day == day
        ])
        for day in newest
    ]  # fmt: skip


def _late(cell: Cell) -> dict[str, Any]:
    """«tr 25.11., 19:40 · aizvietoju kolēģi»"""
    assert cell.log
    assert cell.log.confirmed_at
    time = clock(cell.log.confirmed_at, cell.group.institution.time_zone)
    said = [f"{weekday_and_day(cell.day)}, {time}", cell.late_reason]
    return {
        "title": cell.group.name, "subtitle": " · ".join(filter(None, said)),
        "symbol": cell.group.symbol, "url": cell.url,
    }  # fmt: skip
