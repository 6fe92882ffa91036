"""One person's acts, the newest first. Constant queries, however much one did.

An act is what one request wrote: a context of the trail. Names of children and adults are shown to who
sees them now in the role acted in; of what was done in another house, or as a parent by who acts as
staff, only that it was done. A group's name is nobody's personal datum: staff of its house read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import ngettext
from pghistory.models import Context

from audit.activity import facts
from audit.activity.kind import OWN, Kind
from audit.activity.links import Seen
from audit.activity.row import Row
from audit.activity.words import KINDS
from audit.history import house_of, role_in_words
from duties.badges import clock
from duties.calendar.days import Month
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.keys.inviting import invitable
from people.models import Child, ChildGroup, Institution, Role

PAGE = 100  # acts


@dataclass(frozen=True)
class Line:
    """One act, or several alike in a row."""

    at: datetime
    time: str
    what: str
    subject: str
    url: str
    role: str  # where the person has, or had, several
    times: int = 1


@dataclass(frozen=True)
class Page:
    days: list[tuple[date, list[Line]]]
    number: int
    has_older: bool


def page_of(access: Access, number: int) -> Page:
    """The ``number``-th hundred of what the person did, in whatever role."""
    start = (number - 1) * PAGE
    own = Context.objects.filter(metadata__user=access.user.pk).order_by("-created_at", "-pk")
    acts = list(own[start : start + PAGE + 1])
    told = list(facts.told(acts[:PAGE]))
    seen = _seen(access, [row for act, row in told if _is_here(act.metadata, access)])
    roles = _roles(access, [act.metadata for act, _row in told])
    lines = (_line(act, row, seen, roles) for act, row in told)
    by_day = groupby(_together(lines, access.zone), lambda line: local_day(line.at, access.zone))
    days = [(day, list(found)) for day, found in by_day]
    return Page(days, number, has_older=len(acts) > PAGE)


# --- what may be shown of it ----------------------------------------------------------------------
def _is_here(metadata: dict[str, Any], access: Access) -> bool:
    """Done in the house acted in now; as a parent, by who acts as one."""
    if access.acting is None:
        return False
    as_parent = metadata.get("role") == Role.PARENT
    here = str(access.institution.pk) if access.institution else ""
    return as_parent == access.acts_as(Role.PARENT) and house_of(metadata) == here


def _seen(access: Access, rows: list[Row]) -> Seen:
    """Whom of those named the person sees now. Three queries."""
    attends, learns = (
        Exists(Child.objects.visible_to(access, right).filter(pk=OuterRef("pk")))
        for right in (Action.VIEW_ATTENDANCE, Action.VIEW_ASSESSMENT)
    )
    children = Child.objects.visible_to(access, Action.VIEW_CHILD)
    children = children.annotate(attends=attends, learns=learns)
    groups = ChildGroup.objects.filter(institution=access.institution)
    return Seen(
        access,
        children=children.in_bulk({row.child for row in rows if row.child}),
        groups=groups.in_bulk({row.group for row in rows if row.group}),
        people=invitable(access).in_bulk({row.person for row in rows if row.person}),
    )


def _roles(access: Access, acts: Iterable[dict[str, Any]]) -> dict[str, str]:
    """By key, the role and its house in words; nothing where there has been one only."""
    keys = {key for metadata in acts if (key := metadata.get("role"))}
    own = {role.key for role in access.roles}
    if len(keys | own) < 2:
        return {}
    ids = {int(house) for key in keys if (house := house_of({"role": key}))}
    houses = {str(pk): house.name for pk, house in Institution.objects.in_bulk(ids).items()}
    return {key: _role(key, houses) for key in keys}


def _role(key: str, houses: dict[str, str]) -> str:
    """«pedagogs · Jancis»; a parent's role has no house."""
    about = {"role": key}
    return " · ".join(
        part for part in (role_in_words(about), houses.get(house_of(about), "")) if part
    )


# --- how it is said -------------------------------------------------------------------------------
def _line(act: Context, row: Row, seen: Seen, roles: dict[str, str]) -> Line:
    kind, is_here = KINDS[row.rank], _is_here(act.metadata, seen.access)
    is_own = row.people == 1 and row.person == seen.access.user.pk
    said = kind.said.get(OWN) if is_own else None
    return Line(
        at=act.created_at, time=clock(act.created_at, seen.access.zone),
        what=str(said or kind.said.get(row.word, "")),
        subject=_subject(_ended(row, kind), kind, act.created_at.year, seen) if is_here else "",
        url=kind.link(row, seen) if kind.link and is_here else "",
        role=roles.get(act.metadata.get("role") or "", ""),
    )  # fmt: skip


def _ended(row: Row, kind: Kind) -> Row:
    """With the last day in place of the one after it."""
    is_period = len(kind.days) > 1 and row.until
    return replace(row, until=row.until - ONE_DAY) if is_period and row.until else row


def _subject(row: Row, kind: Kind, year: int, seen: Seen) -> str:
    """«Anna Bērziņa, 3.12.», «2 bērni», «Bitītes, 30.11.–4.12.», «Bitītes, 2026. gada decembris»"""
    when = Month(row.since).title if kind.month and row.since else _when(row, year)
    return ", ".join(part for part in (_who(row, seen), when) if part)


def _who(row: Row, seen: Seen) -> str:
    if row.children > 1:
        return ngettext("%(n)d child", "%(n)d children", row.children) % {"n": row.children}
    if row.people > 1:
        return ngettext("%(n)d person", "%(n)d people", row.people) % {"n": row.people}
    group = seen.groups.get(row.group or 0) if row.groups == 1 else None
    found = seen.children.get(row.child or 0) or seen.people.get(row.person or 0) or group
    return str(found or "")


def _when(row: Row, year: int) -> str:
    days = [day for day in dict.fromkeys((row.since, row.until)) if day]
    return "–".join(
        date_format(day, "j.m." if day.year == year else "SHORT_DATE_FORMAT") for day in days
    )


def _together(lines: Iterable[Line], zone: str) -> Iterator[Line]:
    """Acts alike in a row of one day are one line: twenty taps on a register."""

    def alike(line: Line):
        return local_day(line.at, zone), line.what, line.subject, line.url, line.role

    for _alike, found in groupby(lines, alike):
        newest, *older = found
        first = [older[-1].time] if older and older[-1].time != newest.time else []
        yield replace(newest, time="–".join([*first, newest.time]), times=1 + len(older))
