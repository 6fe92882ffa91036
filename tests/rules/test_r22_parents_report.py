"""R22: a parent reports absence, changes and withdraws it; after the cut-off it is accepted as late."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from attendance.models import AbsenceNotice, HealthNote, Mark, Reply
from attendance.notices import operations
from attendance.notices.operations import Ended
from attendance.notices.standing import notices_over, reported_late
from people.models import SensitiveRead
from tests.rules.test_r22_attendance_by_nine import save
from tests.world import MONDAY, TUESDAY, at

WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (MONDAY + timedelta(days=n) for n in (2, 3, 4, 5))
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def karlis(house):
    return house.children["Pūcītes"][0]


def mother(house, day=MONDAY):
    return house.access(house.people.mother, "parent", day)


def father(house, day=MONDAY):
    return house.access(house.people.father, "parent", day)


def report(house, *children, since=MONDAY, until=TUESDAY, reason="illness", when=None, **more):
    when = when or at(7, 12)
    by = more.pop("by", None) or mother(house, when.date())
    return operations.report(
        children=children, since=since, until=until, reason=reason, by=by, at=when, **more
    )


def standing(child) -> list[tuple[date, date, str]]:
    rows = AbsenceNotice.objects.filter(child=child).standing().order_by("since")
    return list(rows.values_list("since", "until", "reason"))


def test_brothers_and_sisters_are_reported_together(house, anna, karlis):
    made = report(house, anna, karlis, reason="holiday", until=WEDNESDAY)
    assert [notice.child for notice in made] == [anna, karlis]
    assert notices_over([anna, karlis], TUESDAY).keys() == {anna.pk, karlis.pk}


def test_if_one_child_is_not_theirs_nothing_is_reported(house, anna):
    with pytest.raises(PermissionDenied):
        report(house, anna, house.children["Bitītes"][1])
    assert not AbsenceNotice.objects.exists()


def test_a_restricted_guardian_reports_nothing(house):
    by = house.access(house.people.restricted, "parent")
    with pytest.raises(PermissionDenied):
        report(house, house.children["Bitītes"][1], by=by)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ({"since": MONDAY - timedelta(days=1)}, "pagājusi"),
        ({"since": TUESDAY, "until": TUESDAY}, "pirms pirmās"),
        ({"since": SATURDAY, "until": NEXT_MONDAY}, "nestrādā"),
        ({"since": WEDNESDAY, "until": THURSDAY}, "nestrādā"),  # a public holiday
        ({"until": MONDAY + timedelta(days=61)}, "60"),
        ({"since": MONDAY + timedelta(days=61), "until": MONDAY + timedelta(days=62)}, "60"),
        ({"reason": "unexcused"}, "iemesliem"),
        ({"reason": "quarantine"}, "iemesliem"),
        ({"note": "x" * 301}, "300"),
    ],
)
def test_what_cannot_be_reported_is_refused_with_the_reason(house, anna, days, why):
    with pytest.raises(ValidationError, match=why):
        report(house, anna, **days)
    assert not AbsenceNotice.objects.exists()


@pytest.mark.parametrize(
    ("when", "late"),
    [(at(9, 0, 0), False), (at(9, 0, 1), True), (at(15), True)],
)
def test_a_report_after_the_cutoff_of_its_first_day_is_accepted_and_late(house, anna, when, late):
    (notice,) = report(house, anna, when=when)
    assert reported_late([notice]) == ({notice.pk} if late else set())


def test_what_continues_a_notice_in_time_is_not_late(house, anna):
    (notice,) = report(house, anna, until=FRIDAY)
    left = operations.come_back(
        notice=notice, day=FRIDAY - timedelta(days=1), by=mother(house, TUESDAY),
        at=at(12, day=TUESDAY),
    )  # fmt: skip
    assert reported_late([left]) == set()


def test_the_kitchen_can_ask_what_was_known_at_the_cutoff(house, anna):
    (notice,) = report(house, anna)
    operations.withdraw(notice=notice, by=mother(house), at=at(9, 30))
    assert notices_over([anna], MONDAY, known_at=at(9)) == {anna.pk: notice}
    assert notices_over([anna], MONDAY) == {}
    report(house, anna, when=at(9, 40))
    assert notices_over([anna], MONDAY, known_at=at(9))[anna.pk].pk == notice.pk


def test_no_two_standing_notices_lie_over_one_day(house, anna):
    report(house, anna, until=SATURDAY, reason="holiday")
    report(house, anna, since=TUESDAY, until=WEDNESDAY, reason="doctor", by=father(house))
    assert standing(anna) == [
        (MONDAY, TUESDAY, "holiday"), (TUESDAY, WEDNESDAY, "doctor"), (WEDNESDAY, SATURDAY, "holiday"),
    ]  # fmt: skip


def test_a_change_ends_the_notice_and_makes_another(house, anna):
    (first,) = report(house, anna, note="Drudzis")
    second = operations.change(
        notice=first, since=MONDAY, until=FRIDAY, reason="illness", note="Vējbakas",
        by=father(house), at=at(8),
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (at(8), house.people.father)
    assert (second.replaces, second.until, second.health_note.text) == (first, FRIDAY, "Vējbakas")
    assert standing(anna) == [(MONDAY, FRIDAY, "illness")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "quarantine"},
        {"reason": "family", "note": "x" * 301},
        {"until": MONDAY},
        {"until": MONDAY + timedelta(days=400)},
    ],
)
def test_a_change_to_what_cannot_be_reported_is_refused_and_the_notice_stands(house, anna, wrong):
    (first,) = report(house, anna)
    said = {"since": MONDAY, "until": FRIDAY, "reason": "illness"} | wrong
    with pytest.raises(ValidationError):
        operations.change(notice=first, by=father(house), at=at(8), **said)
    assert standing(anna) == [(MONDAY, TUESDAY, "illness")]


def test_what_lies_in_the_past_stays_told(house, anna):
    (notice,) = report(house, anna, until=SATURDAY)
    by, when = mother(house, TUESDAY), at(7, day=TUESDAY)
    operations.change(notice=notice, since=MONDAY, until=FRIDAY, reason="family", by=by, at=when)
    assert standing(anna) == [(MONDAY, TUESDAY, "illness"), (TUESDAY, FRIDAY, "family")]


def test_a_notice_that_has_begun_is_shortened_not_erased(house, anna):
    (notice,) = report(house, anna, until=SATURDAY, note="Drudzis")
    left = operations.withdraw(notice=notice, by=mother(house, TUESDAY), at=at(7, day=TUESDAY))
    assert standing(anna) == [(MONDAY, TUESDAY, "illness")]
    assert left.health_note.text == "Drudzis"


def test_a_notice_that_has_not_begun_is_withdrawn_whole(house, anna):
    (notice,) = report(house, anna, since=TUESDAY, until=WEDNESDAY)
    assert operations.withdraw(notice=notice, by=mother(house), at=at(12)) is None
    assert standing(anna) == []


def test_a_child_comes_back_from_a_day_on(house, anna):
    (notice,) = report(house, anna, until=SATURDAY)
    operations.come_back(notice=notice, day=FRIDAY, by=father(house), at=at(17))
    assert standing(anna) == [(MONDAY, FRIDAY, "illness")]


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=1), SATURDAY])
def test_nobody_comes_back_on_a_day_that_the_notice_does_not_hold(house, anna, day):
    (notice,) = report(house, anna, until=SATURDAY)
    with pytest.raises(Ended):
        operations.come_back(notice=notice, day=day, by=mother(house), at=at(8))


def test_of_two_guardians_the_quicker_one_changes_it(house, anna):
    (notice,) = report(house, anna)
    stale = AbsenceNotice.objects.get(pk=notice.pk)
    operations.withdraw(notice=notice, by=mother(house), at=at(8))
    with pytest.raises(Ended):
        operations.change(
            notice=stale, since=MONDAY, until=FRIDAY, reason="illness", by=father(house), at=at(8),
        )  # fmt: skip
    with pytest.raises(Ended):
        operations.withdraw(notice=stale, by=father(house), at=at(8))


def test_a_report_explains_an_absence_that_stands_already(house, anna):
    save(house, 0)
    report(house, anna, when=at(9, 20), reason="family")
    assert Mark.objects.get(child=anna).reason == "family"


def test_another_reason_goes_with_the_mark_unless_the_nurse_settled_it(house, anna):
    save(house, 0)
    (notice,) = report(house, anna, when=at(9, 20))
    changed = operations.change(
        notice=notice, since=MONDAY, until=TUESDAY, reason="doctor", by=mother(house), at=at(9, 30)
    )
    assert Mark.objects.get(child=anna).reason == "doctor"
    Mark.objects.filter(child=anna).update(settled_at=at(10), settled_by=house.people.nurse)
    operations.change(
        notice=changed, since=MONDAY, until=TUESDAY, reason="other", by=mother(house), at=at(11)
    )
    assert Mark.objects.get(child=anna).reason == "doctor"


@pytest.mark.parametrize(
    ("choice", "reason"),
    [("ill", "illness"), ("family", "family"), ("later", None), ("on_the_way", None)],
)
def test_an_answer_settles_the_reason(house, anna, choice, reason):
    save(house, 0)
    operations.reply(child=anna, day=MONDAY, choice=choice, by=mother(house), at=at(9, 5))
    assert Mark.objects.get(child=anna).reason == reason


def test_the_latest_answer_counts(house, anna):
    save(house, 0)
    operations.reply(child=anna, day=MONDAY, choice="ill", by=mother(house), at=at(9, 5))
    operations.reply(child=anna, day=MONDAY, choice="later", by=father(house), at=at(9, 6))
    assert Mark.objects.get(child=anna).reason is None
    assert Reply.objects.filter(child=anna).count() == 2


def test_the_same_tap_again_changes_nothing(house, anna):
    for minute in (5, 6):
        operations.reply(child=anna, day=MONDAY, choice="ill", by=mother(house), at=at(9, minute))
    assert Reply.objects.get().replied_at == at(9, 5)


def test_an_answer_about_yesterday_comes_too_late(house, anna):
    with pytest.raises(Ended):
        operations.reply(
            child=anna, day=MONDAY, choice="ill", by=mother(house, TUESDAY), at=at(7, day=TUESDAY)
        )


def test_still_ill_reports_one_day_more(house, anna):
    report(house, anna)
    operations.reply(
        child=anna, day=TUESDAY, choice="still_ill", by=mother(house, TUESDAY),
        at=at(7, 5, day=TUESDAY),
    )  # fmt: skip
    assert standing(anna) == [(MONDAY, TUESDAY, "illness"), (TUESDAY, WEDNESDAY, "illness")]


def test_who_returns_after_all_is_due(house, anna):
    when = at(7, 5, day=TUESDAY)
    report(house, anna, until=SATURDAY)
    operations.reply(child=anna, day=TUESDAY, choice="returns", by=mother(house, TUESDAY), at=when)
    assert standing(anna) == [(MONDAY, TUESDAY, "illness")]


def test_a_health_note_is_for_guardians_nurse_and_clerk(house, anna):
    from attendance.notices.notes import notes_about

    (notice,) = report(house, anna, note="  Drudzis  ")
    assert HealthNote.objects.get().text == "Drudzis"
    people = house.people
    readers = {
        "parent": [people.mother, people.father, people.other_parent, people.restricted],
        "nurse": [people.nurse], "clerk": [people.clerk], "admin": [people.head],
        "teacher": [people.teacher, people.specialist], "superuser": [people.superuser],
    }  # fmt: skip
    read = {
        user
        for role, users in readers.items()
        for user in users
        if notes_about([notice], by=house.access(user, role), at=at(10))
    }
    assert read == {people.mother, people.father, people.nurse, people.clerk}
    kept = SensitiveRead.objects.filter(child=anna, what="health_note")
    assert {row.person for row in kept} == {people.nurse, people.clerk}
