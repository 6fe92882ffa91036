"""R23: doctor's notes seen on paper, a group's quarantine in one act, and what teachers ask for."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from attendance.check.absences import illnesses_of
from attendance.check.doctors_notes import see_doctors_note, unsee_doctors_note
from attendance.check.quarantine import declare, end
from attendance.check.requests import answer
from attendance.check.seen import Seen
from attendance.check.signing import sign
from attendance.models import CorrectionRequest, DoctorsNote, GroupQuarantine, Mark
from attendance.notices.standing import quarantined
from duties import calendar
from duties.operations import except_day
from outbox.kinds import declared
from outbox.models import Notification
from tests.attendance.check.weeks import (
    DAYS,
    FRI,
    MON,
    THU,
    TUE,
    WED,
    WEEK,
    a_week,
    mark,
    nurse,
)
from tests.world import MONDAY, at

SATURDAY = FRI + timedelta(days=1)


# --- doctor's notes -------------------------------------------------------------------------------
def illness(house, days: list[date], note_after: int = 3, notes=()):
    anna = house.children["Bitītes"][0].pk
    marks = [Seen(1, anna, day, "absent", "illness", None) for day in days]
    of_days = calendar.around(house.institution, WEEK, calendar.REACH)
    group = house.groups["Bitītes"]
    return illnesses_of(marks, group, of_days, monday=WEEK, note_after=note_after, notes=notes)


@pytest.mark.parametrize(
    ("days", "note_after", "due"),
    [
        (DAYS[:3], 3, False),
        (DAYS[:4], 3, True),
        (DAYS, 0, False),
        (DAYS[:1], 1, False),
        (DAYS[:2], 1, True),
    ],
)
def test_a_doctors_note_is_due_after_more_working_days_than_the_setting(
    house, days, note_after, due
):
    (one,) = illness(house, days, note_after)
    assert one.is_due is due


def test_an_illness_goes_on_over_a_weekend_and_a_day_off(house):
    except_day(institution=house.institution, day=TUE, kind="closed", by=house.by)
    thursday_before = WEEK - timedelta(days=4)
    days = [thursday_before, thursday_before + timedelta(days=1), MON, WED]
    (one,) = illness(house, days)
    assert (one.first.day, len(one.marks), one.is_due) == (thursday_before, 4, True)


def test_a_day_present_between_makes_two_illnesses(house):
    assert [len(one.marks) for one in illness(house, [MON, TUE, THU, FRI])] == [2, 2]


def test_an_illness_that_ended_before_the_week_is_not_of_this_week(house):
    assert illness(house, [WEEK - timedelta(days=4)]) == []


def see(house, by=None, **facts) -> DoctorsNote:
    given = {"since": MON, "until": FRI, "seen_on": MONDAY} | facts
    anna, group = house.children["Bitītes"][0], house.groups["Bitītes"]
    return see_doctors_note(child=anna, group=group, by=by or nurse(house), at=at(10), **given)


@pytest.fixture
def ill(house):
    """Anna was ill from Monday to Thursday."""
    a_week(house, {day: {0: "illness"} for day in DAYS[:4]})
    return house


def test_a_doctors_note_is_seen_and_no_longer_due(ill):
    note = see(ill)
    (one,) = illness(ill, DAYS[:4], notes=[note])
    assert (one.note, one.is_due) == (note, False)
    assert (note.seen_by, note.seen_on) == (ill.people.nurse, MONDAY)


def test_saying_it_again_corrects_the_day(ill):
    see(ill)
    see(ill, seen_on=FRI)
    assert DoctorsNote.objects.get().seen_on == FRI


def test_a_seen_note_can_be_taken_back(ill):
    unsee_doctors_note(note=see(ill), group=ill.groups["Bitītes"], by=nurse(ill), at=at(11))
    assert not DoctorsNote.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"seen_on": MONDAY + timedelta(1)},
        {"seen_on": MON - timedelta(1)},
        {"until": SATURDAY},
        {"since": MON - timedelta(7)},
    ],
)
def test_a_note_of_no_illness_or_of_the_future_is_refused(ill, wrong):
    with pytest.raises(ValidationError):
        see(ill, **wrong)


@pytest.mark.parametrize(
    ("who", "role"), [("teacher", "teacher"), ("head", "admin"), ("mother", "parent")]
)
def test_only_nurse_and_clerk_see_notes(ill, who, role):
    with pytest.raises(PermissionDenied):
        see(ill, by=ill.access(getattr(ill.people, who), role))


# --- quarantine -----------------------------------------------------------------------------------
def put_off(house, since=TUE, until=FRI, by=None) -> GroupQuarantine:
    return declare(
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
    from attendance.check.corrections import Decision, settle

    a_week(house, {TUE: {0: None, 1: None}, WED: {0: "quarantine"}})
    quarantine = put_off(house)
    emils = house.children["Bitītes"][1].pk
    settle(group=house.groups["Bitītes"], decisions=[Decision(emils, TUE, "quarantine", "quarantine")],
           by=nurse(house), at=at(10))  # fmt: skip
    end(quarantine=quarantine, by=nurse(house), at=at(11))
    assert (mark(house, TUE).reason, mark(house, WED).reason) == (None, None)
    assert mark(house, TUE, 1).reason == "quarantine"
    assert not quarantined(house.groups["Bitītes"], TUE)


def test_it_is_withdrawn_once(house):
    quarantine = put_off(house)
    end(quarantine=quarantine, by=nurse(house), at=at(11))
    with pytest.raises(ValidationError, match="jau ir atsaukta"):
        end(quarantine=quarantine, by=nurse(house), at=at(12))


@pytest.mark.parametrize(
    ("since", "until"),
    [(TUE, TUE), (WED, TUE), (TUE, TUE + timedelta(days=61)), (date(2026, 8, 31), date(2026, 9, 2)),
     (WED, SATURDAY)],
)  # fmt: skip
def test_days_that_no_quarantine_has_are_refused(house, since, until):
    put_off(house, since=THU, until=FRI)
    with pytest.raises(ValidationError):
        put_off(house, since, until)


# --- correction requests --------------------------------------------------------------------------
@pytest.fixture
def asked(house) -> CorrectionRequest:
    """The teacher asks that Anna's Wednesday in the signed week be an absence for family reasons."""
    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(8))
    wednesday = mark(house, WED)
    return CorrectionRequest.objects.create(
        institution=house.institution, register=wednesday.register, day=WED, child=wednesday.child,
        presence="absent", reason="family", asked_at=at(9), asked_by=house.people.teacher,
    )  # fmt: skip


