"""R22: teachers enter attendance by 9:00, 1 September to 31 August; N is an unexcused absence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from attendance.check.operations import declare_quarantine
from attendance.duties import AttendanceByNine
from attendance.models import Mark, Register
from attendance.register.operations import Answer, Conflict, confirm, draft
from duties import registry
from duties.registry import Status
from people import operations as people
from tests.world import HOLIDAY, MONDAY, TUESDAY, at


def answers(house, *absent: int, group="Bitītes", reason=None) -> list[Answer]:
    return [
        Answer(child.pk, place in absent, reason if place in absent else None)
        for place, child in enumerate(house.children[group])
    ]


def save(house, *absent: int, when=None, day=MONDAY, **kwargs):
    moment = when or at(8, 50, day=day)
    by = kwargs.pop("by", None) or house.access(house.people.teacher, "teacher", day)
    given = kwargs.pop("answers", None) or answers(house, *absent)
    return confirm(
        group=house.groups["Bitītes"], day=day, answers=given, by=by, at=moment, **kwargs
    )


def status(house, moment, day=MONDAY) -> Status:
    from duties import calendar

    groups, institution = [house.groups["Bitītes"]], house.institution
    days = calendar.of(institution, day, day)
    (owed,) = registry.owed_by(
        groups, institution=institution, day=day, calendar=days, duties=[AttendanceByNine()]
    )
    return owed.status(moment)


@pytest.mark.parametrize(
    ("hour", "minute", "second", "expected"),
    [
        (8, 59, 59, Status.MET),
        (9, 0, 0, Status.MET),
        (9, 0, 1, Status.LATE),
        (23, 59, 59, Status.LATE),
    ],
)
def test_attendance_is_owed_by_nine(house, hour, minute, second, expected):
    save(house, when=at(hour, minute, second))
    assert status(house, at(23, 59, 59)) is expected


def test_an_unconfirmed_register_is_open_until_nine_and_then_overdue(house):
    assert status(house, at(9, 0, 0)) is Status.OPEN
    assert status(house, at(9, 0, 1)) is Status.OVERDUE


@pytest.mark.parametrize("day", [date(2027, 3, 29), date(2026, 10, 26)])
def test_nine_is_local_time_on_both_sides_of_the_clock_change(house, day):
    """29 March 2027 is Easter Monday, so the Tuesday after the change is asked instead."""
    working = day + timedelta(days=1)
    save(house, day=working, when=at(9, 0, 0, day=working))
    assert status(house, at(12, day=working), working) is Status.MET


def test_nobody_absent_is_not_the_same_as_not_filled_in(house):
    assert not Register.objects.exists()
    save(house)
    assert Mark.objects.filter(presence="present").count() == 3


def test_a_draft_does_not_meet_the_duty(house):
    anna = house.children["Bitītes"][0]
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=anna.pk, absent=True,
        by=house.access(house.people.teacher, "teacher"), at=at(8, 30),
    )  # fmt: skip
    assert status(house, at(9, 30)) is Status.OVERDUE
    assert Mark.objects.get().is_absent


def test_parents_do_not_see_a_draft(house):
    anna = house.children["Bitītes"][0]
    by = house.access(house.people.teacher, "teacher")
    group = house.groups["Bitītes"]
    draft(group=group, day=MONDAY, child_id=anna.pk, absent=True, by=by, at=at(8, 30))
    mother = house.access(house.people.mother, "parent")
    from people.access import Action

    assert not Mark.objects.visible_to(mother, Action.VIEW_ATTENDANCE).exists()
    save(house, 0, version=None)
    assert Mark.objects.visible_to(mother, Action.VIEW_ATTENDANCE).get().is_absent


def test_an_unexplained_absence_shows_n(house):
    from attendance.settings import code_of

    save(house, 1)
    mark = Mark.objects.get(presence="absent")
    assert code_of(mark, house.institution) == "N"
    assert mark.reason is None


def test_the_first_record_counts_and_a_correction_is_not_late(house):
    save(house)
    save(house, 0, when=at(11, 0))
    assert status(house, at(12)) is Status.MET
    assert Mark.objects.get(presence="absent").child == house.children["Bitītes"][0]


def test_a_late_entry_is_saved_with_its_reason(house):
    outcome = save(house, when=at(9, 20), late_reason="Nebija interneta")
    assert outcome.register.late_reason == "Nebija interneta"


def test_a_reason_for_lateness_is_not_kept_when_in_time(house):
    assert save(house, late_reason="Steidzos").register.late_reason == ""


def test_sending_the_same_form_again_changes_nothing(house):
    first = save(house, 0, version=0).register
    again = save(house, 0, version=0, when=at(8, 55)).register
    assert (again.version, again.saved_at) == (first.version, first.saved_at)
    assert Mark.objects.count() == 3


def test_two_people_never_overwrite_one_another(house):
    save(house, 0, version=0)
    with pytest.raises(Conflict):
        save(house, 1, version=0)
    assert Mark.objects.get(presence="absent").child == house.children["Bitītes"][0]


def test_a_moved_child_is_refused_by_name_and_the_others_are_saved(house):
    anna = house.children["Bitītes"][0]
    given = answers(house, 1)
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    outcome = save(house, answers=given)
    assert outcome.refused == ["Anna Bērziņa"]
    assert Mark.objects.count() == 2


def test_a_child_the_form_did_not_show_is_nobodys_present(house):
    given = answers(house)
    new = house.child(house.groups["Bitītes"], "Jauna", "Zīle")
    outcome = save(house, answers=given)
    assert outcome.missing == [new]
    assert not Mark.objects.filter(child=new).exists()


def test_the_name_of_a_strangers_child_is_not_told(house, other_house):
    stranger = other_house.children["Bitītes"][0]
    outcome = save(house, answers=[*answers(house), Answer(stranger.pk, True)])
    assert (outcome.refused, outcome.strangers) == ([], 1)
    assert not Mark.objects.filter(child=stranger).exists()


def test_a_temporary_group_owns_the_childs_day(house):
    anna = house.children["Bitītes"][0]
    owls = house.groups["Pūcītes"]
    people.enrol(child=anna, group=owls, since=MONDAY, until=TUESDAY, kind=2, by=house.by)
    assert save(house).refused == ["Anna Bērziņa"]
    assert save(house, day=TUESDAY).refused == []


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TUESDAY, "vēl nav pienākusi"),
        (HOLIDAY - timedelta(days=3), "brīvdien"),
        (date(2026, 8, 31), "2026./2027."),
        (date(9999, 12, 31), "2026./2027."),
    ],
)
def test_days_without_a_register_are_refused_with_the_reason(house, day, why):
    by = house.access(house.people.teacher, "teacher")
    with pytest.raises(ValidationError, match=why):
        save(house, day=day, when=at(8, 50), by=by)
    assert not Register.objects.exists()


def test_a_closed_group_owes_nothing_and_takes_nothing(house):
    from duties.operations import except_day

    except_day(
        institution=house.institution, group=house.groups["Bitītes"], day=MONDAY, kind="closed",
        note="Remonts", by=house.by,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Remonts"):
        save(house)


def test_a_public_holiday_is_refused_by_its_name(house):
    with pytest.raises(ValidationError, match="Proklamēšanas"):
        save(house, day=HOLIDAY, when=at(8, 50, day=HOLIDAY))


@pytest.mark.parametrize("who", ["other_teacher", "specialist", "former_teacher", "nurse", "head"])
def test_only_those_who_work_with_the_group_today_record(house, who):
    user = getattr(house.people, who)
    role = {"nurse": "nurse", "head": "admin"}.get(who, "teacher")
    with pytest.raises(PermissionDenied):
        save(house, by=house.access(user, role))


def test_a_substitute_records_until_midnight(house):
    save(house, by=house.access(house.people.substitute, "teacher"))
    tomorrow = house.access(house.people.substitute, "teacher", TUESDAY)
    with pytest.raises(PermissionDenied):
        save(house, day=TUESDAY, by=tomorrow)


def test_teachers_do_not_decide_that_an_absence_is_unexcused(house):
    with pytest.raises(ValidationError):
        save(house, answers=answers(house, 0, reason="unexcused"))


def test_teachers_do_not_give_quarantine_unless_the_group_has_one(house):
    with pytest.raises(ValidationError, match="iemesliem"):
        save(house, answers=answers(house, 0, reason="quarantine"))
    nurse = house.access(house.people.nurse, "nurse")
    group = house.groups["Bitītes"]
    declare_quarantine(group=group, since=MONDAY, until=TUESDAY, by=nurse, at=at(8))
    save(house, answers=answers(house, 0, reason="quarantine"))
    assert Mark.objects.get(presence="absent").reason == "quarantine"


def test_a_signed_week_is_closed_to_teachers(house):
    from duties.models import Closure
    from duties.operations import close

    nurse = house.access(house.people.nurse, "nurse")
    close(
        institution=house.institution, kind=Closure.Kind.WEEK, since=MONDAY,
        until=MONDAY + timedelta(days=7), by=nurse, at=at(15),
        group=house.groups["Bitītes"],
    )  # fmt: skip
    with pytest.raises(ValidationError):
        save(house)
