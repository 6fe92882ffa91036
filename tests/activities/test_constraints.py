"""Each constraint of the day's log refuses what it is for."""

import pytest

from activities.models import DayLog
from tests.activities import rows as make
from tests.activities.rows import Place
from tests.constraints import accepted, constraints_of, refused_by
from tests.suite.frozen import laid_down
from tests.world import TUESDAY, TWO, at


@pytest.fixture
def two(db):
    """Two institutions, each with a plan of its group, a day and an entry."""
    return laid_down("two days", 84, lambda: [Place(*one) for one in TWO])


def foreign(row, name):
    """A row of the first institution that points into the second."""
    return [lambda two: row(two[0], **{name: getattr(two[1], name)})]


def voided(row):
    """Taken away by nobody, at no moment, or before it was added."""
    return [
        lambda two: row(two[0], voided_by=two[0].head),
        lambda two: row(two[0], voided_at=at(10)),
        lambda two: row(two[0], voided_at=at(8), voided_by=two[0].head),
    ]


def written(row):
    """Text of nobody, a version without an author, a text without a moment."""
    return [
        lambda two: row(two[0], text="Lietus"),
        lambda two: row(two[0], version=1),
        lambda two: row(two[0], version=1, text="Lietus", saved_at=at(9)),
    ]


def twice(row, name):
    """Of the same source two, though one was taken away."""

    def both(two):
        facts = {name: getattr(two[0], name)}
        row(two[0], **facts, voided_at=at(10), voided_by=two[0].head)
        row(two[0], **facts)

    return [both]


def repeated(two):
    return {"repeats": two[0].entry, "log": make.log(two[0], day=TUESDAY)}


def repeated_twice(two):
    facts = repeated(two)
    make.entry(two[0], **facts)
    make.entry(two[0], **facts)


def of_two_places(*names):
    return lambda two: make.entry(two[0], **{name: getattr(two[0], name) for name in names})


LOG = {
    "one_log_of_a_group_and_day": [lambda two: make.log(two[0])],
    "a_day_is_confirmed_by_somebody": [
        lambda two: make.confirmed(two[0], confirmed_by=None),
        lambda two: make.confirmed(two[0], confirmed_at=None),
        lambda two: make.confirmed(two[0], confirmed_at=at(8)),
        lambda two: make.log(two[0], day=TUESDAY, late_reason="event"),
    ],
    "a_day_is_late_for_a_known_reason": [
        lambda two: make.confirmed(two[0], late_reason="lazy"),
    ],
    "a_day_is_shown_after_its_minute": [
        lambda two: make.confirmed(two[0], released_at=at(10, 0, 59)),
        lambda two: make.log(two[0], day=TUESDAY, released_at=at(12)),
    ],
    "daylog_group_of_one_institution": [
        lambda two: make.log(two[0], day=TUESDAY, group=two[1].group)
    ],
}
ENTRIES = {
    "an_outcome_is_ticked_once_a_day": twice(make.entry, "choice"),
    "an_item_is_ticked_once_a_day": twice(make.entry, "item"),
    "an_entry_is_repeated_once_a_day": [repeated_twice],
    "an_entry_comes_from_one_place": [
        of_two_places("choice", "item"),
        lambda two: make.entry(two[0], choice=two[0].choice, **repeated(two)),
        lambda two: make.entry(two[0], item=two[0].item, **repeated(two)),
    ],
    "an_entry_says_what_was_done": [lambda two: make.entry(two[0], title="")],
    "an_entry_is_of_a_learning_area": [
        lambda two: make.entry(two[0], area=""),
        lambda two: make.entry(two[0], area="XXX"),
        lambda two: make.entry(two[0], area="", choice=two[0].choice),
    ],
    "an_entry_has_known_skills": [lambda two: make.entry(two[0], skills=["KD", "XX"])],
    "an_entry_is_saved_by_somebody": written(make.entry),
    "an_entry_is_taken_away_by_somebody": voided(make.entry),
    "dayentry_log_of_one_institution": foreign(make.entry, "log"),
    "dayentry_choice_of_one_institution": foreign(make.entry, "choice"),
    "dayentry_item_of_one_institution": foreign(make.entry, "item"),
    "dayentry_repeats_of_one_institution": [
        lambda two: make.entry(two[0], repeats=two[1].entry),
    ],
}
OUTCOMES = {
    "an_outcome_is_touched_once_in_an_entry": twice(make.outcome, "choice"),
    "an_outcome_is_untouched_by_somebody": voided(make.outcome),
    "entryoutcome_entry_of_one_institution": foreign(make.outcome, "entry"),
    "entryoutcome_choice_of_one_institution": foreign(make.outcome, "choice"),
}
BESIDE = {
    "a_day_has_one_note": [lambda two: [make.note(two[0]), make.note(two[0])]],
    "a_note_of_a_day_is_saved_by_somebody": written(make.note),
    "daynote_log_of_one_institution": foreign(make.note, "log"),
    "dayamendment_log_of_one_institution": foreign(make.amendment, "log"),
    "dayamendment_entry_of_one_institution": foreign(make.amendment, "entry"),
}


