"""The page of a group's week: learning areas × days for a desk, day after day for a phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.week import words
from activities.week.sheet import WEEK, Day, Said, Week
from curriculum.lists import Area, Skill
from duties.calendar.days import short, weekday_and_day
from duties.calendar.school_year import school_year_of
from outbox.clock import ONE_DAY, local_day
from people.models import ChildGroup


@dataclass(frozen=True)
class Column:
    """A day; without a url there is nothing to open."""

    day: Day
    name: str
    weekday: str
    due: dict[str, Any] | None
    note: str
    url: str


@dataclass(frozen=True)
class Row:
    """A learning area, and what was done of it on each day."""

    label: Any
    icon: str
    cells: list[list[Said]]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


def week_page(week: Week, at: datetime) -> dict[str, Any]:
    rows = rows_of(week)
    said = [said for day in week.days for said in day.entries]
    return {
        "week": week, "group": week.group, "aside": words.aside(week),
        "columns": [_column(day, week, at) for day in week.days], "rows": rows,
        "empty": [row.label for row in rows if row.is_empty] if said else [],
        "said": said, "skills": legend(said), "topics": week.topics,
        "before": _to(week, week.monday - WEEK), "after": _after(week, at),
    }  # fmt: skip


def rows_of(week: Week) -> list[Row]:
    """All seven areas; last what is of none, where there is such."""
    found = [Row(area.label, area.icon, _cells(week, area.value)) for area in Area]
    beside = Row(_("Beside the learning areas"), "star", _cells(week, ""))
    return found if beside.is_empty else [*found, beside]


def _cells(week: Week, area: str) -> list[list[Said]]:
    return [[said for said in day.entries if said.row.area == area] for day in week.days]


def legend(said: list[Said]) -> list[tuple[str, str]]:
    """What the codes mean that stand somewhere."""
    used = {code for one in said for code in one.skills}
    return [(skill.value, str(skill.label)) for skill in Skill if skill.value in used]


def _column(day: Day, week: Week, at: datetime) -> Column:
    is_open = day.log or not (day.why_off or day.is_ahead)
    url = reverse("activities:day", args=[week.group.pk, day.day]) if is_open else ""
    return Column(
        day, weekday_and_day(day.day), words.weekday(day.day), words.due(day, week, at),
        words.note(day), url,
    )  # fmt: skip


def is_of(group: ChildGroup, monday: date) -> bool:
    """Does some day of the week lie in the group's school year?"""
    return group.school_year in (school_year_of(monday), school_year_of(monday + ONE_DAY * 6))


def _after(week: Week, at: datetime) -> dict[str, str] | None:
    monday = week.monday + WEEK
    return _to(week, monday) if monday <= local_day(at, week.zone) else None


def _to(week: Week, monday: date) -> dict[str, str] | None:
    """Input of ``components/pager.html``."""
    if not is_of(week.group, monday):
        return None
    url = reverse("activities:week", args=[week.group.pk, monday])
    return {"url": url, "text": f"{short(monday)}–{short(monday + ONE_DAY * 4)}"}
