"""The plan hears on which day each outcome and item was done (R2: nothing is typed twice)."""

import pytest

from activities import operations
from activities.models import DayLog
from tests.activities import makers
from tests.activities.changing import change, done_on, outcomes
from tests.activities.makers import said
from tests.world import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def friday(bees, teacher) -> DayLog:
    return makers.opened(bees, teacher, MONDAY.replace(day=13))


@pytest.fixture
def monday(bees, teacher) -> DayLog:
    return makers.opened(bees, teacher)


@pytest.mark.parametrize("kind", ["choice", "item"])
def test_what_was_planned_is_done_on_the_newest_day_that_says_so(
    teacher, plan, friday, monday, kind
):
    one = outcomes(plan)[0] if kind == "choice" else plan.items.get(kind="walk")
    token = f"{kind}:{one.pk}"
    makers.tick(monday, token, teacher)
    makers.tick(friday, token, teacher)
    assert done_on(one) == MONDAY
    makers.tick(monday, token, teacher, on=False)
    assert done_on(one) == friday.day
    operations.take_away_entry(entry=makers.entry_of(friday), by=teacher, at=at(20))
    assert done_on(one) is None


def test_what_an_entry_touches_is_done_too(teacher, plan, friday, monday):
    first, second = outcomes(plan)
    operations.add_entry(log=friday, said=said(outcomes=[first.pk]), by=teacher, at=at(20))
    entry = operations.add_entry(
        log=monday, said=said(outcomes=[first.pk, second.pk]), by=teacher, at=at(20)
    )
    assert (done_on(first), done_on(second)) == (MONDAY, MONDAY)
    entry.log = monday
    change(entry, teacher, outcomes=[second.pk])
    assert (done_on(first), done_on(second)) == (friday.day, MONDAY)
    change(entry, teacher, outcomes=[first.pk, second.pk])
    assert done_on(first) == MONDAY
    operations.take_away_entry(entry=entry, by=teacher, at=at(21))
    assert (done_on(first), done_on(second)) == (friday.day, None)


def test_an_outcome_that_left_the_plan_can_still_be_let_go(teacher, plan, monday):
    choice = outcomes(plan)[0]
    entry = operations.add_entry(log=monday, said=said(outcomes=[choice.pk]), by=teacher, at=at(20))
    plan.choices.filter(pk=choice.pk).update(voided_at=at(21), voided_by=teacher.user)
    entry.log = monday
    change(entry, teacher)
    assert not entry.outcomes.standing().exists()
    assert done_on(choice) is None
