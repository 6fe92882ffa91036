"""R22: on confirming, parents of children absent without a notice are told at once; later, if still ill."""

from datetime import timedelta

import pytest

from attendance.notices import operations, questions
from attendance.notices.open_questions import guardians
from attendance.notices.questions import ask_all
from outbox import registry
from outbox.letters import message
from outbox.models import Delivery, Notification
from people import operations as people
from people.access import Access, Action
from people.models import Guardianship
from tests.rules.test_r22_attendance_by_nine import answers, save
from tests.rules.test_r22_parents_report import father, mother, report
from tests.world import MONDAY, TUESDAY, at, verified_email

FRIDAY = MONDAY - timedelta(days=3)
EARLY = at(7, 1)


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


def told(kind="absence.unexplained") -> set:
    return {row.person for row in Notification.objects.filter(kind=kind)}


def test_guardians_of_the_unexplained_are_told(house, anna):
    save(house, 0)
    assert ask_all(at(8, 51)) == 2
    assert told() == {house.people.mother, house.people.father}
    row = Notification.objects.filter(kind="absence.unexplained").first()
    assert (row.subject_id, row.day, row.group, row.role) == (
        anna.pk, MONDAY, house.groups["Bitītes"], "parent",
    )  # fmt: skip


def test_two_beats_do_no_harm_and_a_late_one_catches_up(house):
    save(house, 0)
    assert ask_all(at(11)) == 2
    assert ask_all(at(11, 1)) == 0
    assert Notification.objects.filter(kind="absence.unexplained").count() == 2


def test_of_a_day_that_is_over_nobody_is_told(house):
    save(house, 0)
    assert ask_all(at(7, day=TUESDAY)) == 0


@pytest.mark.parametrize("place", [1, 2])
def test_neither_the_restricted_nor_the_former_guardian_is_told(house, place):
    save(house, place)
    assert ask_all(at(8, 51)) == 0


def test_a_closed_account_is_not_told(house):
    house.people.father.is_active = False
    house.people.father.save(update_fields=["is_active"])
    save(house, 0)
    ask_all(at(8, 51))
    assert told() == {house.people.mother}


def test_those_who_may_be_told_are_those_who_may_answer(house):
    pairs = {
        (row.user_id, row.child_id)
        for children in house.children.values()
        for row in guardians(children, MONDAY)
    }
    expected = {
        (row.user_id, row.child_id)
        for row in Guardianship.objects.select_related("user", "child")
        if Access(row.user, day=MONDAY, acting_key="parent").can(Action.REPORT_ABSENCE, row.child)
    }
    assert pairs == expected
    assert pairs


@pytest.mark.parametrize("reason", ["illness", "family"])
def test_a_reason_from_the_teacher_needs_no_question(house, reason):
    save(house, answers=answers(house, 0, reason=reason))
    assert ask_all(at(8, 51)) == 0


def test_neither_a_draft_nor_a_notice_nor_an_answer_asks(house, anna):
    from attendance.register.operations import draft

    by = house.access(house.people.teacher, "teacher")
    draft(group=house.groups["Bitītes"], day=MONDAY, child_id=anna.pk, absent=True, by=by, at=at(8))
    assert ask_all(at(8, 51)) == 0
    (notice,) = report(house, anna)
    save(house, 0)
    assert ask_all(at(8, 52)) == 0
    operations.withdraw(notice=notice, by=mother(house), at=at(8, 53))
    operations.reply(child=anna, day=MONDAY, choice="later", by=mother(house), at=at(8, 54))
    assert ask_all(at(8, 55)) == 0


def test_one_answer_settles_it_for_all(house, anna):
    save(house, 0)
    ask_all(at(8, 51))
    row = Notification.objects.get(kind="absence.unexplained", person=house.people.father)
    kind = registry.get(row.kind)
    assert kind.wanted(row, at(8, 52))
    operations.reply(child=anna, day=MONDAY, choice="ill", by=mother(house), at=at(8, 53))
    row.refresh_from_db()
    assert row.read_at == at(8, 53)
    assert not kind.wanted(row, at(8, 54))


