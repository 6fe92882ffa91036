"""R23: a whole group's quarantine in one act, and its withdrawal."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from attendance.check.operations import declare_quarantine, end_quarantine
from attendance.models import GroupQuarantine, Mark
from attendance.notices.standing import quarantined
from tests.attendance.check.weeks import (
    FRI,
    MON,
    THU,
    TUE,
    WED,
    a_week,
    mark,
    nurse,
    taken,
)
from tests.world import MONDAY, at

SATURDAY = FRI + timedelta(days=1)


def put_off(house, since=TUE, until=FRI, by=None) -> GroupQuarantine:
    return declare_quarantine(
        group=house.groups["Bitītes"], since=since, until=until, by=by or nurse(house), at=at(9)
    )


def test_a_quarantine_gives_its_reason_to_absences_without_one(house):
    a_week(house, {MON: {0: None}, TUE: {0: None, 1: "illness"}, THU: {2: None}, FRI: {0: None}})
    put_off(house)
    reasons = {(m.day, m.reason) for m in Mark.objects.filter(presence="absent")}
    assert reasons == {
        (MON, None),
        (TUE, "quarantine"),
        (TUE, "illness"),
        (THU, "quarantine"),
        (FRI, None),
    }


def test_later_absences_are_due_to_it_by_default(house):
    put_off(house, since=MONDAY, until=MONDAY + timedelta(days=3))
    assert quarantined(house.groups["Bitītes"], MONDAY)
    assert not quarantined(house.groups["Pūcītes"], MONDAY)


def test_another_groups_absences_stay(house):
    a_week(house, {TUE: {0: None}}, group="Pūcītes")
    put_off(house)
    assert mark(house, TUE, group="Pūcītes").reason is None


def test_it_reaches_signed_weeks_and_not_closed_months(house):
    from duties.models import Closure
    from duties.operations import close

    a_week(house, {TUE: {0: None}})
    close(institution=house.institution, kind=Closure.Kind.MONTH, since=date(2026, 11, 1),
          until=date(2026, 12, 1), by=house.by, at=at(8))  # fmt: skip
    put_off(house)
    assert mark(house, TUE).reason is None


def test_withdrawn_it_explains_nothing_and_what_was_decided_since_stays(house):
    from attendance.check.operations import Decision, settle

    a_week(house, {TUE: {0: None, 1: None}})
    quarantine = put_off(house)
    taken(house, WED, {0: "quarantine"})
    emils = house.children["Bitītes"][1].pk
    settle(group=house.groups["Bitītes"], decisions=[Decision(emils, TUE, "quarantine", "quarantine")],
           by=nurse(house), at=at(10))  # fmt: skip
    end_quarantine(quarantine=quarantine, by=nurse(house), at=at(11))
    assert (mark(house, TUE).reason, mark(house, WED).reason) == (None, None)
    assert mark(house, TUE, 1).reason == "quarantine"
    assert not quarantined(house.groups["Bitītes"], TUE)


def test_it_is_withdrawn_once(house):
    quarantine = put_off(house)
    end_quarantine(quarantine=quarantine, by=nurse(house), at=at(11))
    with pytest.raises(ValidationError, match="jau ir atsaukta"):
        end_quarantine(quarantine=quarantine, by=nurse(house), at=at(12))


@pytest.mark.parametrize(
    ("since", "until"),
    [(TUE, TUE), (WED, TUE), (TUE, TUE + timedelta(days=61)), (date(2026, 8, 31), date(2026, 9, 2)),
     (WED, SATURDAY)],
)  # fmt: skip
def test_days_that_no_quarantine_has_are_refused(house, since, until):
    put_off(house, since=THU, until=FRI)
    with pytest.raises(ValidationError):
        put_off(house, since, until)
