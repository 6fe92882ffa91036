"""What reminders a school year must bring, said from the calendar alone.

Nothing here asks the code that sends them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.world import RIGA, House

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NEAR = timedelta(days=60)
HOLIDAYS = {  # of the school year, by law; 2027's moved days are not known
    date(2026, 11, 18), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31),
    date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 4), date(2027, 6, 23),
    date(2027, 6, 24),
}  # fmt: skip
BEATS = (
    time(0, 0, 30), time(3, 0), time(3, 59, 59), time(4), time(7, 59, 59), time(8), time(8, 15),
    time(8, 45), time(9, 0, 1), time(9, 15, 1), time(12), time(18, 30), time(19, 0, 1),
    time(19, 15, 1), time(23, 59, 30),
)  # fmt: skip


def local(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=RIGA)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


@dataclass
class Year:
    """What every group does of every duty, the days on which each works, and from when until when
    the beat beats."""

    house: House
    closed: dict[int, set[date]]
    worked: set[date]  # instead of another day, or by the house alone
    book: dict[tuple, datetime]
    first: date = FIRST
    last: date = LAST

    def works(self, day: date, group=None) -> bool:
        off = day.weekday() > 4 or day in HOLIDAYS or day in self.closed[0]
        open_ = day in self.worked or not off
        return open_ and not (group and day in self.closed[group.pk])

    def before(self, day: date, count: int) -> date:
        while count:
            day -= DAY
            count -= self.works(day)
        return day

    def after(self, day: date, group=None) -> date:
        day += DAY
        while not self.works(day, group):
            day += DAY
        return day


@dataclass(frozen=True)
class Told:
    """One lead of one duty: from when until when it is worth telling, and to whom."""

    kind: str
    occasion: str
    begins: datetime
    ends: datetime
    to_administration: bool = False


def morning(day: date) -> datetime:
    return local(day, time(8))


def leads(year: Year, duty, day: date) -> list[Told]:
    """As the rules say it, from the calendar alone."""
    due, late = _due(year, duty, day)
    due_day = (late - timedelta(microseconds=1)).astimezone(RIGA).date()
    begins = {
        "evening": [("soon", due - timedelta(minutes=30))],
        "attendance": [("soon", due - timedelta(minutes=15))],
        "weekly": [("1_days", morning(year.before(due_day, 1)))],
        "monthly": [(f"{n}_days", morning(year.before(due_day, n))) for n in (3, 1)],
        "yearly": [(f"{n}_days", morning(year.before(due_day, n))) for n in (3, 1)],
    }[duty.code]
    ends = [moment for _name, moment in begins[1:]] + [due]
    early = [
        Told(f"reminder.{duty.code}", name, moment, end)
        for (name, moment), end in zip(begins, ends, strict=True)
    ]
    known = _sociable(year, late)
    escalated = _sociable(year, known + timedelta(minutes=15))
    return [
        *early,
        Told(f"overdue.{duty.code}", "late", known, _stale(year, known)),
        Told(f"overdue.{duty.code}", "escalated", escalated, _stale(year, escalated), True),
    ]


def _due(year: Year, duty, day: date) -> tuple[datetime, datetime]:
    if duty.code in ("evening", "attendance"):
        due = local(day, time(19) if duty.code == "evening" else time(9))
        return due, due + SECOND
    last = {
        "weekly": lambda: year.after(day + DAY * 6),
        "monthly": lambda: year.before(day, 1),
        "yearly": lambda: date(day.year, 9, 30),
    }[duty.code]()
    midnight = local(last + DAY, time(0))
    return midnight, midnight


def _sociable(year: Year, moment: datetime) -> datetime:
    day = moment.astimezone(RIGA).date()
    return max(moment, morning(day)) if year.works(day) else morning(year.after(day))


def _stale(year: Year, moment: datetime) -> datetime:
    return local(year.after(moment.astimezone(RIGA).date()) + DAY, time(0))


def first_beat(year: Year, told: Told, group) -> datetime | None:
    """The first beat that may say it."""
    begins = told.begins.astimezone(RIGA).date()
    for day in days(max(year.first, begins), min(year.last, told.ends.date() + DAY)):
        for beat in BEATS:
            moment = local(day, beat)
            caught_up = day == begins or beat >= time(8)
            if (
                told.begins <= moment < told.ends and year.works(day) and year.works(day, group)
                and beat.hour != 3 and caught_up
            ):  # fmt: skip
                return moment
    return None


def expected(year: Year, duties) -> Counter:
    found: Counter = Counter()
    owers, head = _people(year.house), year.house.head.pk
    for duty in duties:
        for day in subject_days(year, duty):
            for told in leads(year, duty, day):
                late = _first_heard(year, duty, day, told)
                if told.to_administration and late:
                    found[told.kind, told.occasion, head, None, day, _utc(min(late.values()))] += 1
                for group, when in late.items() if not told.to_administration else ():
                    for person in owers[group]:
                        found[told.kind, told.occasion, person, group, day, _utc(when)] += 1
    return found


def _first_heard(year: Year, duty, day: date, told: Told) -> dict[int, datetime]:
    """When a group that has not done it is first heard of, by its id."""
    found = {}
    for group in year.house.groups.values():
        if duty.code in ("evening", "attendance") and not year.works(day, group):
            continue
        done, when = year.book.get((duty.code, group.pk, day)), first_beat(year, told, group)
        if when and (done is None or done > when):
            found[group.pk] = when
    return found


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _people(house: House) -> dict[int, list[int]]:
    bees, owls = house.groups.values()
    people = house.people
    return {bees.pk: [people.teacher.pk, people.assistant.pk], owls.pk: [people.other_teacher.pk]}


def subject_days(year: Year, duty) -> Iterator[date]:
    """Of which something may be told while the beat beats: nothing is told two months off."""
    monday = FIRST - DAY * FIRST.weekday()
    every = days(max(monday, year.first - NEAR), min(LAST, year.last + NEAR))
    chosen = {
        "evening": lambda day: day >= FIRST and year.works(day),
        "attendance": lambda day: day >= FIRST and year.works(day),
        "weekly": lambda day: day.weekday() == 0,
        "monthly": lambda day: day.day == 1,
        "yearly": lambda day: (day.month, day.day) == (9, 1),
    }[duty.code]
    return (day for day in every if chosen(day))
