"""What is closed in a month: its weeks by group, the month, the year; by whom, and what was opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from duties.badges import clock
from duties.calendar import school_year
from duties.calendar.days import Month, short
from duties.ladder import lies_over
from duties.models import Closure
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import ChildGroup

Kind = Closure.Kind


@dataclass(frozen=True)
class Line:
    """A group (or the whole house) in a stretch of days, and what became of it."""

    title: str
    symbol: str
    facts: list[str]
    is_closed: bool
    pk: int | None  # of the closure, where this person may open it again


@dataclass(frozen=True)
class Stretch:
    title: str
    lines: list[Line]

    @property
    def closed(self) -> int:
        return sum(line.is_closed for line in self.lines)

    @property
    def summary(self) -> str:
        return _("%(closed)d of %(all)d") % {"closed": self.closed, "all": len(self.lines)}


@dataclass(frozen=True)
class MonthOfClosures:
    weeks: list[Stretch]
    month: list[Line]
    year: list[Line]


def of_month(access: Access, month: date) -> MonthOfClosures:
    """Two queries, however many groups."""
    groups = list(_groups(access, month))
    rows = list(_closures(access, month))
    free = _reopenable(rows) if access.holds(Action.CLOSE_PERIODS) else set()
    weeks = [
        Stretch(_week(monday), [_of_group(g, _over(rows, g, monday), free) for g in groups])
        for monday in Month(month).mondays
    ]
    own = [one for one in rows if one.since < Month(month).until and one.until > month]
    months = [_of_itself(one, free) for one in own if one.kind == Kind.MONTH]
    years = [_of_itself(one, free) for one in own if one.kind == Kind.YEAR]
    return MonthOfClosures(weeks if groups else [], months, years)


def _groups(access: Access, month: date):
    year = school_year.school_year_of(month)
    seen = access.groups(Action.VIEW_ATTENDANCE).filter(school_year=year)
    return seen.order_by("sort_key", "pk")


def _closures(access: Access, month: date):
    """Over the weeks of the month: of the groups one sees, and of the house, which close everybody's."""
    mondays = Month(month).mondays
    mine = Q(group__isnull=True) | Q(group__in=access.groups(Action.VIEW_ATTENDANCE))
    rows = Closure.objects.filter(
        mine,
        institution=access.institution,
        since__lt=mondays[-1] + ONE_DAY * 7,
        until__gt=mondays[0],
    )
    people = rows.select_related("institution", "group", "closed_by", "reopened_by")
    return people.order_by("since", "group__sort_key", "closed_at", "pk")


def _reopenable(rows: list[Closure]) -> set[int]:
    """Those that stand, under no closed rung and no seal."""
    return {
        one.pk for one in rows
        if one.reopened_at is None and one.kind != Kind.YEAR
        and not any(lies_over(upper, one) for upper in rows)
    }  # fmt: skip


def _over(rows: list[Closure], group: ChildGroup, monday: date) -> list[Closure]:
    last = monday + ONE_DAY * 6
    return [
        one for one in rows
        if one.kind == Kind.WEEK and one.group_id in (None, group.pk)
        and one.since <= last and one.until > monday
    ]  # fmt: skip


def _of_group(group: ChildGroup, rows: list[Closure], free: set[int]) -> Line:
    standing = next((one for one in rows if one.reopened_at is None), None)
    facts = [fact for one in rows for fact in facts_of(one)]
    pk = standing.pk if standing and standing.pk in free else None
    return Line(group.name, group.symbol, facts, standing is not None, pk)


def _of_itself(one: Closure, free: set[int]) -> Line:
    stands = one.reopened_at is None
    title = one.group.name if one.group else _("The whole institution")
    symbol = one.group.symbol if one.group else ""
    return Line(title, symbol, facts_of(one), stands, one.pk if one.pk in free else None)


def facts_of(one: Closure) -> list[str]:
    """«Slēdza 23.11. 9:12 · Māsa Liepa», «Atvēra 24.11. 10:00 · Dace Rozīte: …»"""
    zone = one.institution.time_zone
    closed = {"when": _moment(one.closed_at, zone), "who": str(one.closed_by)}
    facts = [_("Closed %(when)s · %(who)s") % closed]
    if one.reopened_at:
        opened = {"when": _moment(one.reopened_at, zone), "who": str(one.reopened_by)}
        facts.append(_("Opened again %(when)s · %(who)s: %(why)s") % {**opened, "why": one.reason})
    return facts


def stretch_of(one: Closure) -> str:
    """«Nedēļa 16.–22. novembris»"""
    if one.kind == Kind.WEEK:
        return _("Week %(days)s") % {"days": _week(one.since)}
    if one.kind == Kind.MONTH:
        return Month.of(one.since).title
    return school_year.title(school_year.school_year_of(one.since))


def _week(monday: date) -> str:
    sunday = monday + ONE_DAY * 6
    return f"{short(monday)}–{short(sunday)}"


def _moment(at: datetime, zone: str) -> str:
    day: date = local_day(at, zone)
    return f"{short(day)} {clock(at, zone)}"
