"""What is open or closed for writing, rung by rung, role by role (design.md, «The ladder»)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duties import ladder
from duties.ladder import Rung, Subject
from duties.models import Closure
from duties.operations import close, except_day, reopen
from tests.world import MONDAY, TUESDAY, at

Kind = Closure.Kind
ROLES = {
    "teacher": "teacher", "nurse": "nurse", "clerk": "clerk", "admin": "head",
    "superuser": "superuser", "parent": "mother",
}  # fmt: skip
WRITERS = {
    None: set(ROLES),  # the ladder forbids nobody; who may write at all is access's question
    Kind.WEEK: {"nurse", "clerk"},
    Kind.MONTH: set(),
    Kind.YEAR: set(),
}


def closed(house, kind, *, group=None, since=MONDAY, until=None) -> Closure:
    by = house.access(house.people.nurse, "nurse") if kind == Kind.WEEK else house.by
    return close(
        institution=house.institution, kind=kind, since=since,
        until=until or since + timedelta(days=7), by=by, at=at(15), group=group,
    )  # fmt: skip


def access(house, role):
    return house.access(getattr(house.people, ROLES[role]), role)


def rung(house, day=MONDAY, group="Bitītes", subject=Subject.ATTENDANCE) -> Rung:
    return ladder.rung(subject, house.groups[group], day)


def require_open(house, role, subject) -> None:
    """:raises ValidationError: as the operation of such an act would"""
    group = house.groups["Bitītes"]
    ladder.require_open(subject, access=access(house, role), group=group, day=MONDAY)


@pytest.mark.parametrize("kind", WRITERS)
def test_who_still_writes_on_each_rung(house, kind):
    if kind:
        closed(house, kind)
    writers = {role for role in ROLES if ladder.may_write(rung(house), access(house, role))}
    assert writers == WRITERS[kind]


@pytest.mark.parametrize("kind", [Kind.WEEK, Kind.MONTH, Kind.YEAR])
def test_the_refused_are_told_why(house, kind):
    closed(house, kind)
    with pytest.raises(ValidationError) as told:
        require_open(house, "teacher", Subject.ATTENDANCE)
    assert told.value.messages == [ladder.why_closed(Rung(kind))]
    assert len({str(ladder.why_closed(Rung(k))) for k in Kind.values}) == 3


def test_those_who_may_are_not_stopped(house):
    closed(house, Kind.WEEK)
    for role in ("nurse", "clerk"):
        require_open(house, role, Subject.ATTENDANCE)


@pytest.mark.parametrize("kind", [Kind.WEEK, Kind.MONTH])
@pytest.mark.parametrize("of_one_group", [True, False])
def test_a_week_or_a_month_refuses_nothing_but_attendance(house, kind, of_one_group):
    """Day log, plan and marks of assessment are written on, by whoever writes them."""
    closed(house, kind, group=house.groups["Bitītes"] if of_one_group else None)
    assert rung(house, subject=Subject.JOURNAL) is Rung.OPEN
    for role in ROLES:
        require_open(house, role, Subject.JOURNAL)
    with pytest.raises(ValidationError):
        require_open(house, "teacher", Subject.ATTENDANCE)


@pytest.mark.parametrize("subject", Subject)
def test_a_sealed_year_refuses_everything(house, subject):
    for kind in (Kind.WEEK, Kind.MONTH, Kind.YEAR):
        closed(house, kind)
    assert rung(house, subject=subject) is Rung.YEAR
    for role in ROLES:
        with pytest.raises(ValidationError) as told:
            require_open(house, role, subject)
        assert told.value.messages == [ladder.why_closed(Rung.YEAR)]


@pytest.mark.parametrize("kind", [Kind.WEEK, Kind.MONTH, Kind.YEAR])
def test_the_calendar_is_bound_from_the_month_on(house, kind):
    closed(house, kind)
    sunday = MONDAY + timedelta(days=6)
    said = {"institution": house.institution, "day": sunday, "kind": "open", "by": house.by}
    if kind == Kind.WEEK:
        assert rung(house, subject=Subject.CALENDAR) is Rung.OPEN
        assert except_day(**said).day == sunday
        return
    assert rung(house, subject=Subject.CALENDAR) is Rung(kind)
    with pytest.raises(ValidationError):
        except_day(**said)


def test_each_day_is_judged_by_its_own_rungs(house):
    closed(house, Kind.WEEK)
    assert rung(house, MONDAY - timedelta(days=1)) is Rung.OPEN
    assert rung(house, MONDAY) is Rung.WEEK
    assert rung(house, MONDAY + timedelta(days=6)) is Rung.WEEK
    assert rung(house, MONDAY + timedelta(days=7)) is Rung.OPEN  # ``until`` is not included


def test_a_week_across_two_months_is_closed_month_by_month(house):
    monday = date(2026, 11, 30)
    closed(house, Kind.WEEK, since=monday)
    closed(house, Kind.MONTH, since=date(2026, 11, 1), until=date(2026, 12, 1))
    assert rung(house, monday) is Rung.MONTH
    assert rung(house, date(2026, 12, 1)) is Rung.WEEK


def test_the_highest_rung_counts(house):
    for kind in (Kind.YEAR, Kind.WEEK, Kind.MONTH):
        closed(house, kind)
    assert rung(house) is Rung.YEAR


def test_a_groups_closure_closes_no_other(house):
    closed(house, Kind.WEEK, group=house.groups["Bitītes"])
    assert rung(house, group="Bitītes") is Rung.WEEK
    assert rung(house, group="Pūcītes") is Rung.OPEN


def test_an_institutions_closure_closes_every_group(house):
    closed(house, Kind.MONTH)
    assert {rung(house, group=name) for name in house.groups} == {Rung.MONTH}


def test_another_institutions_closure_closes_nothing_here(house, other_house):
    closed(other_house, Kind.YEAR)
    assert rung(house) is Rung.OPEN


def test_what_is_reopened_does_not_count(house):
    month = closed(house, Kind.MONTH)
    closed(house, Kind.WEEK)
    reopen(closure=month, reason="Kļūda tabelē", by=house.by, at=at(16))
    assert rung(house) is Rung.WEEK
    month.refresh_from_db()
    assert (month.reopened_by, month.reason) == (house.head, "Kļūda tabelē")


def test_what_was_reopened_is_closed_again(house):
    reopen(closure=closed(house, Kind.MONTH), reason="Kļūda", by=house.by, at=at(16))
    closed(house, Kind.MONTH)
    assert rung(house) is Rung.MONTH


def test_the_same_rung_is_not_closed_twice(house):
    closed(house, Kind.MONTH)
    with pytest.raises(ValidationError):
        closed(house, Kind.MONTH)


def test_a_closure_does_not_end_before_it_begins(house):
    with pytest.raises(ValidationError):
        closed(house, Kind.WEEK, since=TUESDAY, until=MONDAY)


@pytest.mark.parametrize("reason", ["", "   "])
def test_reopening_needs_a_reason(house, reason):
    month = closed(house, Kind.MONTH)
    with pytest.raises(ValidationError):
        reopen(closure=month, reason=reason, by=house.by, at=at(16))
    assert rung(house) is Rung.MONTH


def test_only_administration_reopens(house):
    month = closed(house, Kind.MONTH)
    for role in set(ROLES) - {"admin"}:
        with pytest.raises(PermissionDenied):
            reopen(closure=month, reason="Vajag", by=access(house, role), at=at(16))


def test_another_institutions_administration_does_not_reopen(house, other_house):
    month = closed(house, Kind.MONTH)
    with pytest.raises(PermissionDenied):
        reopen(closure=month, reason="Vajag", by=other_house.by, at=at(16))


def test_nobody_reopens_a_sealed_year(house):
    year = closed(house, Kind.YEAR)
    with pytest.raises((PermissionDenied, ValidationError)):
        reopen(closure=year, reason="Vajag", by=house.by, at=at(16))
    assert rung(house) is Rung.YEAR


def test_who_reopened_and_why_is_not_written_over(house):
    month = closed(house, Kind.MONTH)
    reopen(closure=month, reason="Pirmais", by=house.by, at=at(16))
    with pytest.raises(ValidationError):
        reopen(closure=month, reason="Otrais", by=house.by, at=at(17))
    month.refresh_from_db()
    assert (month.reason, month.reopened_at) == ("Pirmais", at(16))


def test_a_week_is_signed_by_those_whose_rung_it_is(house):
    """What signing asks for, its caller says; here: correcting attendance."""
    for role in set(ROLES) - {"nurse", "clerk"}:
        with pytest.raises(PermissionDenied):
            close(
                institution=house.institution, kind=Kind.WEEK, since=MONDAY,
                until=MONDAY + timedelta(days=7), by=access(house, role), at=at(15),
                group=house.groups["Bitītes"],
            )  # fmt: skip
