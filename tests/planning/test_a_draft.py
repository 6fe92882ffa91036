"""A draft: opened once, written part by part, submitted when nothing is missing."""

from datetime import date, timedelta

import pytest

from curriculum.lists import Area
from outbox.sections import Stale
from planning import operations
from planning.operations.submitting import Incomplete
from planning.parts import SECTIONS
from planning.reach import Submitted
from tests.planning.full import a_full_plan
from tests.world import at

DECEMBER = date(2026, 12, 1)
ONE_MINUTE = timedelta(minutes=1)


@pytest.fixture
def plan(house):
    by = house.access(house.people.teacher, "teacher")
    return operations.open_plan(group=house.groups["Bitītes"], month=DECEMBER, by=by, at=at(8))


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


def test_a_plan_begins_with_every_section(plan):
    assert set(plan.sections.values_list("code", flat=True)) == set(SECTIONS)


def test_a_plan_is_opened_once(house, plan, teacher):
    again = operations.open_plan(
        group=house.groups["Bitītes"], month=DECEMBER, by=teacher, at=at(9)
    )
    assert again == plan


def test_a_stale_save_writes_nothing_and_has_both_texts(plan, teacher):
    say = {"plan": plan, "code": "topic", "by": teacher, "at": at(8)}
    operations.save_section(text="Ziema", version=0, **say)
    with pytest.raises(Stale) as refused:
        operations.save_section(text="Gaisma", version=0, **say)
    assert refused.value.joined == "Ziema\n\nGaisma"
    assert plan.sections.get(code="topic").text == "Ziema"


def test_what_is_missing_is_named_until_nothing_is(plan, teacher):
    with pytest.raises(Incomplete) as refused:
        operations.submit(plan=plan, by=teacher, at=at(8))
    anchors = [one.anchor for one in refused.value.missing]
    assert anchors[:4] == ["topic", "message", "content", "values"]
    assert len(anchors) == 4 + len(Area)


def test_a_submitted_plan_is_saved_as_typed_no_more(plan, teacher):
    plan.submitted_at, plan.submitted_by = at(9), teacher.user
    plan.save()
    with pytest.raises(Submitted):
        operations.save_section(plan=plan, code="topic", text="x", version=0, by=teacher, at=at(10))


def test_a_form_kept_at_a_closed_door_may_be_older_than_its_plan(house, teacher):
    full = a_full_plan(house, house.groups["Bitītes"], DECEMBER, submitted_at=None)
    operations.submit(plan=full, by=teacher, at=full.opened_at - ONE_MINUTE)
    full.refresh_from_db()
    assert full.submitted_at == full.opened_at
