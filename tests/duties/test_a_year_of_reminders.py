"""Beats of a school year, two at a time: every reminder exactly once, none on a day off.

Everyday the days on which something turns; the whole year among the long tests.
"""

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from attendance.duties import AttendanceByNine
from attendance.models import Register
from duties import registry
from duties.operations import except_day, move_day
from duties.reminders import remind
from duties.settings import FOLLOWS_MOVED_DAYS
from outbox import registry as outbox_registry
from outbox.models import Notification
from people.models import Assignment
from tests.duties import periods
from tests.duties.expectation import (
    BEATS,
    FIRST,
    LAST,
    Year,
    days,
    expected,
    leads,
    local,
    subject_days,
)
from tests.suite.database import analyze
from tests.suite.frozen import laid_down
from tests.world import RIGA, House, institution

MOVED, INSTEAD = date(2027, 5, 3), date(2027, 5, 8)  # between a Sunday and a holiday
TURNS = {  # the first and the last day on which the beat beats
    "the school year begins": (FIRST, date(2026, 9, 3)),
    "what is of the year is due": (date(2026, 9, 29), date(2026, 10, 1)),
    "the clock goes back": (date(2026, 10, 23), date(2026, 10, 26)),
    "one group is closed before a month ends": (date(2026, 10, 29), date(2026, 11, 2)),
    "a holiday in the midst of a week": (date(2026, 11, 17), date(2026, 11, 19)),
    "Christmas": (date(2026, 12, 23), date(2026, 12, 28)),
    "the year turns": (date(2026, 12, 30), date(2027, 1, 4)),
    "the house is closed on a Friday": (date(2027, 2, 11), date(2027, 2, 15)),
    "Easter, and the clock goes forth": (date(2027, 3, 25), date(2027, 3, 30)),
    "a day between holidays is moved": (date(2027, 4, 30), date(2027, 5, 5)),
    "a Saturday is worked instead": (date(2027, 5, 7), date(2027, 5, 10)),
    "midsummer": (date(2027, 6, 22), date(2027, 6, 25)),
    "June ends": (date(2027, 6, 30), date(2027, 7, 1)),
    "three weeks of one group end": (date(2027, 7, 23), date(2027, 7, 26)),
    "the school year ends": (date(2027, 8, 30), LAST),
}


@pytest.fixture
def year(db) -> Year:
    return laid_down("a year", 83, _year)


def _year() -> Year:
    house = institution("Jancis", "40000000001")
    bees, owls = house.group("Bitītes"), house.group("Pūcītes", "pucites")
    for group, first in ((bees, "Anna"), (owls, "Kārlis")):
        house.child(group, first, "Bērziņa", since=FIRST)
    people = house.people
    people.teacher, people.assistant, people.other_teacher = (
        house.adult("teacher", first, "Kalēja") for first in ("Ilze", "Zane", "Māra")
    )
    house.assign(people.teacher, bees, since=FIRST)
    house.assign(people.assistant, bees, kind=Assignment.Kind.ASSISTANT, since=FIRST)
    house.assign(people.other_teacher, owls, since=FIRST)
    closed = {0: {date(2027, 2, 12), date(2027, 7, 30)}, bees.pk: set(), owls.pk: set()}
    closed[owls.pk] = set(days(date(2027, 7, 5), date(2027, 7, 23))) | {date(2026, 10, 30)}
    for pk, off in closed.items():
        group = next((g for g in (bees, owls) if g.pk == pk), None)
        for day in off:
            except_day(
                institution=house.institution, day=day, kind="closed", group=group, by=house.by
            )  # fmt: skip
    house.institution.settings = {FOLLOWS_MOVED_DAYS.code: True}
    house.institution.save()
    move_day(institution=house.institution, off=MOVED, worked=INSTEAD, by=house.by)
    closed[0].add(MOVED)
    return Year(house, closed, {INSTEAD}, {})


def what_the_groups_do(year: Year, duties, seed: int | str) -> dict[tuple, datetime]:
    """Some in good time, some after the first lead, some late, some never."""
    chance = random.Random(seed)
    book = {}
    for duty in duties:
        for day in subject_days(year, duty):
            told = leads(year, duty, day)
            for group in year.house.groups.values():
                moment = chance.choice([
                    told[0].begins - timedelta(hours=1), told[0].begins + timedelta(minutes=4),
                    told[-2].begins + timedelta(minutes=5), told[-1].begins + timedelta(hours=4),
                    None, None,
                ])  # fmt: skip
                if moment:
                    book[duty.code, group.pk, day] = moment
    return book


def beats(year: Year, duties) -> None:
    """The year goes by; before each pair of beats the groups do what the book says."""
    registers = sorted(
        (m, group, day) for (code, group, day), m in year.book.items() if code == "attendance"
    )
    for day in days(year.first, year.last):
        if day.day == 1:
            analyze()
        for beat in BEATS:
            now = local(day, beat)
            for duty in duties:
                duty.now = now
            while registers and registers[0][0] <= now:
                _confirm(year.house, *registers.pop(0))
            if remind(year.house.institution, now):  # else nothing changed that the twin could see
                assert remind(year.house.institution, now) == 0


def _confirm(house: House, when: datetime, group: int, day: date) -> None:
    Register.objects.create(
        institution=house.institution, group_id=group, day=day, saved_at=when,
        saved_by=house.head, first_confirmed_at=when, first_confirmed_by=house.head,
    )  # fmt: skip


@pytest.mark.parametrize("turn", TURNS)
def test_every_reminder_exactly_once_when(turn, year, monkeypatch):
    year.first, year.last = TURNS[turn]
    assert len(told_exactly_once(year, monkeypatch, seed=turn)) > 10


@pytest.mark.deep(name="reminders")
def test_every_reminder_of_a_year_exactly_once_and_none_on_a_day_off(year, monkeypatch):
    assert len(told_exactly_once(year, monkeypatch, seed=2026)) > 3000


def told_exactly_once(year: Year, monkeypatch, seed: int | str) -> Counter:
    """What is told as the groups do by chance what they do; it is what the calendar says."""
    monkeypatch.setattr(registry, "_registry", {})
    monkeypatch.setattr(outbox_registry, "_registry", {})
    duties = [AttendanceByNine(), *(duty(year.book) for duty in periods.ALL)]
    for duty in duties:
        registry.register(duty)
    year.book.update(what_the_groups_do(year, duties, seed))
    beats(year, duties)
    rows = Notification.objects.values_list(
        "kind", "occasion", "person", "group", "day", "created_at"
    )
    happened, wanted = Counter(rows), expected(year, duties)
    assert sorted(wanted - happened, key=str) == []
    assert sorted(happened - wanted, key=str) == []
    assert all(year.works(row[5].astimezone(RIGA).date()) for row in happened)
    return happened
