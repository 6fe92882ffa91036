"""One day of all groups that a person of the staff sees: who has confirmed, who is late, who is silent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.duties import AttendanceByNine
from attendance.models import Mark, Presence, Register
from duties import calendar, registry
from duties.badges import badge
from duties.calendar import Calendar, school_year
from duties.registry import Owed, Status
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.whose_day import enrolments_owning


@dataclass(frozen=True)
class Line:
    """A group today. ``unmarked``: children that its confirmed register does not know."""

    group: ChildGroup
    children: int
    owed: Owed | None  # None: nothing is owed today
    status: Status | None
    why_off: str
    present: int
    absent: int
    unmarked: int
    recordable: bool
    day: date


def of_day(
    access: Access, *, at: datetime, days: Calendar | None = None, group: ChildGroup | None = None
) -> list[Line]:
    """Lines of every group seen today, or of the one that is given, in the groups' order.

    Four queries, however many groups; of one that is given three.
    """
    institution = access.institution
    if institution is None:
        return []
    day = local_day(at, institution.time_zone)
    groups = _groups(access, institution, day, group)
    if not groups:
        return []
    days = days or calendar.of(institution, day, day)
    children, unmarked = _children(groups, day)
    taken = _taken(groups, day, unmarked)
    duty = AttendanceByNine()
    owing = registry.owed_of(
        duty, duty.owing(groups, day, days, children), institution=institution, day=day,
        calendar=days, done={group: counts.confirmed_at for group, counts in taken.items()},
    )  # fmt: skip
    owed = {one.group.pk: one for one in owing if one.group}
    records = {one.pk for one in groups if access.can(Action.RECORD_ATTENDANCE, one)}
    return [
        _line(g, day, at, owed.get(g.pk), days.why_off(day, g), children, taken, g.pk in records)
        for g in groups
    ]


def _groups(
    access: Access, house: Institution, day: date, only: ChildGroup | None
) -> list[ChildGroup]:  # fmt: skip
    year = school_year.school_year_of(day)
    if only:
        is_seen = only.school_year == year and access.can(Action.VIEW_ATTENDANCE, only)
        return [only] if is_seen else []
    seen = house.child_groups.filter(access.group_rule(Action.VIEW_ATTENDANCE))
    return list(seen.of_year(year).order_by("sort_key", "pk"))


def _children(groups: list[ChildGroup], day: date) -> tuple[Counter[int], Counter[int]]:
    """How many each group answers for, and of how many no confirmed register knows; by group id."""
    known = Mark.objects.filter(
        child=OuterRef("child"), day=day, register__first_confirmed_at__isnull=False
    )
    owning = enrolments_owning(day).filter(group__in=groups).annotate(known=Exists(known))
    rows = list(owning.values_list("group", "known"))
    return Counter(g for g, _known in rows), Counter(g for g, is_known in rows if not is_known)


class Taken(NamedTuple):
    """A confirmed register: when first, how many are there and away, of how many it does not say."""

    confirmed_at: datetime
    present: int
    absent: int
    unmarked: int


def _taken(groups: list[ChildGroup], day: date, unmarked: Counter[int]) -> dict[int, Taken]:
    """By group id."""
    confirmed = Register.objects.confirmed().filter(group__in=groups, day=day)
    rows = confirmed.values_list("group", "first_confirmed_at").annotate(
        present=Count("marks", filter=Q(marks__presence=Presence.PRESENT)),
        absent=Count("marks", filter=Q(marks__presence=Presence.ABSENT)),
    )
    return {group: Taken(at, here, away, unmarked[group]) for group, at, here, away in rows}


def _line(
    group, day: date, at: datetime, owed: Owed | None, why_off, children, taken, recordable: bool
) -> Line:
    _confirmed_at, present, absent, unmarked = taken.get(group.pk, (None, 0, 0, 0))
    return Line(
        group=group, children=children[group.pk], owed=owed,
        status=owed.status(at) if owed else None, why_off=why_off or "",
        present=present, absent=absent, unmarked=unmarked, recordable=recordable, day=day,
    )  # fmt: skip


def due_of(line: Line, at: datetime) -> dict[str, Any] | None:
    """Input of ``components/due.html``: what is missing goes before when it was done."""
    if line.unmarked:
        text = not_marked(line.unmarked)
        return {"text": text, "tone": "soon", "icon": "users", "due_at": None}
    return badge(line.owed, at) if line.owed else None


def not_marked(children: int) -> str:
    """«2 bērni vēl nav atzīmēti»"""
    text = ngettext("%(n)d child is not marked yet", "%(n)d children are not marked yet", children)
    return text % {"n": children}


def in_words(line: Line, at: datetime) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    return {
        "title": line.group.name,
        "subtitle": " · ".join(_facts(line)),
        "symbol": line.group.symbol,
        "url": reverse("attendance:register", args=[line.group.pk, line.day]),
        "due": due_of(line, at), "group_url": reverse("group", args=[line.group.pk]),
    }  # fmt: skip


def _facts(line: Line) -> Iterator[str]:
    yield ngettext("%(n)d child", "%(n)d children", line.children) % {"n": line.children}
    if state := state_of(line):
        yield state


def state_of(line: Line) -> str:
    """«klāt 18, nav 2», «vēl nav atzīmēts», or why nothing is owed."""
    if line.status in (Status.MET, Status.LATE):
        return _("%(here)d present, %(away)d absent") % {"here": line.present, "away": line.absent}
    return _("not marked yet") if line.owed else line.why_off
