"""November 2026 in the small world: every working day confirmed, a few absences, weeks signed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from attendance.months.facts import facts_of
from attendance.months.operations import close_month
from attendance.months.table import Table, table_of
from attendance.register.operations import Answer, confirm
from duties.calendar.days import Month
from duties.models import Closure
from duties.operations import close
from tests.suite.frozen import laid_upon
from tests.world import House, at

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 30)
OFF = {date(2026, 11, 18)}
WORKING = [
    day
    for day in (NOVEMBER + timedelta(days=n) for n in range(30))
    if day.weekday() < 5 and day not in OFF
]
MONDAYS = [date(2026, 11, n) for n in (2, 9, 16, 23)]  # of the weeks that end in it
TEACHERS = {"Bitītes": "teacher", "Pūcītes": "other_teacher"}
Away = Mapping[int, str | None]  # place in the group → reason


def first_of_december(hour: int = 10, minute: int = 0) -> datetime:
    return at(hour, minute, day=DECEMBER)


def taken(house: House, group: str, day: date, away: Away = {}, when=None) -> None:  # noqa: B006
    """The group's teacher confirms a day, or corrects it."""
    answers = [
        Answer(child.pk, place in away, away.get(place))
        for place, child in enumerate(house.children[group])
    ]
    by = house.access(getattr(house.people, TEACHERS[group]), "teacher", day)
    confirm(
        group=house.groups[group], day=day, answers=answers, by=by, at=when or at(8, 50, day=day)
    )


def all_taken(house: House, days: Iterable[date] = WORKING) -> None:
    """Emīls is ill on Mondays, Ģirts away on the 9th nobody knows why, Anna on the 10th for family."""
    days = [*days]
    laid_upon(f"taken on {', '.join(map(str, days))}", lambda: _all_taken(house, days))


def _all_taken(house: House, days: Iterable[date]) -> None:
    for day in days:
        ill: dict[int, str | None] = {1: "illness"} if day.weekday() == 0 else {}
        known: dict[int, dict[int, str | None]] = {9: {2: None}, 10: {0: "family"}}
        taken(house, "Bitītes", day, ill | known.get(day.day, {}))
        taken(house, "Pūcītes", day)


def signed(house: House, mondays: Iterable[date] = MONDAYS, groups=TEACHERS) -> None:
    nurse = house.access(house.people.nurse, "nurse")
    for monday in mondays:
        for group in groups:
            close(
                institution=house.institution, group=house.groups[group], by=nurse,
                kind=Closure.Kind.WEEK, since=monday, until=monday + timedelta(days=7),
                at=at(15, day=monday + timedelta(days=7)),
            )  # fmt: skip


def ready(house: House) -> None:
    all_taken(house)
    laid_upon("signed", lambda: signed(house))


def closed(house: House, when: datetime | None = None) -> Closure:
    when = when or first_of_december()
    by = house.access(house.head, "admin", when.date())
    return close_month(institution=house.institution, month=NOVEMBER, by=by, at=when)


def table(
    house: House, group: str = "Bitītes", when: datetime | None = None, month=NOVEMBER
) -> Table:
    found = house.groups[group]
    facts = facts_of(
        [found], institution=house.institution, month=Month(month),
        at=when or first_of_december(),
    )  # fmt: skip
    return table_of(facts, found)


def signs(shown: Table, place: int) -> dict[int, str]:
    """Day of the month → sign, without the days off."""
    row = shown.rows[place]
    pairs = zip(shown.columns, row.cells, strict=True)
    return {column.day.day: cell.sign for column, cell in pairs if not cell.look}


def row_of(shown: Table, name: str) -> int:
    return [row.child.first_name for row in shown.rows].index(name)


def closed_by_hand(house: House) -> None:
    """Closed and reopened whatever is missing, and a day corrected since."""
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.MONTH, since=NOVEMBER, until=DECEMBER,
        closed_at=first_of_december(9), closed_by=house.head, reopened_at=first_of_december(10),
        reopened_by=house.head, reason="Kļūda 30. datumā",
    )  # fmt: skip
    taken(house, "Bitītes", LAST, {0: None}, when=first_of_december(11))
