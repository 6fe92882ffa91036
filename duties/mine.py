"""What the acting person owes now, of every duty that is theirs: late, or due by tomorrow's end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from duties import calendar, registry
from duties.badges import badge, badge_of_day
from duties.calendar import Calendar
from duties.periods import DayDuty, WholeDayDuty
from duties.registry import Duty, Owed
from outbox.clock import ONE_DAY, local_day, next_midnight
from people.access import OF_THE_HOUSE, Access, Action
from people.models import ChildGroup, Institution

NEWEST = 2  # periods of one duty; what is older is told by its own page


@dataclass(frozen=True)
class Mine:
    """One duty for one day or period, with those groups that still owe it."""

    duty: Duty
    owed: list[Owed]


def owed_by_me(
    access: Access, *, at: datetime, days: Calendar | None = None, besides: Collection[str] = ()
) -> list[Mine]:  # fmt: skip
    """In order of the due moments, whatever app declared it. A question for each right, and two for
    each period of a duty, however many groups.

    What the house itself owes has a card of its own; ``besides`` are codes of others that have one.
    """
    house = access.institution
    of_groups = [duty for duty in registry.all_duties() if duty.action not in OF_THE_HOUSE]
    mine = [duty for duty in of_groups if duty.code not in besides]
    if house is None or not mine:
        return []
    today = local_day(at, house.time_zone)
    days = days or calendar.around(house, today, calendar.REACH)
    near = [(duty, day) for duty in mine for day in days_near(duty, house, today, days)]
    groups = _groups(access, near)
    found = [
        Mine(duty, owed)
        for duty, day in near
        if (owed := _owed(duty, groups[duty.action], house, day, days))
    ]
    return sorted(found, key=lambda one: one.owed[0].due_at)


def days_near(duty: Duty, house: Institution, today: date, days: Calendar) -> list[date]:
    """Of a day's duty today itself, which nobody can do ahead; else the newest periods due by tomorrow."""
    if isinstance(duty, DayDuty):
        return [day for day in duty.days(today, days) if day == today]
    horizon = next_midnight(today + ONE_DAY, house.time_zone)
    near = [d for d in duty.days(today, days) if duty.due_at(house, d, days) <= horizon]
    return sorted(near)[-NEWEST:]


def _groups(access: Access, near: list[tuple[Duty, date]]) -> dict[Action, list[ChildGroup]]:
    """Those in which the person may do what is owed near, by right; none are asked for where none can be."""
    years: dict[Action, set[int]] = defaultdict(set)
    for duty, day in near:
        years[duty.action] |= set(duty.years(day))
    seen = {
        action: access.groups(action).filter(school_year__in=those)
        for action, those in years.items()
    }
    return {
        action: list(rows.select_related("institution").order_by("sort_key", "pk"))
        for action, rows in seen.items()
    }


def _owed(
    duty: Duty, groups: list[ChildGroup], house: Institution, day: date, days: Calendar
) -> list[Owed]:  # fmt: skip
    of_then = [group for group in groups if group.school_year in duty.years(day)]
    owing = duty.owed(of_then, day, days) if of_then else []
    found = (
        registry.owed_of(duty, owing, institution=house, day=day, calendar=days) if owing else []
    )
    return [one for one in found if one.done_at is None]


def newest_of(group: ChildGroup, duty: Duty, *, at: datetime, days: Calendar) -> Owed | None:
    """What a group owes of a duty now: the first of the newest periods that waits, else the last done."""
    house = group.institution
    near = days_near(duty, house, local_day(at, house.time_zone), days)
    of: Any = {"institution": house, "calendar": days, "duties": [duty]}
    found = [one for day in near for one in registry.owed_by([group], day=day, **of) if one.group]
    waiting = [one for one in found if one.done_at is None]
    return next(iter(waiting or found[::-1]), None)


def badge_of(owed: Owed, at: datetime) -> dict[str, Any]:
    """By the clock, or by the date where it is owed by the end of a day."""
    by_the_day = isinstance(owed.duty, WholeDayDuty)
    return badge_of_day(owed, at) if by_the_day else badge(owed, at)


def in_words(mine: Mine, at: datetime) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    first, count = mine.owed[0], len(mine.owed)
    groups = ngettext("%(n)d group", "%(n)d groups", count) % {"n": count}
    several = f"{mine.duty.about(None, first.day)} · {groups}"
    return {
        "title": str(mine.duty.label), "subtitle": first.about if count == 1 else several,
        "url": first.url, "icon": mine.duty.icon, "due": badge_of(first, at),
    }  # fmt: skip
