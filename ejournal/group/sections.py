"""What is kept of a group, under the rules' own headings: a literal list.

The rules name five: Žurnāls, Plānošana, Vērtēšana, Bērni, Žurnāla pielikumi. An app that keeps
something of a group adds its line under one of them; a heading with nothing under it is not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from activities.board import line as days_written
from assessment.summary.period import newest
from attendance import overview
from attendance.check.duties import WeeklyCheck
from attendance.duties import AttendanceByNine
from duties import mine
from duties.calendar import Calendar, school_year
from duties.calendar.days import Month
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup
from planning.duties import MonthPlanDue


@dataclass(frozen=True)
class Here:
    """A group as somebody looks at it. ``children``: how many it answers for today."""

    group: ChildGroup
    access: Access
    at: datetime
    days: Calendar
    children: int

    @property
    def today(self) -> date:
        return local_day(self.at, self.group.institution.time_zone)


# line_of(here) → input of components/line.html, or nothing for those it is not for
LineOf = Callable[[Here], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    label: Any
    lines: list[dict[str, Any]]


def of(here: Here) -> list[Section]:
    found = [
        Section(label, [line for one in lines if (line := one(here))]) for label, lines in SECTIONS
    ]
    return [section for section in found if section.lines]


def attendance_today(here: Here) -> dict[str, Any] | None:
    """The register of the day, or why there is none; of this school year's groups. Two queries."""
    lines = overview.of_day(here.access, at=here.at, days=here.days, group=here.group)
    return _attendance(lines[0], here.at) if lines else None


def _attendance(line: overview.Line, at: datetime) -> dict[str, Any]:
    return {
        "title": _("Attendance today"), "subtitle": overview.state_of(line) or _("no children today"),
        "url": reverse("attendance:register", args=[line.group.pk, line.day]),
        "icon": AttendanceByNine.icon, "due": overview.due_of(line, at),
    }  # fmt: skip


def day_log(here: Here) -> dict[str, Any] | None:
    """The log of today and how far it is; of this school year's groups, on a day that has one."""
    is_now = school_year.school_year_of(here.today) == here.group.school_year
    if not is_now or not here.access.can(Action.VIEW_DAY, here.group):
        return None
    return days_written.of_a_day(here.group, here.today, here.at, here.days, children=here.children)


def week_of_days(here: Here) -> dict[str, Any] | None:
    """What the group did in this week, of another school year in the nearest."""
    sees = here.access.can(Action.VIEW_DAY, here.group)
    return days_written.of_a_week(here.group, _nearest_day(here)) if sees else None


def week_check(here: Here) -> dict[str, Any] | None:
    """The week that waits to be signed, else the last one; for those who check or oversee the house."""
    if not here.access.holds(Action.VIEW_ATTENDANCE):
        return None
    seen: Any = (here.access, Action.VIEW_ATTENDANCE)
    owed = mine.newest_of(here.group, WeeklyCheck(), *seen, at=here.at, days=here.days)
    if owed is None:
        return None
    ends = (date_format(day, "j.n.") for day in (owed.day, owed.day + timedelta(days=6)))
    return {
        "title": str(owed.duty.label), "subtitle": "–".join(ends), "url": owed.url,
        "icon": owed.duty.icon, "due": mine.badge_of(owed, here.at),
    }  # fmt: skip


def month_table(here: Here) -> dict[str, Any] | None:
    """This month's, of another school year the nearest."""
    month = Month.of(_nearest_day(here))
    return {
        "title": _("Table of the month"), "subtitle": capfirst(month.title), "icon": "table",
        "url": reverse("attendance:month", args=[here.group.pk, month.first]), "due": None,
    }  # fmt: skip


def month_plan(here: Here) -> dict[str, Any] | None:
    """For its teachers the plan that waits, else the newest one; for the others who read plans those of
    the month, without a question."""
    writes: Any = (here.access, Action.WRITE_PLAN)
    owed = mine.newest_of(here.group, MonthPlanDue(), *writes, at=here.at, days=here.days)
    if owed is None:
        return _plans(here) if here.access.can(Action.VIEW_PLAN, here.group) else None
    return {
        "title": str(owed.duty.label), "subtitle": capfirst(Month.of(owed.day).title),
        "url": owed.url, "icon": owed.duty.icon, "due": mine.badge_of(owed, here.at),
    }  # fmt: skip


def coverage(here: Here) -> dict[str, Any] | None:
    """What the plans of the year cover, for those who read plans."""
    if not here.access.holds(Action.VIEW_PLAN):
        return None
    return {
        "title": _("What is covered"), "subtitle": _("areas and skills of the year's plans"),
        "url": reverse("planning:coverage", args=[here.group.pk]), "icon": "table", "due": None,
    }  # fmt: skip


def assessment(here: Here) -> dict[str, Any] | None:
    """The outcomes of the month × children, for those who assess the group or oversee the house."""
    if not here.access.can(Action.VIEW_ASSESSMENT, here.group):
        return None
    month = Month.of(_nearest_day(here))
    return {
        "title": pgettext("page", "Assessment"), "subtitle": capfirst(month.title),
        "url": reverse("assessment:grid", args=[here.group.pk]), "icon": "stairs-up", "due": None,
    }  # fmt: skip


def summaries(here: Here) -> dict[str, Any] | None:
    """Of each child on paper, for the same; of a year that has begun."""
    period = newest(here.group.institution, _nearest_day(here))
    if period.since > here.today or not here.access.can(Action.VIEW_ASSESSMENT, here.group):
        return None
    return {
        "title": _("Summaries of growth"), "subtitle": _("each child on a sheet of its own"),
        "url": reverse("assessment:summaries", args=[here.group.pk, period.token]),
        "icon": "printer", "due": None,
    }  # fmt: skip


def talks(here: Here) -> dict[str, Any] | None:
    """With parents, for those who see the group's or have own ones."""
    if not here.access.can(Action.VIEW_TALK, here.group):
        return None
    return {
        "title": _("Individual talks with parents"),
        "subtitle": _("what was said and agreed in person"),
        "url": reverse("messaging:talks", args=[here.group.pk]), "icon": "message-circle",
        "due": None,
    }  # fmt: skip


def _plans(here: Here) -> dict[str, Any]:
    month = Month.of(_nearest_day(here))
    return {
        "title": _("Month plans"), "subtitle": capfirst(month.title), "icon": MonthPlanDue.icon,
        "url": reverse("planning:plans_of", args=[month.first]), "due": None,
    }  # fmt: skip


def _nearest_day(here: Here) -> date:
    """Today, of a group of another school year the nearest day of that."""
    year = here.group.school_year
    return min(max(here.today, school_year.first_day(year)), school_year.last_day(year))


SECTIONS: tuple[tuple[Any, tuple[LineOf, ...]], ...] = (
    (gettext_lazy("Register"), (attendance_today, day_log, week_of_days, week_check, month_table)),
    (gettext_lazy("Planning"), (month_plan, coverage)),
    (pgettext_lazy("page", "Assessment"), (assessment, summaries)),
    (gettext_lazy("Appendices of the journal"), (talks,)),
)
