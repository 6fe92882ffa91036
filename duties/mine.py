"""What the acting person owes now, of every duty that is theirs: late, or due by tomorrow's end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from duties import calendar, registry
from duties.calendar import Calendar
from duties.clock import ONE_DAY, local_day, next_midnight
from duties.periods import WholeDayDuty
from duties.registry import Duty, Owed
from duties.words import badge, badge_of_day
from people.access import OF_THE_HOUSE, Access
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
    """In order of the due moments. A few queries for each duty this person does, however many groups.

    What the house itself owes has a card of its own; ``besides`` are codes of others that have one.
    """
    house = access.institution
    of_groups = [duty for duty in registry.all_duties() if duty.action not in OF_THE_HOUSE]
    mine = [d for d in of_groups if d.code not in besides and access.holds(d.action)]
    if house is None or not mine:
        return []
    today = local_day(at, house.time_zone)
    days = days or calendar.around(house, today, calendar.REACH)
    found = [
        Mine(duty, owed)
        for duty in mine
        for day in _days_near(duty, house, today, days)
        if (owed := _owed(duty, access, house, day, days))
    ]
    return sorted(found, key=lambda one: one.owed[0].due_at)


def _days_near(duty: Duty, house: Institution, today: date, days: Calendar) -> list[date]:
    horizon = next_midnight(today + ONE_DAY, house.time_zone)
    near = [d for d in duty.days(today, days) if duty.due_at(house, d, days) <= horizon]
    return sorted(near)[-NEWEST:]


def _owed(
    duty: Duty, access: Access, house: Institution, day: date, days: Calendar
) -> list[Owed]:  # fmt: skip
    groups = _groups(access, duty, day)
    owing = duty.owed(groups, day, days) if groups else []
    done = duty.done(owing, day) if owing else {}
    due_at, late_from = duty.due_at(house, day, days), duty.late_from(house, day, days)
    return [Owed(duty, g, day, due_at, late_from, None, house) for g in owing if g.pk not in done]


def _groups(access: Access, duty: Duty, day: date) -> list[ChildGroup]:
    seen = access.groups(duty.action).filter(school_year__in=duty.years(day))
    return list(seen.order_by("sort_key", "pk"))


def in_words(mine: Mine, at: datetime) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    first, count = mine.owed[0], len(mine.owed)
    groups = ngettext("%(n)d group", "%(n)d groups", count) % {"n": count}
    several = f"{mine.duty.about(None, first.day)} · {groups}"
    by_the_day = isinstance(mine.duty, WholeDayDuty)
    return {
        "title": str(mine.duty.label), "subtitle": first.about if count == 1 else several,
        "url": first.url, "icon": "list-check",
        "due": badge_of_day(first, at) if by_the_day else badge(first, at),
    }  # fmt: skip
