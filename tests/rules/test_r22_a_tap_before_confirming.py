"""R22: a tap is kept only where the confirmation that follows it would be."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from attendance.models import Mark, Reason, Register
from attendance.register.operations import draft
from duties.models import Closure
from duties.operations import close
from tests.world import HOLIDAY, MONDAY, TUESDAY, at

SATURDAY = MONDAY - timedelta(days=2)
CLOSED = date(2026, 10, 20)


def tap(house, day=MONDAY, reason=None, on=MONDAY):
    child, by = house.children["Bitītes"][0], house.access(house.people.teacher, "teacher", day)
    return draft(
        group=house.groups["Bitītes"], day=day, child_id=child.pk, absent=True, reason=reason,
        by=by, at=at(8, 30, day=on),
    )  # fmt: skip


@pytest.mark.parametrize("day", [SATURDAY, HOLIDAY, TUESDAY, CLOSED, date(2027, 11, 16)])
def test_no_tap_is_kept_on_a_day_that_nobody_can_record(house, day):
    october = {"since": date(2026, 10, 1), "until": date(2026, 11, 1)}
    kind = Closure.Kind.MONTH
    close(institution=house.institution, kind=kind, by=house.by, at=at(8), **october)
    with pytest.raises(ValidationError):
        tap(house, day, on=HOLIDAY if day == HOLIDAY else MONDAY)
    assert not Register.objects.exists()


@pytest.mark.parametrize("reason", [Reason.QUARANTINE, Reason.UNEXCUSED, "sleepy", ""])
def test_a_tap_gives_no_reason_that_is_not_the_teachers_to_give(house, reason):
    with pytest.raises(ValidationError):
        tap(house, reason=reason)
    assert not Mark.objects.exists()


def test_a_tap_with_a_reason_offered_is_kept(house):
    tap(house, reason=Reason.ILLNESS)
    assert Mark.objects.get().reason == Reason.ILLNESS
