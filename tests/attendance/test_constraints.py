"""Each constraint of attendance refuses what it is for."""

from datetime import time

import pytest

from tests.attendance import makers as make
from tests.constraints import accepted, constraints_of, refused_by
from tests.suite.frozen import laid_down
from tests.world import MONDAY, TUESDAY, TWO, at


@pytest.fixture
def two(db):
    """Two institutions, each with a group of two children and its register."""
    return laid_down("two registers", 82, lambda: [make.place(*one) for one in TWO])


def _theirs(two):
    return {"child": two[1].children["Bitītes"][0]}


REGISTER = {
    "one_register_per_group_and_day": lambda two: make.register(two[0]),
    "a_confirmation_has_a_person_and_a_moment": lambda two: make.register(
        two[0], day=TUESDAY, first_confirmed_at=at(8)
    ),
    "attendance_register_version_check": lambda two: make.register(two[0], day=TUESDAY, version=-1),
    "register_group_of_one_institution": lambda two: make.register(
        two[0], day=TUESDAY, group=two[1].groups["Bitītes"]
    ),
    "one_mark_per_child_and_day": lambda two: [make.mark(two[0]), make.mark(two[0])],
    "a_presence_is_a_known_one": lambda two: make.mark(two[0], presence="maybe"),
    "only_an_absence_has_a_reason": lambda two: make.mark(two[0], reason="illness"),
    "only_the_present_come_and_go": lambda two: make.mark(
        two[0], presence="absent", arrived_at=time(9)
    ),
    "nobody_leaves_before_arriving": lambda two: make.mark(
        two[0], arrived_at=time(9), left_at=time(9)
    ),
    "the_kitchen_was_told_a_known_presence": lambda two: make.mark(two[0], at_cutoff="maybe"),
    "a_settled_mark_has_a_person_and_a_moment": lambda two: make.mark(two[0], settled_at=at(12)),
    "mark_child_of_one_institution": lambda two: make.mark(two[0], **_theirs(two)),
    "mark_tells_the_day_of_its_register": lambda two: make.mark(two[0], day=TUESDAY),
}
NOTICES = {
    "a_notice_ends_after_it_begins": lambda two: make.notice(two[0], until=MONDAY),
    "a_notice_gives_a_reason_of_parents": lambda two: make.notice(two[0], reason="quarantine"),
    "a_withdrawal_has_a_person_and_a_moment": lambda two: make.notice(two[0], ended_at=at(8)),
    "absencenotice_child_of_one_institution": lambda two: make.notice(two[0], **_theirs(two)),
    "attendance_absencenotice_replaces_id_key": lambda two: [
        first := make.notice(two[0]),
        make.notice(two[0], replaces=first),
        make.notice(two[0], replaces=first),
    ],
    "a_health_note_says_something": lambda two: make.health_note(two[0], text=""),
    "attendance_healthnote_notice_id_key": lambda two: [
        note := make.health_note(two[0]),
        make.health_note(two[0], notice=note.notice),
    ],
    "healthnote_notice_of_one_institution": lambda two: make.health_note(
        two[0], notice=make.notice(two[1])
    ),
    "an_answer_is_a_known_one": lambda two: make.reply(two[0], choice="maybe"),
    "reply_child_of_one_institution": lambda two: make.reply(two[0], **_theirs(two)),
}
CHECK = {
    "a_doctors_note_ends_after_it_begins": lambda two: make.doctors_note(two[0], until=MONDAY),
    "one_doctors_note_of_an_absence": lambda two: [
        make.doctors_note(two[0]),
        make.doctors_note(two[0]),
    ],
    "doctorsnote_child_of_one_institution": lambda two: make.doctors_note(two[0], **_theirs(two)),
    "a_quarantine_ends_after_it_begins": lambda two: make.quarantine(two[0], until=MONDAY),
    "an_ended_quarantine_has_a_person_and_a_moment": lambda two: make.quarantine(
        two[0], ended_at=at(12)
    ),
    "groupquarantine_group_of_one_institution": lambda two: make.quarantine(
        two[0], group=two[1].groups["Bitītes"]
    ),
    "one_waiting_request_of_a_childs_day": lambda two: [
        make.request(two[0]),
        make.request(two[0]),
    ],
    "a_request_asks_for_something_possible": lambda two: make.request(two[0], reason="illness"),
    "a_request_gives_a_known_reason": lambda two: make.request(
        two[0], presence="absent", reason="plague"
    ),
    "an_answered_request_has_a_person_and_a_moment": lambda two: make.request(
        two[0], answered_at=at(13), answered_by=two[0].head
    ),
    "correctionrequest_child_of_one_institution": lambda two: make.request(two[0], **_theirs(two)),
    "request_tells_the_day_of_its_register": lambda two: make.request(two[0], day=TUESDAY),
}
KITCHEN = {
    "one_head_count_of_a_day": lambda two: [make.head_count(two[0]), make.head_count(two[0])],
    "a_letter_is_in_a_known_state": lambda two: make.head_count(two[0], letter="lost"),
    "a_head_count_is_taken_after_the_cutoff": lambda two: make.head_count(
        two[0], taken_at=at(8, 59)
    ),
    "attendance_headcount_attempts_check": lambda two: make.head_count(two[0], attempts=-1),
    "one_line_of_a_group_band_and_diet": lambda two: [
        line := make.line(two[0]),
        make.line(two[0], head_count=line.head_count),
    ],
    "an_age_band_is_known": lambda two: make.line(two[0], band="teens"),
    "attendance_headcountline_children_check": lambda two: make.line(two[0], children=-1),
    "headcountline_group_of_one_institution": lambda two: make.line(
        two[0], group=two[1].groups["Bitītes"]
    ),
    "headcountline_head_count_of_one_institution": lambda two: make.line(
        two[0], head_count=make.head_count(two[1])
    ),
}
CLARIFICATIONS = {
    "one_clarification_of_an_absence": lambda two: [
        make.clarification(two[0], closed_at=at(12), closed_by=two[0].head, outcome="returned"),
        make.clarification(two[0]),
    ],
    "one_open_clarification_of_a_child": lambda two: [
        make.clarification(two[0]),
        make.clarification(two[0], since=TUESDAY),
    ],
    "a_closed_clarification_has_an_outcome": lambda two: make.clarification(
        two[0], closed_at=at(12), closed_by=two[0].head
    ),
    "clarification_child_of_one_institution": lambda two: make.clarification(
        two[0], **_theirs(two)
    ),
    "a_step_is_a_known_one": lambda two: make.step(two[0], kind="prayed"),
    "clarificationstep_clarification_of_one_institution": lambda two: make.step(
        two[0], clarification=make.clarification(two[1])
    ),
}
BREAKS = REGISTER | NOTICES | CHECK | KITCHEN | CLARIFICATIONS
# of foreign keys; ``id`` alone is unique already
TARGETS = {
    "a_register_has_one_day",
    "a_notice_has_one_institution",
    "a_head_count_has_one_institution",
    "a_clarification_has_one_institution",
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(two, name):
    with refused_by(name):
        BREAKS[name](two)


def test_every_constraint_is_among_them(db):
    assert constraints_of("attendance") == set(BREAKS) | TARGETS


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("only_an_absence_has_a_reason", {"presence": "absent", "reason": "plague"}),
        ("only_an_absence_has_a_reason", {"presence": "absent", "reason": ""}),
        ("only_the_present_come_and_go", {"presence": "absent", "left_at": time(12)}),
        ("nobody_leaves_before_arriving", {"arrived_at": time(9), "left_at": time(8, 59)}),
    ],
)
def test_other_ways_to_break_the_same(two, name, broken):
    with refused_by(name):
        make.mark(two[0], **broken)


