"""Saves of one person within half an hour are one step, where an entry says that its saves join (R24)."""

from datetime import datetime, timedelta

import pytest

from attendance.models import Clarification, ClarificationStep
from audit.history import Step, life_of, read, steps
from tests.audit.sections import an_entry, say, written_by
from tests.world import at


@pytest.fixture(autouse=True)
def _sections(monkeypatch):
    monkeypatch.setattr(Clarification, "trail_parts", {"steps": []}, raising=False)
    monkeypatch.setattr(Clarification, "trail_joins", timedelta(minutes=30), raising=False)
    name = property(lambda step: f"{step.get_kind_display()} {step.pk}")
    monkeypatch.setattr(ClarificationStep, "trail_name", name, raising=False)


@pytest.fixture
def entry(house) -> Clarification:
    with written_by(house, house.head, "admin"):
        return an_entry(house, "A", "B")


class Evening:
    """Saves with the minutes at which they are made: within a test the database has one moment."""

    def __init__(self, house, entry):
        self.house, self.entry = house, entry
        self.minutes: list[datetime] = []

    def saves(self, person, nth: int, text: str, minute: int, role: str = "teacher") -> None:
        with written_by(self.house, person, role):
            say(self.entry, nth, text)
        self.minutes.append(at(19) + timedelta(minutes=minute))

    def told(self) -> list[Step]:
        trail = read(self.entry)
        events = [event for story in trail.stories for event in story.events]
        saves = sorted(
            (one for one in events if one.pgh_label == "update"), key=lambda one: one.written
        )
        for event, minute in zip(saves, self.minutes, strict=True):
            event.pgh_created_at = minute
        return [step for step in steps(trail, self.house.institution) if step.at in self.minutes]


@pytest.fixture
def evening(house, entry) -> Evening:
    return Evening(house, entry)


def changes(step: Step) -> list[tuple[str, str]]:
    return [(change.old, change.new) for telling in step.tellings for change in telling.changes]


def test_saves_of_one_person_within_half_an_hour_are_one_step(house, evening):
    for minute, text in enumerate(("Ru", "Ruden", "Rudens")):
        evening.saves(house.people.teacher, 0, text, minute * 15)
    (step,) = evening.told()
    assert (step.began, step.at, step.by) == (at(19), at(19, 30), house.people.teacher)
    assert changes(step) == [("A", "Rudens")]
    assert step.is_a_while


def test_after_half_an_hour_a_new_step_begins(house, evening):
    evening.saves(house.people.teacher, 0, "B", 0)
    evening.saves(house.people.teacher, 0, "C", 31)
    assert [changes(step) for step in evening.told()] == [[("B", "C")], [("A", "B")]]


def test_parts_of_one_step_are_told_each(house, evening):
    evening.saves(house.people.teacher, 0, "A1", 0)
    evening.saves(house.people.teacher, 1, "B1", 1)
    evening.saves(house.people.teacher, 0, "A2", 2)
    (step,) = evening.told()
    assert len({telling.subject for telling in step.tellings}) == 2
    assert sorted(changes(step)) == [("A", "A2"), ("B", "B1")]


def test_two_people_at_once_have_a_step_each(house, evening):
    people = house.people
    evening.saves(people.teacher, 0, "A1", 0)
    evening.saves(people.specialist, 1, "B1", 1, "specialist")
    evening.saves(people.teacher, 0, "A2", 2)
    newest, older = evening.told()
    assert (newest.by, changes(newest)) == (people.teacher, [("A", "A2")])
    assert (older.by, changes(older)) == (people.specialist, [("B", "B1")])


def test_nobody_is_said_to_have_written_what_a_colleague_wrote_between(house, evening):
    people = house.people
    evening.saves(people.teacher, 0, "A1", 0)
    evening.saves(people.specialist, 0, "A2", 1, "specialist")
    evening.saves(people.teacher, 0, "A3", 2)
    newest, older = evening.told()
    assert changes(newest) == [("A", "A1"), ("A2", "A3")]
    assert changes(older) == [("A1", "A2")]


def test_another_role_is_another_step(house, evening):
    evening.saves(house.people.teacher, 0, "A1", 0)
    evening.saves(house.people.teacher, 0, "A2", 1, "admin")
    assert len(evening.told()) == 2


def test_what_comes_back_to_the_old_value_is_no_step(house, evening):
    evening.saves(house.people.teacher, 0, "B", 0)
    evening.saves(house.people.teacher, 0, "A", 5)
    assert evening.told() == []


def test_where_saves_do_not_join_each_old_value_is_kept(house, evening, monkeypatch):
    """The register's way (R22, R23), and of every entry that says nothing."""
    monkeypatch.delattr(Clarification, "trail_joins")
    evening.saves(house.people.teacher, 0, "B", 0)
    evening.saves(house.people.teacher, 0, "A", 5)
    assert [changes(step) for step in evening.told()] == [[("B", "A")], [("A", "B")]]


@pytest.mark.parametrize("saves", [1, 20])
def test_a_life_costs_the_same_however_many_saves_and_parts(
    house, evening, saves, django_assert_num_queries
):
    for number in range(saves):
        evening.saves(house.people.teacher, number % 2, str(number), 0)
    with django_assert_num_queries(3):  # the entry, its parts, the people
        life_of(evening.entry, house.institution)
