"""R24: the plan of September is due in August, by whoever is assigned from 1 September."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from duties.mine import owed_by_me
from people import operations as people
from people.access import Access, role_key
from planning import operations
from planning.duties import MonthPlanDue
from planning.models import MonthPlan
from tests.planning import makers
from tests.world import at

SEPTEMBER, LAST_DAY = date(2027, 9, 1), date(2027, 8, 31)
EVENING = at(18, day=LAST_DAY)


def as_of_then(house, user):
    return Access(user, day=LAST_DAY, acting_key=role_key("teacher", house.institution.pk))


def owed_of_september(teacher):
    mine = owed_by_me(teacher, at=EVENING)
    plans = [one for duty in mine if duty.duty.code == MonthPlanDue.code for one in duty.owed]
    return [one for one in plans if one.day == SEPTEMBER]


@pytest.fixture
def next_bees(house):
    """Next year's group: another teacher from September on; this year's is in the old one to its end."""
    group = people.open_group(
        institution=house.institution, name="Bitītes", school_year=2027, symbol="bitites",
        by=house.by,
    )  # fmt: skip
    for child in house.children["Bitītes"][:2]:
        enrolment = child.enrolments.get()
        people.end(enrolment, until=SEPTEMBER, by=house.by)
        people.enrol(child=child, group=group, since=SEPTEMBER, by=house.by)
    house.assign(house.people.other_teacher, group, since=SEPTEMBER)
    return group


def test_on_31_august_2026_at_18_00_who_is_assigned_from_1_september_submits_in_time(house):
    """In the world of the tests everybody is assigned from 1 September 2026 on."""
    bees, evening = house.groups["Bitītes"], at(18, day=date(2026, 8, 31))
    teacher = Access(
        house.people.teacher,
        day=evening.date(),
        acting_key=role_key("teacher", house.institution.pk),
    )
    (due,) = (one for m in owed_by_me(teacher, at=evening) for one in m.owed if one.group == bees)
    plan = makers.submitted(bees, teacher, date(2026, 9, 1), evening)
    assert (due.duty.code, due.day) == (MonthPlanDue.code, plan.month)
    assert plan.submitted_at < due.late_from


def test_next_years_teacher_opens_writes_and_submits_in_time(house, next_bees):
    teacher = as_of_then(house, house.people.other_teacher)
    due = owed_of_september(teacher)
    assert [one.group for one in due] == [next_bees]
    plan = makers.submitted(next_bees, teacher, SEPTEMBER, EVENING)
    assert plan.submitted_at < due[0].late_from


def test_the_old_years_teacher_sees_no_duty_and_writes_nothing(house, next_bees):
    teacher = as_of_then(house, house.people.teacher)
    assert owed_of_september(teacher) == []
    with pytest.raises(PermissionDenied):
        operations.open_plan(group=next_bees, month=SEPTEMBER, by=teacher, at=EVENING)
    assert not MonthPlan.objects.exists()
