"""What a person is told: the list in the role they act in, and what is unread in each of their roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duties.badges import clock
from outbox import registry
from outbox.clock import local_day
from outbox.models import Notification
from outbox.registry import Shown
from people.access import Access, Acting, role_key

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One row of the list. ``shown`` is None when its reader may no longer see what it is about."""

    pk: int
    unread: bool
    time: str
    shown: Shown | None


@dataclass(frozen=True)
class Day:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Page:
    """Some days of the list, newest first. ``newest``: the last one that its reader can have seen;
    0 on older pages, which cannot say it."""

    number: int
    days: list[Day]
    newest: int
    has_older: bool


def page_of(access: Access, *, at: datetime, number: int = 1) -> Page:
    """The list in the acting role. One query, and those of the kinds on the page."""
    mine = Notification.objects.told_to(access).select_related("institution", "group__institution")
    begin = PAGE * (number - 1)
    rows = list(mine[begin : begin + PAGE + 1])
    newest = max((row.pk for row in rows), default=0) if number == 1 else 0
    return Page(number, _days(rows[:PAGE], access, at), newest, len(rows) > PAGE)


def shown(rows: Iterable[Notification], access: Access, at: datetime) -> dict[int, Shown]:
    """What the reader sees of them now, by id. The unseen is left out."""
    by_kind: dict[str, list[Notification]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    found: dict[int, Shown] = {}
    for code, same in by_kind.items():
        if kind := registry.find(code):
            found |= kind.present(same, access, at)
    return found


def unread_by_role(access: Access) -> Counter[str]:
    """How many are unread, by the key of the role in which the person is told. One query."""
    mine = Notification.objects.of_person(access.user.pk).unread().order_by()
    counts: Counter[str] = Counter()
    for role, institution, count in mine.values_list("role", "institution").annotate(Count("pk")):
        counts[role_key(role, institution)] += count
    return counts


def role_of(notification: Notification, access: Access) -> Acting | None:
    """The role in which the person is told of it; None when it is no longer held."""
    key = role_key(notification.role, notification.institution_id)
    return next((role for role in access.roles if role.key == key), None)


def _days(rows: list[Notification], access: Access, at: datetime) -> list[Day]:
    seen = shown(rows, access, at)
    return [
        Day(title, [_line(row, seen.get(row.pk)) for row in same])
        for title, same in groupby(rows, key=lambda row: _title(row, at))
    ]


def _line(row: Notification, what: Shown | None) -> Line:
    time = clock(row.created_at, row.institution.time_zone)
    return Line(row.pk, row.read_at is None, time, what)


def _title(row: Notification, at: datetime) -> str:
    """«Šodien», «Vakar», «Piektdiena, 13. novembris», «18.12.2025.»"""
    zone = row.institution.time_zone
    return _in_words(local_day(row.created_at, zone), local_day(at, zone))


def _in_words(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    if day.year == today.year:
        return date_format(day, "l, j. F").capitalize()
    return date_format(day, "SHORT_DATE_FORMAT")
