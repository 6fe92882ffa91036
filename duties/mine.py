"""What the acting person owes now, of every duty that is theirs: late, or told of already.

What begins later is owed by who will do it then: next September's teacher, in August.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.utils.translation import ngettext

from duties import calendar, registry
from duties.badges import badge, badge_of_day
from duties.calendar import Calendar
from duties.periods import DayDuty, WholeDayDuty
from duties.registry import Duty, Owed
from outbox.clock import ONE_DAY, local_day, next_midnight
from people.access import OF_THE_HOUSE, Access, Action, as_of
from people.access.families import NOTHING
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
    """In order of the due moments, whatever app declared it. A question for the groups and one for each
    day ahead; of each period of a duty one, and where it is not done by all another.

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
    groups = _groups(access, house, near)
    found = [
        Mine(duty, waiting)
        for duty, day in near
        if (waiting := _waiting(duty, groups[duty.action, _asked_of(access, day)], day, days))
    ]
    return sorted(found, key=lambda one: one.owed[0].due_at)


def days_near(duty: Duty, house: Institution, today: date, days: Calendar) -> list[date]:
    """Of a day's duty today itself, which nobody can do ahead; else the newest periods told of already."""
    if isinstance(duty, DayDuty):
        return [day for day in duty.days(today, days) if day == today]
    near = [day for day in duty.days(today, days) if duty.shown_from(house, day, days) <= today]
    return sorted(near)[-NEWEST:]


def has_time(owed: Owed, at: datetime) -> bool:
    """Not due by tomorrow's end: told in a line, and not yet the one thing to do now."""
    zone = owed.institution.time_zone
    return owed.due_at > next_midnight(local_day(at, zone) + ONE_DAY, zone)


def _groups(
    access: Access, house: Institution, near: list[tuple[Duty, date]]
) -> dict[tuple[Action, date], list[ChildGroup]]:
    """Those in which the person may do what is owed near, by right and the day of which it is asked:
    today, or that on which it begins. None are asked for where none can be."""
    keys = {(duty.action, _asked_of(access, day)) for duty, day in near}
    then = {day: as_of(access, day) for _action, day in keys}
    rules = reduce(or_, (then[day].group_rule(action) for action, day in keys), NOTHING)
    years = {year for duty, day in near for year in duty.years(day)}
    groups = house.child_groups.filter(rules, school_year__in=years).order_by("sort_key", "pk")
    found = list(groups)
    return {(do, day): [one for one in found if then[day].can(do, one)] for do, day in keys}


def _asked_of(access: Access, begins: date) -> date:
    return max(begins, access.day)


def _owed(duty: Duty, group: ChildGroup, day: date, days: Calendar) -> Owed | None:
    """Done or not. One query where it is done, else two; none where the group cannot owe it."""
    mine = duty.of_its_years([group], day)
    done = duty.done(mine, day) if mine else {}
    owing = mine if done else duty.owed(mine, day, days) if mine else []
    of_day: Any = {"institution": group.institution, "day": day, "calendar": days, "done": done}
    return next(iter(registry.owed_of(duty, owing, **of_day)), None) if owing else None


def _waiting(duty: Duty, groups: list[ChildGroup], day: date, days: Calendar) -> list[Owed]:
    """Not done."""
    owing = duty.silent(duty.of_its_years(groups, day), day, days)
    if not owing:
        return []
    house = owing[0].institution
    return registry.owed_of(duty, owing, institution=house, day=day, calendar=days, done={})


def newest_of(
    group: ChildGroup, duty: Duty, access: Access, action: Action, *, at: datetime, days: Calendar
) -> Owed | None:  # fmt: skip
    """What a group owes of a duty now: the first of the newest periods that waits, else the last done.

    Of those in which the person may do ``action`` there: of a coming one, who will when it begins.
    """
    house = group.institution
    near = days_near(duty, house, local_day(at, house.time_zone), days)
    seen = [day for day in near if as_of(access, day).can(action, group)]
    newest = None
    for owed in filter(None, (_owed(duty, group, day, days) for day in seen)):
        if owed.done_at is None:
            return owed
        newest = owed
    return newest


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
