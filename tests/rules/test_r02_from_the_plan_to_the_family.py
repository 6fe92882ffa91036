"""R2: one common way. What is planned is typed once: the day's log offers it, the family reads it, the plan
knows on which day it was done, the grid has it as a column, the family reads what the child has learned."""

import pytest
from django.conf import settings
from django.urls import reverse

from activities import operations
from curriculum.models import Entry
from outbox import grace
from planning import operations as plans
from planning.models import PlanChoice
from planning.parts import Choose
from tests.activities import makers
from tests.assessment import makers as assessed
from tests.assessment.staff import publishes_one
from tests.planning import makers as planned
from tests.world import MONDAY, at

OUTCOME = "saista ciparu ar skaitu"
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
pytestmark = pytest.mark.django_db


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def outcome(bees, teacher) -> PlanChoice:
    """Chosen in the plan, with a skill of its area, and submitted."""
    plan = planned.full(bees, teacher, MONDAY.replace(day=1), at(8))
    who = {"plan": plan, "area": "MAT", "by": teacher, "at": at(8)}
    chosen = plans.choose(kind=Choose.OUTCOME, text=OUTCOME, **who)
    plans.choose(kind=Choose.SKILL, skill="KD", **who)
    plans.submit(plan=plan, by=teacher, at=at(8))
    return chosen


@pytest.fixture
def planned_entry(bees, teacher) -> Entry:
    """An outcome of the catalogue, in the submitted plan."""
    entry = assessed.outcomes()[0]
    plan = planned.full(bees, teacher, MONDAY.replace(day=1), at(8))
    who = {"plan": plan, "by": teacher, "at": at(8)}
    plans.choose(kind=Choose.OUTCOME, area=entry.area, entry=entry.pk, **who)
    plans.submit(**who)
    return entry


def seen(client, person, address: str) -> str:
    client.force_login(person, backend=BACKEND)
    return client.get(address).content.decode()


def test_an_outcome_goes_from_the_plan_by_one_tap_to_the_family(
    client, house, bees, teacher, outcome, time_machine
):
    time_machine.move_to(at(18), tick=False)
    day, feed = reverse("activities:day", args=[bees.pk, MONDAY]), reverse("activities:feed")
    assert OUTCOME in seen(client, teacher.user, day)
    log = makers.opened(bees, teacher, when=at(18))
    entry = makers.tick(log, f"choice:{outcome.pk}", teacher, when=at(18))
    assert (entry.title, entry.skills, entry.text) == (OUTCOME, ["KD"], "")
    operations.confirm(log=log, by=teacher, at=at(18))
    assert OUTCOME not in seen(client, house.people.mother, feed)
    grace.release_due(at(18, 1))
    time_machine.move_to(at(18, 1), tick=False)
    told = seen(client, house.people.mother, feed)
    assert OUTCOME in told
    assert "kritiskā domāšana" in told
    outcome.refresh_from_db()
    assert outcome.done_on == MONDAY


def test_what_was_done_is_assessed_in_the_grid_and_read_by_the_family(
    client, house, bees, teacher, planned_entry, time_machine
):
    """From the plan by a tick to the day, by a tap to the grid, with the day as what shows it, to the
    parents: nothing is typed but how it went."""
    anna, entry = house.children["Bitītes"][0], planned_entry
    words = entry.text[1:]  # a sentence of its own begins with a capital letter
    time_machine.move_to(at(18), tick=False)
    log = makers.opened(bees, teacher, when=at(18))
    (chosen,) = PlanChoice.objects.filter(entry=entry)
    done = makers.tick(log, f"choice:{chosen.pk}", teacher, when=at(18))

    assert words in seen(client, teacher.user, reverse("assessment:grid", args=[bees.pk]))
    stroke = reverse("assessment:strokes", args=[bees.pk, MONDAY])
    client.post(stroke, {"cell": [f"{anna.pk}:{entry.pk}:A:0"]})
    cell = reverse("assessment:cell", args=[bees.pk, MONDAY, anna.pk, entry.pk])
    assert words in seen(client, teacher.user, cell)
    client.post(cell, {"comment": "Skaita līdz desmit", "evidence": done.pk, "version": 1})

    growth = reverse("assessment:growth")
    assert words not in seen(client, house.people.mother, growth)
    client.force_login(teacher.user, backend=BACKEND)
    publishes_one(client, anna)
    assert words not in seen(client, house.people.mother, growth)
    grace.release_due(at(18, 1))
    time_machine.move_to(at(18, 1), tick=False)
    told = seen(client, house.people.mother, growth)
    assert words in told
    assert "Skaita līdz desmit" in told
    (row,) = anna.assessments.all()
    assert (row.level, row.evidence) == ("A", done)
