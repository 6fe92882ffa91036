"""Each constraint on reports and on words of the word list refuses what it is for."""

import pytest

from tests.constraints import constraints_of, refused_by
from tests.manners.makers import decided, flagged, report, word
from tests.world import at


def two_open(house) -> None:
    decided(house)
    for _ in range(2):
        report(house)


def two_finds(house) -> None:
    flagged(house, outcome="mend", decided_at=at(10), decided_by=house.head)
    for sign in ("a" * 32, "b" * 32):
        flagged(house, sign=sign)


def two_words(house) -> None:
    word(house, match="word")
    word(house, match="prefix")


BREAKS = {
    "what_was_reported_is_a_code": [lambda a: report(a, kind="Annas foto")],
    "the_reason_of_a_report_is_known": [lambda a: report(a, reason="ugly")],
    "a_report_is_decided_whole_or_not_at_all": [
        lambda a: decided(a, outcome="burnt"),
        lambda a: decided(a, decided_at=None),
        lambda a: decided(a, decided_at=at(8)),
        lambda a: decided(a, decided_by=None),
        lambda a: report(a, decided_at=at(10)),
        lambda a: report(a, decided_by=a.head),
        lambda a: report(a, answer="Paldies"),
    ],
    "one_open_report_of_a_thing": [two_open],
    "one_open_find_in_a_thing": [two_finds],
    "a_report_is_made_by_a_person_or_by_the_word_list": [
        lambda a: report(a, by=None),
        lambda a: report(a, sign="a" * 32),
        lambda a: flagged(a, by=a.head),
        lambda a: flagged(a, role="admin"),
        lambda a: flagged(a, note="Slikts vārds"),
        lambda a: flagged(a, sign=""),
    ],
    "a_word_stands_once_in_a_list": [two_words],
    "a_word_is_kept_as_it_is_read": [
        lambda a: word(a, stem=""),
        lambda a: word(a, stem="Vārna"),
        lambda a: word(a, stem=" varna"),
        lambda a: word(a, stem="var.na"),
    ],
    "exceptions_are_kept_as_they_are_read": [
        lambda a: word(a, exceptions="Vārnkāja"),
        lambda a: word(a, exceptions="varnkaja, varnina"),
    ],
    "only_a_phrase_has_several_words": [
        lambda a: word(a, stem="melna varna"),
        lambda a: word(a, match="phrase"),
        lambda a: word(a, match="regex"),
    ],
    "a_word_is_grave_in_three_steps": [
        lambda a: word(a, severity=0),
        lambda a: word(a, severity=4),
    ],
    "the_kind_of_a_word_is_known": [lambda a: word(a, category="bird")],
    "the_language_of_a_word_is_known": [lambda a: word(a, language="lt")],
}


@pytest.mark.parametrize(("name", "nth"), [(n, i) for n in BREAKS for i in range(len(BREAKS[n]))])
def test_it_refuses(house, name, nth):
    with refused_by(name):
        BREAKS[name][nth](house)


def test_every_constraint_is_among_them(db):
    assert constraints_of("manners") == set(BREAKS)


def test_what_was_decided_can_be_reported_anew(house):
    decided(house)
    decided(house)
    assert report(house).outcome == ""


def test_a_report_and_a_find_of_one_thing_wait_beside_one_another(house):
    assert report(house).subject_id == flagged(house).subject_id
