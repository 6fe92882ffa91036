"""Who belongs to a group: its children today, whose birthday comes next, its staff with their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duties.calendar import school_year
from people.access import Access, Action
from people.models import Assignment, Child, ChildGroup, Enrolment, Exclusion
from people.whose_day import enrolments_owning

NEXT = 3  # birthdays
Kind = Assignment.Kind


@dataclass(frozen=True)
class Line:
    """``note`` says until when a guest stays; ``warning`` is empty for whom it is not meant."""

    child: Child
    years: str
    note: str
    warning: str
    is_birthday: bool


@dataclass(frozen=True)
class Colleague:
    assignment: Assignment
    days: str
    is_here: bool  # today; else from a later day on
    has_card: bool  # that this person may open


def children_of(group: ChildGroup, day: date, by: Access) -> list[Line]:
    """In Latvian order, with what the card shows this person. One query."""
    owning = enrolments_owning(day).filter(group=group).select_related("child")
    sees_warning = by.can(Action.VIEW_WARNING, group)
    return [
        Line(
            one.child, _years(age_on(one.child.birth_date, day)), _guest(one),
            one.child.warning if sees_warning else "", birthday_from(one.child.birth_date, day) == day,
        )
        for one in owning.order_by("child__sort_key", "child")
    ]  # fmt: skip


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _years(age: int) -> str:
    return ngettext("%(n)s year old", "%(n)s years old", age) % {"n": age}


def _guest(one: Enrolment) -> str:
    if one.kind != Enrolment.Kind.TEMPORARY:
        return ""
    last = date_format(one.last_day, "SHORT_DATE_FORMAT") if one.last_day else ""
    return _("temporarily, until %(day)s") % {"day": last} if last else _("temporarily")


def birthdays(children: list[Line], day: date) -> list[dict[str, Any]]:
    """The next few, today's first."""
    coming = sorted(
        (birthday_from(line.child.birth_date, day), place) for place, line in enumerate(children)
    )
    return [_birthday(children[place].child, when, day) for when, place in coming[:NEXT]]


def _birthday(child: Child, when: date, day: date) -> dict[str, Any]:
    age = when.year - child.birth_date.year
    turns = ngettext("turns %(n)d", "turns %(n)d", age) % {"n": age}
    on = _("today") if when == day else date_format(when, "j. F")
    return {"child": child, "text": f"{on} · {turns}", "is_today": when == day}


def birthday_from(born: date, day: date) -> date:
    """The first birthday on ``day`` or after it; of 29 February it is the 28th in other years."""
    this = _birthday_in(born, day.year)
    return this if this >= day else _birthday_in(born, day.year + 1)


def _birthday_in(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def staff_of(group: ChildGroup, day: date, by: Access) -> list[Colleague]:
    """Who works with it, and who will; teachers first. One query."""
    still = Q(until__isnull=True) | Q(until__gt=day)
    out = Exclusion.objects.on(day).filter(
        user=OuterRef("user"), institution=OuterRef("institution")
    )
    rows = Assignment.objects.filter(~Exists(out), still, group=group).select_related("user")
    has_card = by.holds(Action.ENTER_STAFF)
    return [
        Colleague(one, _days(one, day), one.since <= day, has_card)
        for one in rows.order_by("kind", "since", "user__sort_key", "pk")
    ]


def _days(one: Assignment, day: date) -> str:
    """«no 1.9.2026.», «16.11.2026.–20.11.2026.»"""
    since = date_format(one.since, "SHORT_DATE_FORMAT")
    if one.last_day is None:
        return _("from %(day)s") % {"day": since}
    last = date_format(one.last_day, "SHORT_DATE_FORMAT")
    return since if since == last else f"{since}–{last}"


def summary(group: ChildGroup, children: list[Line], staff: list[Colleague]) -> str:
    """«20 bērnu · Ilze Kalēja, Inese Paegle»; of a group without children its school year."""
    count = len(children)
    said = [ngettext("%(n)d child", "%(n)d children", count) % {"n": count}] if count else []
    teachers = [
        str(one.assignment.user)
        for one in staff
        if one.is_here and one.assignment.kind == Kind.TEACHER
    ]
    said += [", ".join(teachers)] if teachers else [school_year.title(group.school_year)]
    return " · ".join(said)