def test_a_restriction_since_then_keeps_the_letter_back(house, anna):
    save(house, 0)
    ask_all(at(8, 51))
    own = Guardianship.objects.get(child=anna, user=house.people.father)
    people.restrict(
        guardianship=own, document="Lēmums", issuer="Bāriņtiesa", since=MONDAY, by=house.by
    )
    row = Notification.objects.get(kind="absence.unexplained", person=house.people.father)
    kind = registry.get(row.kind)
    assert not kind.wanted(row, at(8, 52))
    assert kind.present([row], father(house), at(8, 52)) == {}


def test_the_letter_names_no_child(house, anna):
    verified_email(house.people.mother)
    save(house, 0)
    ask_all(at(8, 51))
    (delivery,) = Delivery.objects.filter(notification__kind="absence.unexplained")
    assert delivery.due_at == at(8, 51)
    letter = message("x", [delivery.notification], to="x@example.test")
    whole = letter.subject + letter.body + str(letter.alternatives)
    assert "Jautājums par šodienu" in whole
    assert "Anna" not in whole
    assert "Bērziņa" not in whole


def ill_until_friday(house, child, **more):
    return report(
        house, child, since=FRIDAY, until=MONDAY - timedelta(days=2), when=at(7, day=FRIDAY), **more
    )


def test_on_the_next_working_morning_guardians_are_asked_whether_it_lasts(house, anna):
    ill_until_friday(house, anna)
    assert ask_all(at(6, 59)) == 0
    assert ask_all(at(7)) == 2
    assert ask_all(at(7, 1)) == 0
    assert told("absence.still_ill") == {house.people.mother, house.people.father}


@pytest.mark.parametrize("reason", ["holiday", "family"])
def test_only_of_illness_it_is_asked(house, anna, reason):
    ill_until_friday(house, anna, reason=reason)
    assert ask_all(EARLY) == 0


def test_who_was_said_to_return_is_not_asked_about(house, anna):
    (notice,) = report(house, anna, since=FRIDAY, until=TUESDAY, when=at(7, day=FRIDAY))
    operations.come_back(notice=notice, day=MONDAY, by=mother(house, FRIDAY), at=at(17, day=FRIDAY))
    assert ask_all(EARLY) == 0


@pytest.mark.parametrize("choice", ["still_ill", "returns"])
def test_after_the_answer_nobody_is_asked(house, anna, choice):
    ill_until_friday(house, anna)
    operations.reply(child=anna, day=MONDAY, choice=choice, by=father(house), at=at(6, 30))
    assert ask_all(EARLY) == 0


def test_the_letter_does_not_say_that_a_child_is_ill(house, anna):
    """Subjects are shown on locked screens and kept by mail servers."""
    verified_email(house.people.mother)
    ill_until_friday(house, anna)
    ask_all(EARLY)
    (delivery,) = Delivery.objects.filter(notification__kind="absence.still_ill")
    letter = message("x", [delivery.notification], to="x@example.test")
    whole = letter.subject + letter.body + str(letter.alternatives)
    assert "Jautājums par šodienu" in letter.subject
    assert "slimo" not in whole


def test_the_log_tells_no_row(house, monkeypatch, caplog):
    def fails(institutions, day):
        raise ValueError("DETAIL: (Anna, Bērziņa)")

    monkeypatch.setattr(questions, "unexplained", fails)
    assert ask_all(EARLY) == 0
    assert "ValueError" in caplog.text
    assert "Bērziņa" not in caplog.text


def test_neither_on_a_day_off_nor_once_the_register_knows(house, anna):
    ill_until_friday(house, anna)
    assert ask_all(at(8, day=MONDAY - timedelta(days=1))) == 0
    save(house, when=at(7, 30))
    assert ask_all(at(7, 31)) == 0


def test_the_hour_is_the_institutions_own(house, anna):
    house.institution.settings = {"notices.ask_at": "06:15"}
    house.institution.save(update_fields=["settings"])
    ill_until_friday(house, anna)
    assert ask_all(at(6, 14)) == 0
    assert ask_all(at(6, 15)) == 2


def test_telling_asks_a_constant_number_of_queries(house, savepoints_aside):
    from people.models import Institution

    save(house, 0)
    ask_all(at(8, 51))
    for child in house.crowd(house.groups["Bitītes"], 20):
        house.guardian(child, house.people.mother)
    everybody = len(house.children["Bitītes"])
    save(house, *range(everybody), when=at(8, 55))
    assert Institution.objects.count() == 1
    with savepoints_aside(22):
        assert ask_all(at(8, 56)) == 20
