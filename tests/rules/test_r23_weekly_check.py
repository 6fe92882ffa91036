"""R23: nurse or clerk checks attendance weekly and corrects it and the reasons; the original is kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attendance.check.card import card_of, unsigned_week
from attendance.check.operations import Decision, Meanwhile, correct, settle, sign
from attendance.models import Mark, Register
from attendance.register.marks import Answer
from tests.attendance.check.weeks import MON, TUE, WED, WEEK, a_week, mark, nurse, taken
from tests.world import MONDAY, at


def says(house, day, place, word, seen="unknown") -> Decision:
    return Decision(house.children["Bitītes"][place].pk, day, seen, word)


def decide(house, *decisions, by=None, when=None) -> int:
    return settle(
        group=house.groups["Bitītes"], decisions=decisions, by=by or nurse(house),
        at=when or at(10),
    )  # fmt: skip


# --- reasons in bulk ------------------------------------------------------------------------------
def test_reasons_are_given_in_bulk_and_the_marks_are_settled(house):
    a_week(house, {MON: {0: None, 1: None}, TUE: {0: None}})
    given = [
        says(house, MON, 0, "illness"),
        says(house, TUE, 0, "illness"),
        says(house, MON, 1, "family"),
    ]
    assert decide(house, *given) == 3
    rows = Mark.objects.filter(presence="absent").order_by("day", "child__sort_key")
    assert [(m.day, m.reason, m.settled_by) for m in rows] == [
        (MON, "family", house.people.nurse), (MON, "illness", house.people.nurse),
        (TUE, "illness", house.people.nurse),
    ]  # fmt: skip


def test_the_old_value_is_kept_with_who_and_when(house):
    from audit.history import life_of

    a_week(house, {MON: {0: None}})
    decide(house, says(house, MON, 0, "illness"))
    step = life_of(mark(house, MON), house.institution)[0]
    reason = next(change for change in step.tellings[0].changes if change.label == "iemesls")
    assert (reason.old, reason.new) == ("", "slimība")


@pytest.mark.parametrize("count", [1, 3])
def test_bulk_writes_ask_the_same_for_any_number_of_children(house, count):
    a_week(house, {MON: dict.fromkeys(range(3))})
    with CaptureQueriesContext(connection) as asked:
        decide(house, *(says(house, MON, place, "illness") for place in range(count)))
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= 13


def test_what_somebody_changed_meanwhile_is_not_overwritten(house):
    a_week(house, {MON: {0: None, 1: None}})
    decide(house, says(house, MON, 0, "family"), by=house.access(house.people.clerk, "clerk"))
    with pytest.raises(Meanwhile) as conflict:
        decide(house, says(house, MON, 0, "illness"), says(house, MON, 1, "illness"))
    ((decision, standing),) = conflict.value.changed
    assert (decision.seen, standing.reason) == ("unknown", "family")
    assert mark(house, MON, 1).reason is None


def test_saying_what_stands_already_only_settles_it(house):
    a_week(house, {MON: {0: "family"}})
    decide(house, says(house, MON, 0, "family", seen="family"))
    assert mark(house, MON).settled_at == at(10)


def test_a_child_who_was_there_after_all(house):
    a_week(house, {MON: {0: None}})
    decide(house, says(house, MON, 0, "present"))
    assert (mark(house, MON).presence, mark(house, MON).reason) == ("present", None)


def test_a_teachers_later_entry_unsettles_the_mark(house):
    a_week(house, {MON: {0: None}})
    decide(house, says(house, MON, 0, "illness"))
    taken(house, MON, {0: "family"})
    assert mark(house, MON).settled_at is None


def test_an_unconfirmed_day_is_not_corrected(house):
    from attendance.register.operations import draft

    anna, by = house.children["Bitītes"][0], house.access(house.people.teacher, "teacher", MON)
    draft(
        group=house.groups["Bitītes"],
        day=MON,
        child_id=anna.pk,
        absent=True,
        by=by,
        at=at(8, day=MON),
    )
    with pytest.raises(ValidationError, match="nav atzīmes"):
        decide(house, says(house, MON, 0, "illness"))


def test_a_reason_that_nobody_offers_is_refused(house):
    a_week(house, {MON: {0: None}})
    answer = Answer(house.children["Bitītes"][0].pk, absent=True, reason="plague")
    with pytest.raises(ValidationError) as refused:
        correct(
            group=house.groups["Bitītes"], day=MON, answers=[answer], by=nurse(house), at=at(10)
        )
    assert refused.value.code == "reason"


def test_another_groups_child_is_refused(house):
    a_week(house)
    a_week(house, {MON: {0: None}}, group="Pūcītes")
    stranger = Decision(house.children["Pūcītes"][0].pk, MON, "unknown", "illness")
    with pytest.raises(ValidationError):
        decide(house, stranger)
    assert mark(house, MON, group="Pūcītes").reason is None


@pytest.mark.parametrize("word", ["plague", "", "as_reported"])
def test_a_word_that_nobody_offers_is_refused(house, word):
    a_week(house, {MON: {0: None}})
    with pytest.raises(ValidationError):
        decide(house, says(house, MON, 0, word))


@pytest.mark.parametrize(
    ("who", "role"), [("teacher", "teacher"), ("head", "admin"), ("mother", "parent")]
)
def test_only_nurse_and_clerk_correct(house, who, role):
    a_week(house, {MON: {0: None}})
    with pytest.raises(PermissionDenied):
        decide(
            house, says(house, MON, 0, "illness"), by=house.access(getattr(house.people, who), role)
        )


# --- where it shows -------------------------------------------------------------------------------
def test_the_week_that_is_owed_is_the_last_unsigned_one_and_else_this_one(house):
    assert unsigned_week(nurse(house), at=at(9)).week.monday == WEEK
    for monday in (WEEK - timedelta(weeks=n) for n in range(5)):
        for name in house.groups:
            for n in range(5):
                taken(house, monday + timedelta(days=n), group=name)
            sign(group=house.groups[name], monday=monday, by=nurse(house), at=at(9))
    assert unsigned_week(nurse(house), at=at(9)).week.monday == MONDAY


def test_todays_card_tells_how_many_groups_are_signed_in_three_queries(house):
    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(7))
    by = nurse(house)
    by.holds("view_attendance")
    with CaptureQueriesContext(connection) as asked:
        card = card_of(by, at=at(9))
    assert len(asked) <= 3
    assert card["title"] == "Nedēļas pārbaude 9.–13. novembris"
    assert card["subtitle"] == "parakstītas 1 no 2 · nav parakstītas 3 agrākas nedēļas"
    assert card["url"] == f"/checks/{WEEK}/"


def test_todays_card_tells_how_many_older_weeks_wait(house):
    a_week(house)
    for monday in (WEEK - timedelta(weeks=n) for n in range(1, 3)):
        for name in house.groups:
            for n in range(5):
                taken(house, monday + timedelta(days=n), group=name)
            sign(group=house.groups[name], monday=monday, by=nurse(house), at=at(9))
    assert card_of(nurse(house), at=at(9))["subtitle"] == (
        "parakstītas 0 no 2 · nav parakstīta 1 agrāka nedēļa"
    )


@pytest.mark.parametrize(
    ("who", "role"), [("teacher", "teacher"), ("mother", "parent"), ("superuser", "superuser")]
)
def test_the_card_is_not_for_everybody(house, who, role):
    assert card_of(house.access(getattr(house.people, who), role), at=at(9)) is None


def test_a_correction_moves_the_registers_version(house):
    """So that a teacher's page made before it is refused as stale."""
    a_week(house, {WED: {0: None}})
    before = Register.objects.get(day=WED).version
    decide(house, says(house, WED, 0, "illness"))
    assert Register.objects.get(day=WED).version == before + 1


def test_the_kitchens_count_of_a_past_day_is_not_touched(house):
    a_week(house, {WED: {0: None}})
    decide(house, says(house, WED, 0, "present"))
    assert mark(house, date(2026, 11, 11)).at_cutoff == "absent"