def test_a_granted_request_corrects_the_signed_week_and_the_teacher_is_told(house, asked):
    answer(request=asked, granted=True, by=nurse(house), at=at(10))
    corrected = mark(house, WED)
    assert (corrected.presence, corrected.reason, corrected.settled_by) == (
        "absent",
        "family",
        house.people.nurse,
    )
    told = Notification.objects.get(kind="correction.answered")
    assert (told.person, told.role, told.subject_id) == (house.people.teacher, "teacher", asked.pk)


def test_a_declined_request_says_why_and_changes_nothing(house, asked):
    answer(request=asked, granted=False, text=" Bija klāt ", by=nurse(house), at=at(10))
    asked.refresh_from_db()
    assert (asked.granted, asked.answer, mark(house, WED).presence) == (
        False,
        "Bija klāt",
        "present",
    )


def test_nobody_declines_without_a_word_or_answers_twice(house, asked):
    with pytest.raises(ValidationError, match="kāpēc"):
        answer(request=asked, granted=False, text="  ", by=nurse(house), at=at(10))
    answer(request=asked, granted=True, by=nurse(house), at=at(10))
    with pytest.raises(ValidationError, match="jau ir atbildēts"):
        answer(request=asked, granted=False, text="Nē", by=nurse(house), at=at(11))
    assert Notification.objects.filter(kind="correction.answered").count() == 1


@pytest.mark.parametrize(("who", "role"), [("teacher", "teacher"), ("head", "admin")])
def test_only_nurse_and_clerk_answer(house, asked, who, role):
    with pytest.raises(PermissionDenied):
        answer(
            request=asked,
            granted=True,
            by=house.access(getattr(house.people, who), role),
            at=at(10),
        )


def test_the_teacher_reads_what_became_of_it_and_a_stranger_does_not(house, asked):
    answer(request=asked, granted=True, by=nurse(house), at=at(10))
    told, kind = (
        Notification.objects.get(kind="correction.answered"),
        declared("correction.answered"),
    )
    teacher = house.access(house.people.teacher, "teacher")
    shown = kind.present([told], teacher, at(11))[told.pk]
    assert (shown.title, "Anna" in shown.title + shown.detail) == ("Labojums veikts", False)
    assert kind.wanted(told, at(11))
    assert kind.present([told], house.access(house.people.other_teacher, "teacher"), at(11)) == {}


def test_who_left_the_group_is_not_told_any_more(house, asked):
    answer(request=asked, granted=True, by=nurse(house), at=at(10))
    told, kind = (
        Notification.objects.get(kind="correction.answered"),
        declared("correction.answered"),
    )
    told.person = house.people.former_teacher
    assert not kind.wanted(told, at(11))
