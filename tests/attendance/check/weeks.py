"""A week of a group as the check meets it: 9–13 November 2026, checked on Monday the 16th."""

from datetime import date, timedelta

from attendance.models import Mark
from attendance.register.operations import Answer, confirm
from people.access import Access
from tests.suite.frozen import laid_upon
from tests.world import House, at

WEEK = date(2026, 11, 9)
DAYS = [WEEK + timedelta(days=n) for n in range(5)]
MON, TUE, WED, THU, FRI = DAYS


def nurse(house: House) -> Access:
    return house.access(house.people.nurse, "nurse")


def taken(
    house: House, day: date, away: dict[int, str | None] | None = None, group: str = "Bitītes"
) -> None:
    """The group's day as its teacher confirmed it. ``away``: place in the group → reason."""
    away = away or {}
    rows = enumerate(house.children[group])
    answers = [Answer(child.pk, place in away, away.get(place)) for place, child in rows]
    who = house.people.teacher if group == "Bitītes" else house.people.other_teacher
    by = house.access(who, "teacher", day)
    confirm(group=house.groups[group], day=day, answers=answers, by=by, at=at(8, 40, day=day))


def a_week(
    house: House, away: dict[date, dict[int, str | None]] | None = None, group: str = "Bitītes"
) -> None:
    """All five days."""
    away = away or {}

    def taken_each() -> None:
        for day in DAYS:
            taken(house, day, away.get(day), group)

    laid_upon(f"a week of {group}: {away}", taken_each)


def mark(house: House, day: date, place: int = 0, group: str = "Bitītes") -> Mark:
    return Mark.objects.get(child=house.children[group][place], day=day)
