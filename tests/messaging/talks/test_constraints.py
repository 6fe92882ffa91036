"""Each constraint of talks refuses what it is for."""

import pytest

from tests.constraints import accepted, constraints_of, refused_by
from tests.messaging.talks import rows as make
from tests.messaging.talks.rows import Place
from tests.suite.frozen import laid_down
from tests.world import MONDAY, TWO, at


@pytest.fixture
def two(db):
    """Two institutions, each with a child and a talk."""
    return laid_down("two talks", 82, lambda: [Place(*one) for one in TWO])


def foreign(row, name="talk"):
    """A row of the first institution that points into the second."""
    return [lambda two: row(two[0], **{name: getattr(two[1], name)})]


def voided(row):
    """Taken away by nobody, at no moment, before it was added."""
    return [
        lambda two: row(two[0], voided_by=two[0].head),
        lambda two: row(two[0], voided_at=at(10)),
        lambda two: row(two[0], voided_at=at(8), voided_by=two[0].head),
    ]


def twice(row, **facts):
    return [lambda two: [row(two[0], **facts), row(two[0], **facts)]]


TALKS = {
    "a_talk_is_shared_by_somebody": [
        lambda two: make.talk(two[0], shared_at=at(10)),
        lambda two: make.talk(two[0], shared_by=two[0].head),
        lambda two: make.shared(two[0], shared_at=at(8)),
    ],
    "a_talk_is_finished_by_somebody": [
        lambda two: make.talk(two[0], finished_at=at(10)),
        lambda two: make.talk(two[0], finished_by=two[0].head),
        lambda two: make.talk(two[0], finished_at=at(8), finished_by=two[0].head),
    ],
    "no_shared_talk_is_deleted": [
        lambda two: make.shared(two[0], voided_at=at(11), voided_by=two[0].head),
        lambda two: make.talk(two[0], voided_at=at(11)),
        lambda two: make.talk(two[0], voided_by=two[0].head),
    ],
    "a_talk_is_shown_after_its_minute": [
        lambda two: make.shared(two[0], released_at=at(10, 0, 59)),
        lambda two: make.talk(two[0], released_at=at(12)),
    ],
    "talk_child_of_one_institution": foreign(make.talk, "child"),
    "talk_group_of_one_institution": foreign(make.talk, "group"),
}
PEOPLE = {
    "who_took_part_is_a_person_or_a_name": [
        lambda two: make.participant(two[0], name="Logopēde"),
        lambda two: make.participant(two[0], user=None),
        lambda two: make.participant(two[0], user=None, name="Māte", is_guardian=True),
    ],
    "everybody_takes_part_in_a_talk_once": [
        *twice(make.participant), *twice(make.participant, user=None, name="Logopēde"),
    ],
    "who_took_part_is_taken_off_by_somebody": voided(make.participant),
    "talkparticipant_talk_of_one_institution": foreign(make.participant),
}  # fmt: skip
TEXTS = {
    "a_subject_is_of_a_known_kind": [lambda two: make.subject(two[0], kind="weather")],
    "an_own_subject_has_a_name": [
        lambda two: make.subject(two[0], kind="own"),
        lambda two: make.subject(two[0], own_kind="Cits"),
    ],
    "a_subject_is_of_a_talk_once": twice(make.subject),
    "a_subject_is_taken_off_by_somebody": voided(make.subject),
    "talksubject_talk_of_one_institution": foreign(make.subject),
    "a_talk_has_a_section_once": twice(make.section),
    "a_section_of_a_talk_is_a_known_one": [lambda two: make.section(two[0], code="other")],
    "a_section_of_a_talk_is_saved_by_somebody": [
        lambda two: make.section(two[0], text="Runājām"),
        lambda two: make.section(two[0], version=1),
        lambda two: make.section(two[0], version=1, text="Runājām", saved_at=at(9)),
    ],
    "talksection_talk_of_one_institution": foreign(make.section),
    "an_addition_says_something": [lambda two: make.addition(two[0], text="")],
    "talkaddition_talk_of_one_institution": foreign(make.addition),
}
AGREED = {
    "what_is_agreed_says_something": [lambda two: make.action(two[0], text="")],
    "what_is_agreed_is_done_by_somebody": [
        lambda two: make.action(two[0], user=None),
        lambda two: make.action(two[0], name="Logopēde"),
    ],
    "what_is_agreed_is_settled_by_somebody": [
        lambda two: make.action(two[0], state="done"),
        lambda two: make.action(two[0], settled_at=at(10), settled_by=two[0].head),
        lambda two: make.action(two[0], state="lost", settled_at=at(10), settled_by=two[0].head),
    ],
    "what_is_agreed_is_taken_away_by_somebody": voided(make.action),
    "talkaction_talk_of_one_institution": foreign(make.action),
}
VIOLATIONS = TALKS | PEOPLE | TEXTS | AGREED
# of composite foreign keys: an id is unique by itself
TARGETS = {"a_talk_has_one_institution"}
# A version below zero is refused before by the constraint on who saved.
IMPLIED = {"messaging_talksection_version_check"}


def test_the_list_holds_every_constraint(db):
    assert constraints_of("messaging") - TARGETS - IMPLIED == set(VIOLATIONS)


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, ways in VIOLATIONS.items() for number in range(len(ways))],
)
def test_what_it_is_for_is_refused(two, name, number):
    with refused_by(name):
        VIOLATIONS[name][number](two)


def test_what_is_right_is_kept(two):
    """The rows that the refusals above change are valid as they are."""
    place = two[0]
    away = {"voided_at": at(10), "voided_by": place.head}
    with accepted():
        make.talk(place, finished_at=at(10), finished_by=place.head)
        make.talk(place, **away)
        make.shared(place, released_at=at(10, 1))
        make.participant(place, **away)
        make.participant(place, is_guardian=True)
        make.participant(place, user=None, name="Logopēde")
        make.subject(place, **away)
        make.subject(place)
        make.subject(place, kind="own", own_kind="Pārcelšanās")
        make.section(place)
        make.section(place, code="house", version=1, text="Mums", saved_at=at(9),
                     saved_by=place.head)  # fmt: skip
        make.action(place, due_on=MONDAY)
        make.action(place, user=None, name="Logopēde", state="dropped", settled_at=at(10),
                    settled_by=place.head)  # fmt: skip
        make.addition(place, is_remark=True)