def test_a_confirmation_has_a_moment_too(two):
    with refused_by("a_confirmation_has_a_person_and_a_moment"):
        make.register(two[0], day=TUESDAY, first_confirmed_by=two[0].head)


def test_so_has_a_withdrawal_and_the_end_of_a_clarification(two):
    with refused_by("a_withdrawal_has_a_person_and_a_moment"):
        make.notice(two[0], ended_by=two[0].head)
    with refused_by("a_closed_clarification_has_an_outcome"):
        make.clarification(two[0], closed_by=two[0].head, outcome="explained")


def test_a_mark_lies_in_the_register_of_its_institution(two):
    with refused_by("mark_tells_the_day_of_its_register"):
        make.mark(two[0], register=two[1].register)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"presence": "absent"},
        {"presence": "absent", "reason": "unexcused"},
        {"arrived_at": time(9, 15)},
        {"left_at": time(12)},
        {"arrived_at": time(9), "left_at": time(9, 0, 1)},
    ],
)
def test_what_happens_in_a_day_is_accepted(two, facts):
    with accepted():
        make.mark(two[0], **facts)


def test_the_same_day_of_another_group_or_child_is_another_row(two):
    with accepted():
        make.mark(two[0])
        make.mark(two[0], nth=1)
        make.register(two[0], day=TUESDAY)


def test_what_happens_around_the_register_is_accepted(two):
    house = two[0]
    with accepted():
        make.health_note(house)
        make.reply(house)
        make.doctors_note(house)
        make.quarantine(house)
        make.request(house)
        make.line(house)
        make.step(house)
