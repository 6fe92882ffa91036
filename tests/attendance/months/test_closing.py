"""The next rung: administration closes the month, nobody writes after that, and it opens by a reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from attendance.check.operations import correct
from attendance.models import Mark
from attendance.months.operations import close_month
from attendance.register.operations import Answer
from duties.models import Closure
from duties.operations import reopen
from tests.attendance.months.month import (
    DECEMBER,
    FIRST,
    LAST,
    MONDAYS,
    NOVEMBER,
    WORKING,
    all_taken,
    closed,
    first_of_december,
    ready,
    signed,
    table,
    taken,
)
from tests.world import at

LATER = first_of_december(11)


def reopened(house, reason="Kļūda 9. datumā", when=LATER):
    by = house.access(house.head, "admin", DECEMBER)
    standing = Closure.objects.get(kind=Closure.Kind.MONTH, reopened_at=None)
    return reopen(closure=standing, reason=reason, by=by, at=when)


def test_a_month_is_closed_from_its_first_day_until_the_next_one(house):
    ready(house)
    closure = closed(house)
    assert (closure.since, closure.until, closure.group) == (NOVEMBER, DECEMBER, None)
    assert closure.kind == Closure.Kind.MONTH
    assert (closure.closed_by, closure.closed_at) == (house.head, first_of_december())


def test_a_month_is_not_closed_while_a_day_is_not_confirmed(house):
    all_taken(house, WORKING[:-1])
    taken(house, "Bitītes", LAST)
    signed(house)
    with pytest.raises(ValidationError, match=r"1 diena nav apstiprināta: Pūcītes 30\.11\."):
        closed(house)
    taken(house, "Pūcītes", LAST, when=first_of_december(9))
    assert closed(house)


def test_a_draft_does_not_confirm_a_day(house):
    from attendance.register.operations import draft

    all_taken(house, WORKING[:-1])
    taken(house, "Bitītes", LAST)
    child = house.children["Pūcītes"][0]
    by = house.access(house.people.other_teacher, "teacher", LAST)
    draft(
        group=house.groups["Pūcītes"],
        day=LAST,
        child_id=child.pk,
        absent=True,
        by=by,
        at=at(9, day=LAST),
    )
    signed(house)
    with pytest.raises(ValidationError, match="Pūcītes"):
        closed(house)


def test_a_month_is_not_closed_before_it_is_over(house):
    ready(house)
    with pytest.raises(ValidationError, match=r"no 1\.12\.2026"):
        closed(house, when=at(23, 59, 59, day=LAST))
    assert closed(house, when=at(0, 0, 0, day=DECEMBER))


def test_weeks_that_end_in_the_month_are_signed_first(house):
    all_taken(house)
    signed(house, MONDAYS[:3])
    signed(house, MONDAYS[3:], ["Bitītes"])
    with pytest.raises(ValidationError, match=r"1 nedēļa nav parakstīta: Pūcītes 23\.11\."):
        closed(house)


def test_a_week_that_goes_on_into_the_next_month_does_not_hold_it_up(house):
    """30 November is a Monday: its week can be signed only in December."""
    ready(house)
    assert closed(house)


def test_a_reopened_week_counts_as_unsigned(house):
    ready(house)
    Closure.objects.filter(since=MONDAYS[0], group=house.groups["Bitītes"]).update(
        reopened_at=at(9), reopened_by=house.head, reason="Kļūda"
    )
    with pytest.raises(ValidationError, match=r"Bitītes 2\.11\."):
        closed(house)


def test_an_unexplained_absence_does_not_hold_the_month_up(house):
    ready(house)
    assert table(house).unexplained == 1
    assert closed(house)


def test_a_month_in_which_nothing_was_owed_is_not_closed(house):
    by = house.access(house.head, "admin", DECEMBER)
    for empty in (date(2026, 7, 1), date(2030, 1, 1)):
        with pytest.raises(ValidationError):
            close_month(institution=house.institution, month=empty, by=by, at=first_of_december())


def test_who_comes_second_is_told_so(house):
    ready(house)
    closed(house)
    with pytest.raises(ValidationError, match="jau ir slēgts") as refusal:
        closed(house, when=LATER)
    assert refusal.value.code == "closed"
    assert Closure.objects.filter(kind=Closure.Kind.MONTH).count() == 1


@pytest.mark.parametrize("who", ["teacher", "nurse", "clerk", "superuser", "mother"])
def test_only_administration_closes(house, who):
    roles = {"mother": "parent"}
    by = house.access(getattr(house.people, who), roles.get(who, who), DECEMBER)
    ready(house)
    with pytest.raises(PermissionDenied):
        close_month(institution=house.institution, month=NOVEMBER, by=by, at=first_of_december())


def test_nobody_writes_in_a_closed_month(house):
    ready(house)
    closed(house)
    before = list(Mark.objects.order_by("pk").values())
    with pytest.raises(ValidationError, match="Mēnesis ir slēgts"):
        taken(house, "Bitītes", LAST, {0: None}, when=LATER)
    nurse = house.access(house.people.nurse, "nurse", DECEMBER)
    girts = house.children["Bitītes"][2]
    for day in (FIRST, date(2026, 11, 9), LAST):
        with pytest.raises(ValidationError, match="Mēnesis ir slēgts"):
            correct(
                group=house.groups["Bitītes"], day=day,
                answers=[Answer(girts.pk, True, "illness")], by=nurse, at=LATER,
            )  # fmt: skip
    assert list(Mark.objects.order_by("pk").values()) == before


def test_the_next_month_is_not_touched(house):
    ready(house)
    closed(house)
    taken(house, "Bitītes", DECEMBER, when=LATER)
    assert Mark.objects.filter(day=DECEMBER).count() == 3


def test_what_is_corrected_after_the_closing_is_marked_by_its_day(house):
    ready(house)
    closed(house)
    assert table(house).corrected == []
    reopened(house)
    nurse = house.access(house.people.nurse, "nurse", DECEMBER)
    girts = house.children["Bitītes"][2]
    correct(
        group=house.groups["Bitītes"], day=date(2026, 11, 9),
        answers=[Answer(girts.pk, True, "illness")], by=nurse, at=LATER + timedelta(minutes=5),
    )  # fmt: skip
    assert [one.day.day for one in table(house).corrected] == [9]
    closed(house, when=first_of_december(12))
    assert [one.day.day for one in table(house).corrected] == [9]
    assert Closure.objects.filter(kind=Closure.Kind.MONTH).count() == 2


def test_the_other_institution_is_not_touched(house, other_house):
    ready(house)
    closed(house)
    taken(other_house, "Bitītes", LAST, when=LATER)
    assert Mark.objects.filter(institution=other_house.institution, day=LAST).exists()


@pytest.mark.parametrize(("who", "role"), [("teacher", "teacher"), ("nurse", "nurse")])
def test_whom_closing_is_not_for_is_not_told_what_is_missing(house, who, role):
    by = house.access(getattr(house.people, who), role, DECEMBER)
    with pytest.raises(PermissionDenied):
        close_month(institution=house.institution, month=NOVEMBER, by=by, at=first_of_december())
