"""R24: due on the last working day of the month before, to the end of that day; reminders and lateness
follow the calendar of the house."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest

from duties import calendar, leads, registry
from duties.operations import except_day, lay_down_moved_days
from duties.reminders import remind
from duties.settings import FOLLOWS_MOVED_DAYS
from outbox import registry as outbox_registry
from outbox.models import Notification
from tests.duties.periods import Monthly
from tests.world import BEGIN, RIGA, at

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Vector:
    """Of which month; until the end of which day; in the mornings of which days it is told."""

    month: date
    last: date
    three_before: date
    one_before: date
    late_on: date
    follows: bool = True

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}{'' if self.follows else ' unmoved'}"


VECTORS = [
    Vector(date(2025, 1, 1), date(2024, 12, 28), date(2024, 12, 19), date(2024, 12, 27),
           date(2025, 1, 2)),
    Vector(date(2025, 1, 1), date(2024, 12, 30), date(2024, 12, 20), date(2024, 12, 27),
           date(2025, 1, 2), follows=False),
    Vector(date(2026, 9, 1), date(2026, 8, 31), date(2026, 8, 26), date(2026, 8, 28),
           date(2026, 9, 1)),
    Vector(date(2027, 1, 1), date(2026, 12, 30), date(2026, 12, 23), date(2026, 12, 29),
           date(2027, 1, 4)),
    Vector(date(2027, 2, 1), date(2027, 1, 29), date(2027, 1, 26), date(2027, 1, 28),
           date(2027, 2, 1)),
    Vector(date(2027, 4, 1), date(2027, 3, 31), date(2027, 3, 24), date(2027, 3, 30),
           date(2027, 4, 1)),
]  # fmt: skip


@pytest.fixture
def plan(monkeypatch):
    """The only duty that apps have declared; nobody does it."""
    monkeypatch.setattr(registry, "_registry", {})
    monkeypatch.setattr(outbox_registry, "_registry", {})
    return registry.register(Monthly({}))


def deadline(house, plan, vector: Vector) -> leads.Deadline:
    house.institution.settings |= {FOLLOWS_MOVED_DAYS.code: vector.follows}
    house.institution.save()
    lay_down_moved_days(house.institution)
    days = calendar.around(house.institution, vector.month, calendar.REACH)
    return plan.deadline(house.institution, vector.month, days)


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_it_is_due_by_the_end_of_the_last_working_day_of_the_month_before(house, plan, vector):
    found = deadline(house, plan, vector)
    midnight = datetime.combine(vector.last + timedelta(days=1), time(0), RIGA)
    assert (found.day, found.due_at, found.late_from) == (vector.last, midnight, midnight)


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_it_is_told_three_working_days_and_one_before_and_once_it_is_late(house, plan, vector):
    found = deadline(house, plan, vector)
    assert [lead.moment(found) for lead in plan.leads] == [
        at(8, day=vector.three_before), at(8, day=vector.one_before),
        at(8, day=vector.late_on), at(8, 15, day=vector.late_on),
    ]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_it_stands_on_today_from_the_first_reminder_on(house, plan, vector):
    days = deadline(house, plan, vector).calendar
    assert plan.shown_from(house.institution, vector.month, days) == vector.three_before


def test_a_closed_day_of_the_house_moves_it(house, plan):
    last = date(2027, 1, 29)
    except_day(institution=house.institution, day=last, kind="closed", by=house.by)
    vector = Vector(date(2027, 2, 1), last, last, last, last)
    assert deadline(house, plan, vector).day == date(2027, 1, 28)


@pytest.mark.parametrize(
    ("day", "is_of"),
    [(BEGIN, True), (BEGIN + timedelta(days=1), False), (date(2026, 8, 31), False)],
)
def test_a_month_begins_on_its_first_day(plan, day, is_of):
    assert plan.is_of(day) is is_of


def beat(house, plan, when: datetime) -> set[tuple[str, str]]:
    """The occasions of September that are told at a moment, and to whom."""
    plan.now = when
    before = set(Notification.objects.values_list("pk", flat=True))
    remind(house.institution, when)
    names = {user.pk: name for name, user in vars(house.people).items()}
    rows = Notification.objects.exclude(pk__in=before).filter(day=BEGIN)
    bees = rows.filter(group=house.groups["Bitītes"]) | rows.filter(group=None)
    return {(row.occasion, names[row.person_id]) for row in bees}


def test_september_is_told_to_next_years_people_at_its_moments(house, plan):
    """From 26 August on; the last to administration, in the new school year."""
    owing = {"teacher", "assistant", "former_teacher"}  # those of 1 September
    early, last = date(2026, 8, 26), date(2026, 8, 28)
    assert beat(house, plan, at(8, day=early) - MOMENT) == set()
    assert beat(house, plan, at(8, day=early)) == {("3_days", who) for who in owing}
    assert beat(house, plan, at(8, day=last) - MOMENT) == set()
    assert beat(house, plan, at(8, day=last)) == {("1_days", who) for who in owing}
    assert beat(house, plan, at(23, 59, day=date(2026, 8, 31))) == set()
    assert beat(house, plan, at(8, day=BEGIN)) == {("late", who) for who in owing}
    assert beat(house, plan, at(8, 15, day=BEGIN)) == {("escalated", "head")}
    assert beat(house, plan, at(9, day=BEGIN)) == set()
