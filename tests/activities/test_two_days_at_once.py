"""Of two days that tick one outcome in the same moment the plan keeps the newer (R2)."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from activities import operations
from activities.operations.whole import Whole
from activities.picks import Pick, PickKind
from tests.activities import makers
from tests.activities.changing import done_on, outcomes
from tests.planning.full import a_full_plan
from tests.world import MONDAY, a_house, at

FRIDAY = MONDAY.replace(day=13)


@pytest.fixture
def house(transactional_db):
    return a_house()


@pytest.fixture
def plan(house):
    bees = house.groups["Bitītes"]
    return a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))


@pytest.fixture
def days(house, plan):
    """Monday's and Friday's of the group, and its teacher."""
    bees, teacher = plan.group, house.access(house.people.teacher, "teacher")
    return makers.opened(bees, teacher), makers.opened(bees, teacher, FRIDAY), teacher


def elsewhere(pool: ThreadPoolExecutor, act, *what, **more) -> Future:
    """In a connection of its own; begun, and waiting if it must."""

    def done():
        try:
            return act(*what, **more)
        finally:
            connection.close()

    asked = pool.submit(done)
    with suppress(TimeoutError):
        asked.result(timeout=0.5)
    return asked


def test_the_plan_keeps_the_newer_day(plan, days):
    monday, friday, teacher = days
    choice = outcomes(plan)[0]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            makers.tick(monday, f"choice:{choice.pk}", teacher)
            asked = elsewhere(pool, makers.tick, friday, f"choice:{choice.pk}", teacher)
            assert not asked.done()
        asked.result()
    assert done_on(choice) == MONDAY


def test_whole_forms_in_opposite_order_wait_for_each_other(plan, days):
    """Neither ends the other: both are saved."""
    monday, friday, teacher = days
    picks = [Pick(PickKind.CHOICE, one.pk) for one in outcomes(plan)]
    who = {"by": teacher, "at": at(13, 30)}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            operations.pick(log=monday, pick=picks[0], is_on=True, **who)
            backwards = Whole(ticked=picks[::-1])
            asked = elsewhere(pool, operations.write, log=friday, whole=backwards, **who)
            operations.pick(log=monday, pick=picks[1], is_on=True, **who)
        asked.result()
    assert [done_on(one) for one in outcomes(plan)] == [MONDAY, MONDAY]