def of_one_picture(two):
    picture = make.picture(two[0])
    make.photo(two[0], photo=picture)
    make.photo(two[0], photo=picture)


def somebody_else(two):
    return two[0].house.adult("teacher", "Zane", "Ābele")


PHOTOS = {
    "activities_dayphoto_photo_id_key": [of_one_picture],
    "a_photo_is_confirmed_by_who_took_it": [
        lambda two: make.standing(two[0], confirmed_by=None),
        lambda two: make.standing(two[0], confirmed_at=None),
        lambda two: make.standing(two[0], confirmed_at=at(8)),
        lambda two: make.standing(two[0], confirmed_by=somebody_else(two)),
        lambda two: make.standing(two[0], alt=""),
    ],
    "what_is_hidden_was_shown": [
        lambda two: make.photo(two[0], hidden_at=at(11)),
        lambda two: make.standing(two[0], hidden_at=at(9)),
    ],
    "a_photo_is_removed_by_somebody": voided(make.photo),
    "dayphoto_log_of_one_institution": foreign(make.photo, "log"),
    "dayphoto_entry_of_one_institution": foreign(make.photo, "entry"),
    "dayphoto_photo_of_one_institution": [
        lambda two: make.photo(two[0], photo=make.picture(two[1])),
    ],
}
VIOLATIONS = LOG | ENTRIES | OUTCOMES | BESIDE | PHOTOS
# of composite foreign keys: an id is unique by itself
TARGETS = {
    "a_day_has_one_institution",
    "an_entry_has_one_institution",
    "a_photo_of_a_day_has_one_institution",
}
# A version below zero is refused before by the constraint on who saved.
IMPLIED = {"activities_dayentry_version_check", "activities_daynote_version_check"}


def test_the_list_holds_every_constraint(db):
    assert constraints_of("activities") - TARGETS - IMPLIED == set(VIOLATIONS)


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
    with accepted():
        make.confirmed(place, released_at=at(10, 1), late_reason="event")
        make.entry(place, choice=place.choice)
        make.entry(place, item=place.item, area="")
        make.entry(place, repeats=place.entry, log=DayLog.objects.get(day=TUESDAY), area="")
        make.entry(
            place, skills=["KD", "JU"], version=1, text="x", saved_at=at(9), saved_by=place.head
        )
        make.entry(place, voided_at=at(9), voided_by=place.head)
        make.outcome(place)
        make.outcome(place, choice=place.other_choice)
        make.note(place)
        make.amendment(place)
        make.amendment(place, reason="Uzsniga")
        make.photo(place, entry=place.entry)
        make.standing(place, hidden_at=at(10))
        make.standing(place, voided_at=at(11), voided_by=place.head)


def test_of_one_day_every_group_has_a_log_of_its_own(two):
    with accepted():
        make.log(two[0], day=TUESDAY)
        make.log(two[1], day=TUESDAY)
