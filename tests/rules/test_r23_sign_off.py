"""R23: nurse or clerk signs the week; it closes for teachers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from attendance.check.operations import Decision, correct, settle, sign
from attendance.models import Mark, Register
from attendance.register.marks import Answer
from attendance.register.operations import confirm
from duties.models import Closure
from duties.operations import except_day, reopen
from people import operations as people
from tests.attendance.check.weeks import DAYS, FRI, MON, TUE, WED, WEEK, a_week, mark, nurse, taken
from tests.world import MONDAY, at


def signed(house, by=None, monday=WEEK, when=None, group="Bitītes") -> Closure:
    by = by or nurse(house)
    return sign(group=house.groups[group], monday=monday, by=by, at=when or at(10))


def says(house, day, place, word, seen="unknown") -> Decision:
    return Decision(house.children["Bitītes"][place].pk, day, seen, word)


def decide(house, *decisions, by=None) -> int:
    return settle(
        group=house.groups["Bitītes"], decisions=decisions, by=by or nurse(house), at=at(10)
    )


def by_teacher(house, day, when=None):
    return confirm(
        group=house.groups["Bitītes"], day=day, answers=[Answer(house.children["Bitītes"][0].pk, True)],
        by=house.access(house.people.teacher, "teacher"), at=when or at(11),
    )  # fmt: skip


def test_a_signed_week_is_closed_for_its_teachers(house):
    a_week(house)
    closure = signed(house)
    assert (closure.closed_by, closure.closed_at) == (house.people.nurse, at(10))
    with pytest.raises(ValidationError, match="parakstīta"):
        by_teacher(house, FRI)


def test_the_days_around_a_signed_week_stay_open(house):
    a_week(house)
    signed(house)
    by_teacher(house, date(2026, 11, 6))
    by_teacher(house, MONDAY)
    assert Mark.objects.filter(day__in=[date(2026, 11, 6), MONDAY], presence="absent").count() == 2


def test_another_group_stays_open(house):
    a_week(house)
    signed(house)
    taken(house, FRI, {0: None}, group="Pūcītes")
    assert mark(house, FRI, group="Pūcītes").is_absent


def test_nurse_and_clerk_still_correct_a_signed_week(house):
    a_week(house)
    signed(house)
    clerk = house.access(house.people.clerk, "clerk")
    decide(house, says(house, TUE, 1, "illness", seen="present"), by=clerk)
    assert mark(house, TUE, 1).reason == "illness"


def test_a_week_with_an_unconfirmed_day_is_not_signed(house):
    for day in DAYS[:4]:
        taken(house, day)
    with pytest.raises(ValidationError, match=r"13\.11"):
        signed(house)
    taken(house, FRI)
    assert signed(house).pk


def test_a_week_with_a_draft_is_not_signed_however_it_is_marked(house):
    a_week(house)
    draft = {"first_confirmed_at": None, "first_confirmed_by": None}
    Register.objects.filter(group=house.groups["Bitītes"], day=FRI).update(**draft)
    with pytest.raises(ValidationError) as refused:
        signed(house)
    assert refused.value.code == "unconfirmed"


def test_a_day_off_need_not_be_confirmed(house):
    except_day(institution=house.institution, group=house.groups["Bitītes"], day=FRI, kind="closed",
               by=house.by)  # fmt: skip
    for day in DAYS[:4]:
        taken(house, day)
    assert signed(house).pk


def test_a_day_without_children_need_not_be_confirmed(house):
    owls, bees = house.groups["Pūcītes"], house.groups["Bitītes"]
    for child in house.children["Bitītes"]:
        people.enrol(child=child, group=owls, since=FRI, until=MONDAY, kind=2, by=house.by)
    for day in DAYS[:4]:
        taken(house, day)
    assert sign(group=bees, monday=WEEK, by=nurse(house), at=at(10)).pk


def test_a_week_of_which_nothing_was_worked_is_not_signed(house):
    for day in DAYS:
        except_day(institution=house.institution, day=day, kind="closed", by=house.by)
    with pytest.raises(ValidationError, match="nav ko"):
        signed(house)


def test_what_is_unexplained_must_be_decided_first(house):
    a_week(house, {WED: {0: None}})
    with pytest.raises(ValidationError, match="1 kavējumam"):
        signed(house)
    decide(house, says(house, WED, 0, "unexcused"))
    assert signed(house).pk


def test_a_conflict_with_a_notice_may_stay(house):
    from tests.attendance import makers as make

    a_week(house)
    make.notice(house, since=TUE, until=WED, reported_at=at(7, day=TUE))
    assert signed(house).pk


@pytest.mark.parametrize(
    ("when", "allowed"),
    [(at(12, day=FRI), False), (at(23, 59, 59, day=FRI), False), (at(0, day=FRI + timedelta(days=1)), True)],
)  # fmt: skip
def test_a_week_is_signed_once_its_last_working_day_is_over(house, when, allowed):
    a_week(house)
    if allowed:
        assert signed(house, when=when).pk
        return
    with pytest.raises(ValidationError, match="pēdējā darba diena"):
        signed(house, when=when)


def test_a_holiday_on_friday_makes_thursday_the_last_day(house):
    except_day(institution=house.institution, day=FRI, kind="closed", by=house.by)
    for day in DAYS[:4]:
        taken(house, day)
    assert signed(house, when=at(8, day=FRI)).pk


def test_a_moved_saturday_belongs_to_its_week(house):
    saturday = FRI + timedelta(days=1)
    except_day(institution=house.institution, day=saturday, kind="open", by=house.by)
    a_week(house)
    with pytest.raises(ValidationError, match=r"14\.11"):
        signed(house)


def test_who_signs_second_reads_that_it_is_signed(house):
    a_week(house)
    signed(house)
    with pytest.raises(ValidationError, match="jau ir parakstīta"):
        signed(house, by=house.access(house.people.clerk, "clerk"))
    assert Closure.objects.count() == 1


def test_a_week_begins_on_a_monday(house):
    a_week(house)
    with pytest.raises(ValidationError, match="pirmdienā"):
        signed(house, monday=TUE)


@pytest.mark.parametrize(("who", "role"), [("head", "admin"), ("teacher", "teacher"),
                                           ("superuser", "superuser"), ("mother", "parent")])  # fmt: skip
def test_only_nurse_and_clerk_sign(house, who, role):
    a_week(house)
    with pytest.raises(PermissionDenied):
        signed(house, by=house.access(getattr(house.people, who), role))


def test_a_reopened_week_is_the_teachers_again_and_can_be_signed_anew(house):
    a_week(house)
    closure = signed(house)
    reopen(closure=closure, reason="Kļūda", by=house.by, at=at(10, 30))
    by_teacher(house, FRI)
    correct(group=house.groups["Bitītes"], day=FRI, answers=[Answer(house.children["Bitītes"][0].pk, False)],
            by=nurse(house), at=at(11, 30))  # fmt: skip
    assert signed(house, when=at(12)).pk != closure.pk


def test_a_closed_month_is_nobodys(house):
    from duties.operations import close

    a_week(house, {MON: {0: None}})
    close(institution=house.institution, kind=Closure.Kind.MONTH, since=date(2026, 11, 1),
          until=date(2026, 12, 1), by=house.by, at=at(9))  # fmt: skip
    with pytest.raises(ValidationError, match="Mēnesis"):
        decide(house, says(house, MON, 0, "illness"))
