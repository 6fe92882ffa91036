"""What is kept of a group, under the rules' own headings: a literal list.

The rules name five: Žurnāls, Plānošana, Vērtēšana, Bērni, Žurnāla pielikumi. An app that keeps
something of a group adds its line under one of them; a heading with nothing under it is not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance import overview
from attendance.check.duties import WeeklyCheck
from attendance.duties import AttendanceByNine
from duties import mine
from duties.calendar import Calendar, school_year
from duties.calendar.days import Month
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup

# line_of(group, access, at, days) → input of components/line.html, or nothing for those it is not for
LineOf = Callable[[ChildGroup, Access, datetime, Calendar], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    label: Any
    lines: list[dict[str, Any]]


def of(group: ChildGroup, access: Access, at: datetime, days: Calendar) -> list[Section]:
    found = [
        Section(label, [line for one in lines if (line := one(group, access, at, days))])
        for label, lines in SECTIONS
    ]
    return [section for section in found if section.lines]


def attendance_today(
    group: ChildGroup, access: Access, at: datetime, days: Calendar
) -> dict[str, Any] | None:
    """The register of the day, or why there is none; of this school year's groups. Three queries."""
    lines = overview.of_day(access, at=at, days=days, group=group.pk)
    return _attendance(lines[0], at) if lines else None


def _attendance(line: overview.Line, at: datetime) -> dict[str, Any]:
    return {
        "title": _("Attendance today"), "subtitle": overview.state_of(line) or _("no children today"),
        "url": reverse("attendance:register", args=[line.group.pk, line.day]),
        "icon": AttendanceByNine.icon, "due": overview.due_of(line, at),
    }  # fmt: skip


def week_check(
    group: ChildGroup, access: Access, at: datetime, days: Calendar
) -> dict[str, Any] | None:
    """The week that waits to be signed, else the last one; for those who check or oversee the house."""
    if not access.holds(Action.VIEW_ATTENDANCE):
        return None
    owed = mine.newest_of(group, WeeklyCheck(), at=at, days=days)
    if owed is None:
        return None
    ends = (date_format(day, "j.n.") for day in (owed.day, owed.day + timedelta(days=6)))
    return {
        "title": str(owed.duty.label), "subtitle": "–".join(ends), "url": owed.url,
        "icon": owed.duty.icon, "due": mine.badge_of(owed, at),
    }  # fmt: skip


def month_table(
    group: ChildGroup, access: Access, at: datetime, days: Calendar
) -> dict[str, Any] | None:
    """This month's, of another school year the nearest."""
    today = local_day(at, group.institution.time_zone)
    first, last = school_year.first_day(group.school_year), school_year.last_day(group.school_year)
    month = Month.of(min(max(today, first), last))
    return {
        "title": _("Table of the month"), "subtitle": capfirst(month.title), "icon": "table",
        "url": reverse("attendance:month", args=[group.pk, month.first]), "due": None,
    }  # fmt: skip


SECTIONS: tuple[tuple[Any, tuple[LineOf, ...]], ...] = (
    (gettext_lazy("Register"), (attendance_today, week_check, month_table)),
)
